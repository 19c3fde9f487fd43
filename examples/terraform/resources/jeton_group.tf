resource "jeton_group" "crew" {
  name        = "crew"
  project     = jeton_project.shop.name
  description = "Who runs the shop"
}
