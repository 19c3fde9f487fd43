variable "public_key" {
  description = "X25519, in base64: whoever has its other half can read the new secret that is printed."
  type        = string
}

# terraform apply -invoke=action.jeton_token_rotate.leaked
action "jeton_token_rotate" "leaked" {
  config {
    id           = "sa/shop/deployer/terraform"
    grace_period = "1h"
    sealed_for   = var.public_key
  }
}
