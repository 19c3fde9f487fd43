# Devtron's permissions: four areas, each with levels of its own. Its projects are Jeton's; an application is named with
# its environment, `prod/checkout`, so that a rule may be about one, about `prod/*`, or about all that will ever be.
# A super admin is somebody with Jeton's own role `admin`.

terraform {
  required_providers {
    jeton = {
      source = "jeton/jeton"
    }
  }
}

locals {
  areas = {
    app = {
      area   = "Devtron Apps"
      writes = ["build", "deploy", "create", "edit", "delete", "manage_access"]
    }
    helm-app            = { area = "Helm Apps", writes = ["edit", "deploy", "delete"] }
    kubernetes-resource = { area = "Kubernetes Resources", writes = ["create", "edit", "delete", "exec"] }
    chart-group         = { area = "Chart Groups", writes = ["create", "edit", "delete"] }
  }

  # For each level its area and what it may do there, beside looking.
  levels = {
    app-view-only        = { type = "app", may = [] }
    app-build-and-deploy = { type = "app", may = ["build", "deploy"] }
    app-admin            = { type = "app", may = ["build", "deploy", "create", "edit", "delete"] }
    app-manager          = { type = "app", may = ["@write"] }
    helm-view-only       = { type = "helm-app", may = [] }
    helm-view-and-edit   = { type = "helm-app", may = ["edit", "deploy"] }
    helm-admin           = { type = "helm-app", may = ["@write"] }
    kubernetes-view      = { type = "kubernetes-resource", may = [] }
    kubernetes-admin     = { type = "kubernetes-resource", may = ["@write"] }
    chart-group-view     = { type = "chart-group", may = [] }
    chart-group-create   = { type = "chart-group", may = ["create"] }
    chart-group-edit     = { type = "chart-group", may = ["edit"] }
  }
}

resource "jeton_resource_type" "devtron" {
  for_each = local.areas
  name     = "devtron.${each.key}"
  area     = each.value.area
  actions = concat(
    [{ name = "view", access = "read" }],
    [for name in each.value.writes : { name = name, access = "write" }],
  )
}

resource "jeton_role" "devtron" {
  for_each = local.levels
  name     = "devtron-${each.key}"
  project  = "system"
  rules = [{
    resource_type = jeton_resource_type.devtron[each.value.type].name
    actions       = concat(["view"], each.value.may)
  }]
}
