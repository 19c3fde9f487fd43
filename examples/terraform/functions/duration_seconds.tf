output "seconds" {
  value = provider::jeton::duration_seconds("1d12h") # 129600
}
