terraform {
  required_providers {
    jeton = {
      source = "jeton/jeton"
    }
  }
}

# The server and the token to work with come from JETON_URL and JETON_TOKEN.
provider "jeton" {}

# Without a stored secret: the ID token of the run is exchanged, under a trust policy of that account.
provider "jeton" {
  alias = "ci"
  url   = "https://jeton.example.org"
  oidc = {
    service_account = "shop/terraform"
  }
}
