resource "jeton_role_binding" "deployer_runs_flows" {
  role_id            = jeton_role.flow_runner.id
  service_account_id = jeton_service_account.deployer.id
  project            = jeton_project.shop.name
}

# Whoever signs in with this claim, for as long as it counts.
resource "jeton_role_binding" "ops_sees_flows" {
  role_id = jeton_role.flow_runner.id
  project = jeton_project.payments.name
  claim = {
    issuer = jeton_identity_provider.corporate.issuer
    name   = "groups"
    values = ["ops"]
  }
}
