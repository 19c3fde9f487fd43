resource "jeton_user_identity" "ann" {
  user_id = jeton_user.ann.id
  issuer  = jeton_identity_provider.corporate.issuer
  subject = "00u1a2b3c4"
}
