# No token of the shop lives longer than a quarter, and one that nobody uses for a month is disabled.
resource "jeton_policy" "shop" {
  project      = jeton_project.shop.name
  max_lifetime = "90d"
  allow_never  = false
  unused_after = "30d"
}
