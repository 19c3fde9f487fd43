# Kestra's permissions: what may be done with flows, executions and what belongs to them, and the five roles it comes
# with. Its namespaces are projects: what is bound at `prod` also holds in `prod.engineering`.

terraform {
  required_providers {
    jeton = {
      source = "jeton/jeton"
    }
  }
}

locals {
  reads  = ["view", "list"]
  writes = ["create", "update", "delete"]

  # Beside reads and writes, which every type has.
  types = {
    flow = {
      area   = "Namespace"
      reads  = ["validate", "export"]
      writes = ["execute", "import", "disable", "enable"]
    }
    execution = {
      area   = "Namespace"
      reads  = ["follow", "access_logs", "access_outputs", "access_files"]
      writes = ["kill", "restart", "replay", "pause", "resume", "change_labels"]
    }
    trigger    = { area = "Namespace", reads = [], writes = ["unlock", "backfill", "disable", "enable"] }
    namespace  = { area = "Namespace", reads = [], writes = ["manage_files"] }
    kvstore    = { area = "Namespace", reads = [], writes = [] }
    secret     = { area = "Namespace", reads = [], writes = [] }
    credential = { area = "Namespace", reads = [], writes = [] }
    dashboard  = { area = "Tenant", reads = [], writes = [] }
    blueprint  = { area = "Tenant", reads = [], writes = [] }
    app        = { area = "Tenant", reads = [], writes = ["execute", "disable", "enable"] }
  }
}

resource "jeton_resource_type" "kestra" {
  for_each = local.types
  name     = "kestra.${each.key}"
  area     = each.value.area
  actions = concat(
    [for name in concat(local.reads, each.value.reads) : { name = name, access = "read" }],
    [for name in concat(local.writes, each.value.writes) : { name = name, access = "write" }],
  )
}

resource "jeton_role" "admin" {
  name        = "kestra-admin"
  project     = "system"
  description = "Everything, and the tokens and accounts of the namespace"
  rules = [
    { resource_type = "kestra.*", actions = ["*"] },
    { resource_type = "jeton.service-account", actions = ["*"] },
    { resource_type = "jeton.token", actions = ["*"] },
  ]
}

resource "jeton_role" "developer" {
  name        = "kestra-developer"
  project     = "system"
  description = "Writes flows and all they need, and runs them"
  rules = [
    for type in ["flow", "execution", "trigger", "kvstore", "secret", "credential", "dashboard", "blueprint", "app"] :
    { resource_type = jeton_resource_type.kestra[type].name, actions = ["*"] }
  ]
}

resource "jeton_role" "editor" {
  name        = "kestra-editor"
  project     = "system"
  description = "Writes flows and runs them; changes no secrets and no credentials"
  rules = concat(
    [{ resource_type = "kestra.*", actions = ["@read"] }],
    [
      for type in ["flow", "execution", "trigger", "kvstore"] :
      { resource_type = jeton_resource_type.kestra[type].name, actions = ["*"] }
    ],
  )
}

resource "jeton_role" "launcher" {
  name        = "kestra-launcher"
  project     = "system"
  description = "Runs flows and follows what runs; edits nothing"
  rules = [
    { resource_type = jeton_resource_type.kestra["flow"].name, actions = ["view", "list", "execute"] },
    {
      resource_type = jeton_resource_type.kestra["execution"].name
      actions       = ["@read", "kill", "restart", "replay", "pause", "resume"]
    },
    { resource_type = jeton_resource_type.kestra["namespace"].name, actions = ["@read"] },
  ]
}

resource "jeton_role" "viewer" {
  name        = "kestra-viewer"
  project     = "system"
  description = "Looks at everything, changes nothing"
  rules       = [{ resource_type = "kestra.*", actions = ["@read"] }]
}
