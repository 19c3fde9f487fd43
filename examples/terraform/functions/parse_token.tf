variable "token" {
  type      = string
  sensitive = true

  validation {
    condition     = provider::jeton::parse_token(var.token).valid_checksum
    error_message = "The token is mistyped."
  }
}
