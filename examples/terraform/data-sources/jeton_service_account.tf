data "jeton_service_account" "deployer" {
  name    = "deployer"
  project = "shop"
}
