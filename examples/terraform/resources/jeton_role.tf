resource "jeton_role" "flow_runner" {
  name        = "flow-runner"
  project     = jeton_project.shop.name
  description = "Sees flows and runs them"
  rules = [
    { resource_type = jeton_resource_type.flow.name, actions = ["@read", "execute"] },
    # The tokens of whoever has the role, and nobody else's.
    { resource_type = "jeton.token", actions = ["*"], resource_names = ["@own"] },
  ]
}
