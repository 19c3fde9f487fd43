data "jeton_identity_provider" "corporate" {
  name = "corporate"
}
