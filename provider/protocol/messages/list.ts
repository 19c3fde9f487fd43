import type { Messages } from "./table.ts";

/** List resources, for `terraform query` (Terraform 1.14 and later). */
export const listMessages = {
  "ListResource.Request": {
    type_name: [1, "string"],
    config: [2, "DynamicValue"],
    include_resource_object: [3, "bool"],
    limit: [4, "int64"],
  },
  "ListResource.Event": {
    identity: [1, "ResourceIdentityData"],
    display_name: [2, "string"],
    resource_object: [3, "DynamicValue", "optional"],
    diagnostic: [4, "Diagnostic", "repeated"],
  },
  "ValidateListResourceConfig.Request": {
    type_name: [1, "string"],
    config: [2, "DynamicValue"],
    include_resource_object: [3, "DynamicValue"],
    limit: [4, "DynamicValue"],
  },
  "ValidateListResourceConfig.Response": {
    diagnostics: [1, "Diagnostic", "repeated"],
  },
} as const satisfies Messages;
