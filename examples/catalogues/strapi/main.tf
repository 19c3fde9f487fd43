# Strapi's permissions: each content type with the five functions of its API, of which `find` and `findOne` read. A token's
# type is Jeton's `mode`: `read_only`, `full_access`, or `custom` with the functions that were ticked as its rules.

terraform {
  required_providers {
    jeton = {
      source = "jeton/jeton"
    }
  }
}

variable "content_types" {
  description = "The content types of the project, by their singular names."
  type        = set(string)
  default     = ["article", "category", "restaurant"]
}

resource "jeton_resource_type" "content" {
  for_each = var.content_types
  name     = "strapi.${each.key}"
  area     = "Content API"
  actions = concat(
    [for name in ["find", "findOne"] : { name = name, access = "read" }],
    [for name in ["create", "update", "delete"] : { name = name, access = "write" }],
  )
}

# The owner of a token: what no token of it goes beyond.
resource "jeton_role" "content_api" {
  name        = "strapi-content-api"
  project     = "system"
  description = "The content API, with content types that come later"
  rules       = [{ resource_type = "strapi.*", actions = ["*"] }]
}
