# Jobs of this repository in the environment `prod` get a token of the account, and store none.
resource "jeton_trust_policy" "github" {
  service_account_id = jeton_service_account.deployer.id
  name               = "github-shop"
  issuer             = "https://token.actions.githubusercontent.com"
  claims = {
    # The number and not the name, which somebody else may get one day.
    repository_id = ["123456789"]
    environment   = ["prod"]
  }
  max_ttl = "10m"
}
