resource "jeton_service_account" "deployer" {
  name        = "deployer"
  project     = jeton_project.shop.name
  description = "Deploys the shop from CI"
}
