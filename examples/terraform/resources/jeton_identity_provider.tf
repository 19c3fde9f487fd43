variable "client_secret" {
  type      = string
  ephemeral = true
}

resource "jeton_identity_provider" "corporate" {
  name      = "corporate"
  issuer    = "https://login.example.com"
  client_id = "jeton"

  client_secret_wo         = var.client_secret
  client_secret_wo_version = 1

  required_claims = {
    groups = ["engineering"]
  }
}
