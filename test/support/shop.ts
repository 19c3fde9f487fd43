/** One of every resource, in a project of its own; of those with several kinds of subject, one of each. */
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
resource "jeton_user" "ann" {
  email        = "Ann.Lee@example.com"
  display_name = "Ann Lee"
}
resource "jeton_group" "crew" {
  name    = "crew"
  project = jeton_project.shop.name
}
resource "jeton_group_member" "ann" {
  group_id = jeton_group.crew.id
  user_id  = jeton_user.ann.id
}
resource "jeton_group_member" "deployer" {
  group_id           = jeton_group.crew.id
  service_account_id = jeton_service_account.deployer.id
}
resource "jeton_role_binding" "crew" {
  role_id  = jeton_role.runner.id
  group_id = jeton_group.crew.id
  project  = jeton_project.shop.name
}
resource "jeton_role_binding" "ann" {
  role_id = "role_viewer"
  user_id = jeton_user.ann.id
  project = jeton_project.shop.name
}
resource "jeton_role_binding" "platform" {
  role_id = jeton_role.runner.id
  claim   = { issuer = "https://login.example.com", name = "groups", values = ["platform", "Ops"] }
  project = jeton_project.shop.name
}
resource "jeton_policy" "shop" {
  project = jeton_project.shop.name
  presets = ["7d", "12h"]
}
resource "jeton_webhook" "pager" {
  name    = "pager"
  project = jeton_project.shop.name
  url     = "https://hooks.jeton.invalid/"
  events  = ["token.revoked"]
}
resource "jeton_trust_policy" "github" {
  service_account_id = jeton_service_account.deployer.id
  name               = "github"
  issuer             = "https://token.actions.githubusercontent.com"
  audience           = "https://jeton.example.com"
  claims = {
    repository_id = ["1234567"]
    ref           = ["refs/tags/v*", "refs/heads/main"]
  }
  max_ttl       = "10m"
  mode          = "custom"
  rules         = [{ resource_type = jeton_resource_type.flow.name, actions = ["execute"] }]
  allowed_cidrs = ["192.0.2.0/24", "2001:db8::/32"]
}
resource "jeton_identity_provider" "login" {
  name            = "login"
  issuer          = "https://login.example.com"
  client_id       = "jeton"
  scopes          = ["groups", "email"]
  required_claims = { groups = ["jeton-*", "platform"] }
  claims_max_age  = "PT12H"
}
resource "jeton_user_identity" "ann" {
  user_id = jeton_user.ann.id
  issuer  = jeton_identity_provider.login.issuer
  subject = "248289761001"
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
resource "jeton_token" "laptop" {
  user_id = jeton_user.ann.id
  name    = "laptop"
  mode    = "read_only"
}
`;
