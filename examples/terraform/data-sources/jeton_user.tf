data "jeton_user" "ann" {
  email = "ann@example.com"
}
