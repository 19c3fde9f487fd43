data "jeton_token" "terraform" {
  reference = "sa/shop/deployer/terraform"
}
