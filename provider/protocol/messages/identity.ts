import type { Messages } from "./table.ts";

/** Resource identities (Terraform 1.12 and later). */
export const identityMessages = {
  ResourceIdentitySchema: {
    version: [1, "int64"],
    identity_attributes: [2, "ResourceIdentitySchema.IdentityAttribute", "repeated"],
  },
  "ResourceIdentitySchema.IdentityAttribute": {
    name: [1, "string"],
    type: [2, "bytes"],
    required_for_import: [3, "bool"],
    optional_for_import: [4, "bool"],
    description: [5, "string"],
  },
  ResourceIdentityData: {
    identity_data: [1, "DynamicValue"],
  },
  "GetResourceIdentitySchemas.Request": {},
  "GetResourceIdentitySchemas.Response": {
    identity_schemas: [1, "ResourceIdentitySchema", "map"],
    diagnostics: [2, "Diagnostic", "repeated"],
  },
  "UpgradeResourceIdentity.Request": {
    type_name: [1, "string"],
    version: [2, "int64"],
    raw_identity: [3, "RawState"],
  },
  "UpgradeResourceIdentity.Response": {
    upgraded_identity: [1, "ResourceIdentityData"],
    diagnostics: [2, "Diagnostic", "repeated"],
  },
} as const satisfies Messages;
