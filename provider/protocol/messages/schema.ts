import type { Enums, Messages } from "./table.ts";

/** What a provider offers, and of what shape (GetProviderSchema). */
export const schemaMessages = {
  Schema: {
    version: [1, "int64"],
    block: [2, "Schema.Block"],
  },
  "Schema.Block": {
    version: [1, "int64"],
    attributes: [2, "Schema.Attribute", "repeated"],
    block_types: [3, "Schema.NestedBlock", "repeated"],
    description: [4, "string"],
    description_kind: [5, "StringKind"],
    deprecated: [6, "bool"],
    deprecation_message: [7, "string"],
    computed: [8, "bool"],
  },
  "Schema.Attribute": {
    name: [1, "string"],
    type: [2, "bytes"],
    nested_type: [10, "Schema.Object"],
    description: [3, "string"],
    required: [4, "bool"],
    optional: [5, "bool"],
    computed: [6, "bool"],
    sensitive: [7, "bool"],
    description_kind: [8, "StringKind"],
    deprecated: [9, "bool"],
    write_only: [11, "bool"],
    deprecation_message: [12, "string"],
  },
  "Schema.NestedBlock": {
    type_name: [1, "string"],
    block: [2, "Schema.Block"],
    nesting: [3, "Schema.NestedBlock.NestingMode"],
    min_items: [4, "int64"],
    max_items: [5, "int64"],
  },
  "Schema.Object": {
    attributes: [1, "Schema.Attribute", "repeated"],
    nesting: [3, "Schema.Object.NestingMode"],
    min_items: [4, "int64"],
    max_items: [5, "int64"],
  },
  "GetProviderSchema.Request": {},
  "GetProviderSchema.Response": {
    provider: [1, "Schema"],
    resource_schemas: [2, "Schema", "map"],
    data_source_schemas: [3, "Schema", "map"],
    functions: [7, "Function", "map"],
    ephemeral_resource_schemas: [8, "Schema", "map"],
    list_resource_schemas: [9, "Schema", "map"],
    state_store_schemas: [10, "Schema", "map"],
    action_schemas: [11, "ActionSchema", "map"],
    diagnostics: [4, "Diagnostic", "repeated"],
    provider_meta: [5, "Schema"],
    server_capabilities: [6, "ServerCapabilities"],
  },
} as const satisfies Messages;

export const schemaEnums = {
  StringKind: { PLAIN: 0, MARKDOWN: 1 },
  "Schema.NestedBlock.NestingMode": { INVALID: 0, SINGLE: 1, LIST: 2, SET: 3, MAP: 4, GROUP: 5 },
  "Schema.Object.NestingMode": { INVALID: 0, SINGLE: 1, LIST: 2, SET: 3, MAP: 4 },
} as const satisfies Enums;
