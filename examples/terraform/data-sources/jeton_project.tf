data "jeton_project" "shop" {
  name = "shop"
}
