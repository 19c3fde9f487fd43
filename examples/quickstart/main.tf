terraform {
  required_providers {
    jeton = {
      source = "jeton/jeton"
    }
  }
}

# The server and the token to work with come from JETON_URL and JETON_TOKEN.
provider "jeton" {}

# A scope. What is granted on `shop` also holds in `shop.payments`.
resource "jeton_project" "shop" {
  name        = "shop"
  description = "The web shop"
}

# What your application guards, in its own words: each action reads or writes.
resource "jeton_resource_type" "flow" {
  name = "flow"
  actions = [
    { name = "view", access = "read" },
    { name = "list", access = "read" },
    { name = "execute", access = "write" },
  ]
}

# A named set of rules. It grants nothing until it is bound.
resource "jeton_role" "flow_runner" {
  name        = "flow-runner"
  project     = jeton_project.shop.name
  description = "Sees flows and runs them"
  rules = [
    { resource_type = jeton_resource_type.flow.name, actions = ["@read", "execute"] },
    # Short-lived tokens of its own, which the GitHub Action mints and revokes.
    { resource_type = "jeton.token", actions = ["*"], resource_names = ["@own"] },
  ]
}

# A machine's identity. It has no password, only tokens.
resource "jeton_service_account" "deployer" {
  name        = "deployer"
  project     = jeton_project.shop.name
  description = "Deploys the shop from CI"
}

resource "jeton_role_binding" "deployer_runs_flows" {
  role_id            = jeton_role.flow_runner.id
  service_account_id = jeton_service_account.deployer.id
  project            = jeton_project.shop.name
}

# May do what its owner may, at every request anew.
resource "jeton_token" "deployer" {
  service_account_id = jeton_service_account.deployer.id
  name               = "terraform"
  max_age            = "30d"
  labels = {
    team = "shop"
  }
}

output "deployer_token" {
  description = "For the secrets of the repository that deploys."
  value       = jeton_token.deployer.secret
  sensitive   = true
}
