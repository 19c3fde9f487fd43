data "jeton_whoami" "this" {}

output "whoami" {
  value = data.jeton_whoami.this
}
