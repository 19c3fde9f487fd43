resource "jeton_user" "ann" {
  email        = "ann@example.com"
  display_name = "Ann"
}
