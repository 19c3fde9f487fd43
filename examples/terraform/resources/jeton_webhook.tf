resource "jeton_webhook" "pager" {
  name    = "pager"
  project = jeton_project.shop.name
  url     = "https://pager.example.com/jeton"
  events  = ["token.expiring", "token.revoked"]
}
