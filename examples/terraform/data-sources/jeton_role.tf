data "jeton_role" "admin" {
  name    = "admin"
  project = "system"
}
