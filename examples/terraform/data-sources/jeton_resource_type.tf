data "jeton_resource_type" "flow" {
  name = "flow"
}
