# For the block of another provider, or a provisioner: it is revoked at the end of every plan and every apply.
ephemeral "jeton_token" "run" {
  service_account_id = jeton_service_account.deployer.id
  mode               = "read_only"
}

resource "terraform_data" "smoke_test" {
  provisioner "local-exec" {
    command = "./smoke-test.sh"
    environment = {
      FLOWS_TOKEN = ephemeral.jeton_token.run.secret
    }
  }
}
