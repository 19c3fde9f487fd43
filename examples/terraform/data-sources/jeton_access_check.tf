data "jeton_access_check" "deployer" {
  service_account_id = "sa/shop/deployer"
  checks = [
    { resource_type = "jeton.token", action = "create", project = "shop" },
    { resource_type = "jeton.role", action = "read", project = "shop" },
  ]
}

check "deployer_may_deploy" {
  assert {
    condition     = data.jeton_access_check.deployer.allowed
    error_message = join(" ", flatten(data.jeton_access_check.deployer.results[*].reasons[*].detail))
  }
}
