resource "jeton_resource_type" "flow" {
  name = "flow"
  actions = [
    { name = "view", access = "read" },
    { name = "list", access = "read" },
    { name = "execute", access = "write" },
  ]
}
