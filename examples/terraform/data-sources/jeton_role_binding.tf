data "jeton_role_binding" "deployer_runs_flows" {
  id = "rb_01980000-0000-7000-8000-000000000000"
}
