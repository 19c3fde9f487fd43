data "jeton_group_member" "ann" {
  id = "gm_01980000-0000-7000-8000-000000000000"
}
