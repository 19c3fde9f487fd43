resource "jeton_token" "terraform" {
  service_account_id = jeton_service_account.deployer.id
  name               = "terraform"
  max_age            = "30d"

  # From ten days before its end on, the next apply gives it a new secret; the old one lives on for a day.
  rotation = {
    before       = "10d"
    grace_period = "1d"
  }
}

# Only reads, and its text is in no state and no plan: it goes to a vault's write-only argument as well.
resource "jeton_token" "dashboard" {
  service_account_id = jeton_service_account.deployer.id
  name               = "dashboard"
  mode               = "read_only"
  secret_wo          = ephemeral.jeton_secret.dashboard.secret
  secret_wo_version  = 1
}
