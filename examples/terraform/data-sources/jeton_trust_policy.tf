data "jeton_trust_policy" "github" {
  name    = "github-shop"
  project = "shop"
}
