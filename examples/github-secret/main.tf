# A token for a repository's workflows that nobody ever sees: the server seals it for the repository's public key, and the
# sealed box goes to GitHub as it is. Its text is in no state, no plan and no log.

terraform {
  required_providers {
    github = { source = "integrations/github" }
    jeton  = { source = "jeton/jeton" }
  }
}

variable "repository" {
  type = string
}

data "github_actions_public_key" "this" {
  repository = var.repository
}

resource "jeton_project" "shop" {
  name = "shop"
}

resource "jeton_service_account" "deployer" {
  name    = "deployer"
  project = jeton_project.shop.name
}

resource "jeton_token" "workflows" {
  service_account_id = jeton_service_account.deployer.id
  name               = "github/${var.repository}"
  max_age            = "90d"

  # Run Terraform at least monthly: the first run within the last 30 days rotates it, and jobs that have begun finish.
  rotation = {
    before       = "30d"
    grace_period = "1d"
  }

  # Another key of the repository's rotates it, too.
  sealed_for = data.github_actions_public_key.this.key
}

resource "github_actions_secret" "jeton_token" {
  repository      = var.repository
  secret_name     = "JETON_TOKEN"
  encrypted_value = jeton_token.workflows.sealed_secret
}
