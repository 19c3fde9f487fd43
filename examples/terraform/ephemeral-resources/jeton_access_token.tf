# The run's own identity, exchanged for a token of minutes.
ephemeral "jeton_access_token" "deployer" {
  service_account = "shop/deployer"
}

resource "terraform_data" "deploy" {
  provisioner "local-exec" {
    command = "./deploy.sh"
    environment = {
      FLOWS_TOKEN = ephemeral.jeton_access_token.deployer.access_token
    }
  }
}
