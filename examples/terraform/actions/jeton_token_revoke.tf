# terraform apply -invoke=action.jeton_token_revoke.leaked
action "jeton_token_revoke" "leaked" {
  config {
    id = "sa/shop/deployer/terraform"
  }
}
