import type { Enums, Messages } from "./table.ts";

/** What many RPCs share. */
export const commonMessages = {
  "google.protobuf.Timestamp": {
    seconds: [1, "int64"],
    nanos: [2, "int32"],
  },
  DynamicValue: {
    msgpack: [1, "bytes"],
    json: [2, "bytes"],
  },
  Diagnostic: {
    severity: [1, "Diagnostic.Severity"],
    summary: [2, "string"],
    detail: [3, "string"],
    attribute: [4, "AttributePath"],
  },
  AttributePath: {
    steps: [1, "AttributePath.Step", "repeated"],
  },
  "AttributePath.Step": {
    attribute_name: [1, "string", "oneof selector"],
    element_key_string: [2, "string", "oneof selector"],
    element_key_int: [3, "int64", "oneof selector"],
  },
  RawState: {
    json: [1, "bytes"],
    flatmap: [2, "string", "map"],
  },
  ServerCapabilities: {
    plan_destroy: [1, "bool"],
    get_provider_schema_optional: [2, "bool"],
    move_resource_state: [3, "bool"],
    generate_resource_config: [4, "bool"],
  },
  ClientCapabilities: {
    deferral_allowed: [1, "bool"],
    write_only_attributes_allowed: [2, "bool"],
    store_planned_private: [3, "bool"],
    computed_blocks_allowed: [4, "bool"],
  },
  Deferred: {
    reason: [1, "Deferred.Reason"],
  },
} as const satisfies Messages;

export const commonEnums = {
  "Diagnostic.Severity": { INVALID: 0, ERROR: 1, WARNING: 2 },
  "Deferred.Reason": { UNKNOWN: 0, RESOURCE_CONFIG_UNKNOWN: 1, PROVIDER_CONFIG_UNKNOWN: 2, ABSENT_PREREQ: 3 },
} as const satisfies Enums;
