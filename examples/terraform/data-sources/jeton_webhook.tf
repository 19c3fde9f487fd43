data "jeton_webhook" "pager" {
  name    = "pager"
  project = "shop"
}
