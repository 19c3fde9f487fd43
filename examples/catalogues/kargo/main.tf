# Kargo's permissions: its objects with the verbs of Kubernetes and one of its own, `promote`; the roles of the system and
# those of a project. Its tokens belong to a role: `jeton_token` with `role_id`.

terraform {
  required_providers {
    jeton = {
      source = "jeton/jeton"
    }
  }
}

variable "project" {
  description = "A Kargo project, with roles of its own."
  type        = string
  default     = "kargo-demo"
}

variable "promotable_stages" {
  description = "The stages the project's promoter may promote to."
  type        = set(string)
  default     = ["test"]
}

locals {
  reads  = [for name in ["get", "list", "watch"] : { name = name, access = "read" }]
  writes = [for name in ["create", "update", "patch", "delete"] : { name = name, access = "write" }]
  # What a project consists of; all but its secrets.
  parts = ["stage", "warehouse", "freight", "promotion", "project-config"]
}

resource "jeton_resource_type" "kargo" {
  for_each = toset(concat(local.parts, ["project", "secret", "system-config"]))
  name     = "kargo.${each.key}"
  area     = "Kargo"
  actions  = concat(local.reads, local.writes, each.key == "stage" ? [{ name = "promote", access = "write" }] : [])
}

# --- Roles of the system -----------------------------------------------------------------------------------------------

resource "jeton_role" "admin" {
  name        = "kargo-admin"
  project     = "system"
  description = "Everything in every project"
  rules       = [{ resource_type = "kargo.*", actions = ["*"] }]
}

resource "jeton_role" "viewer" {
  name        = "kargo-viewer"
  project     = "system"
  description = "Reads everything but secrets"
  rules = [
    for part in concat(local.parts, ["project", "system-config"]) :
    { resource_type = jeton_resource_type.kargo[part].name, actions = ["@read"] }
  ]
}

resource "jeton_role" "user" {
  name        = "kargo-user"
  project     = "system"
  description = "Lists the projects and sees how the system is configured"
  rules = [
    { resource_type = jeton_resource_type.kargo["project"].name, actions = ["list"] },
    { resource_type = jeton_resource_type.kargo["system-config"].name, actions = ["@read"] },
  ]
}

resource "jeton_role" "project_creator" {
  name        = "kargo-project-creator"
  project     = "system"
  description = "What kargo-user may; creates projects, and becomes the admin of what it creates"
  rules = concat(jeton_role.user.rules, [
    { resource_type = jeton_resource_type.kargo["project"].name, actions = ["create"] },
    { resource_type = "jeton.project", actions = ["create"] },
  ])
}

# --- Roles of a project ------------------------------------------------------------------------------------------------

resource "jeton_project" "demo" {
  name = var.project
}

resource "jeton_role" "project_admin" {
  name        = "kargo-admin"
  project     = jeton_project.demo.name
  description = "Everything in this project"
  rules       = [{ resource_type = "kargo.*", actions = ["*"] }]
}

resource "jeton_role" "project_promoter" {
  name        = "kargo-promoter"
  project     = jeton_project.demo.name
  description = "Sees the project and promotes to some of its stages"
  rules = concat(jeton_role.project_viewer.rules, [
    { resource_type = jeton_resource_type.kargo["promotion"].name, actions = ["create"] },
    {
      resource_type  = jeton_resource_type.kargo["stage"].name
      actions        = ["promote"]
      resource_names = var.promotable_stages
    },
  ])
}

resource "jeton_role" "project_viewer" {
  name        = "kargo-viewer"
  project     = jeton_project.demo.name
  description = "Reads this project, but no secrets"
  rules = [
    for part in local.parts :
    { resource_type = jeton_resource_type.kargo[part].name, actions = ["@read"] }
  ]
}
