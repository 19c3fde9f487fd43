ephemeral "jeton_secret" "dashboard" {}

# The same text goes to the vault's write-only argument. Raise both versions together to rotate.
resource "jeton_token" "vaulted" {
  service_account_id = jeton_service_account.deployer.id
  name               = "vaulted"
  secret_wo          = ephemeral.jeton_secret.dashboard.secret
  secret_wo_version  = 1
}
