/** One of every resource, in a project of its own. */
export const shop = `
resource "jeton_project" "shop" {
  name        = "shop"
  description = "The web shop"
}
resource "jeton_resource_type" "flow" {
  name    = "flow"
  area    = "Automation"
  actions = [{ name = "view", access = "read" }, { name = "execute", access = "write" }]
}
resource "jeton_role" "runner" {
  name    = "runner"
  project = jeton_project.shop.name
  rules = [
    { resource_type = jeton_resource_type.flow.name, actions = ["view", "execute"] },
    { resource_type = "jeton.token", actions = ["@read"], resource_names = ["@own", "ci-*"] },
  ]
}
resource "jeton_service_account" "deployer" {
  name        = "deployer"
  project     = jeton_project.shop.name
  description = "Deploys.\\nTwice a day: 🚀"
}
resource "jeton_role_binding" "runs" {
  role_id            = jeton_role.runner.id
  service_account_id = jeton_service_account.deployer.id
  project            = jeton_project.shop.name
  expires_at         = "2099-01-01T00:00:00Z"
}
resource "jeton_token" "ci" {
  service_account_id = jeton_service_account.deployer.id
  name               = "ci"
  description        = ""
  max_age            = "30d"
  labels             = { team = "shop", "a/b" = "" }
}
resource "jeton_token" "narrow" {
  role_id    = jeton_role.runner.id
  name       = "narrow / one"
  within     = jeton_project.shop.name
  mode       = "custom"
  rules      = [{ resource_type = jeton_resource_type.flow.name, actions = ["view"] }]
  expires_at = "2099-12-31T23:00:00+01:00"
}
`;
