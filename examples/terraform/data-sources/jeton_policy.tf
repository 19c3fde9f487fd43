data "jeton_policy" "shop" {
  project = "shop"
}
