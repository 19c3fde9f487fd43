data "jeton_group" "crew" {
  name    = "crew"
  project = "shop"
}
