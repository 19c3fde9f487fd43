data "jeton_user_identity" "ann" {
  id = "uid_01980000-0000-7000-8000-000000000000"
}
