resource "jeton_group_member" "ann" {
  group_id = jeton_group.crew.id
  user_id  = jeton_user.ann.id
}
