import type { Messages } from "./table.ts";

/** Managed resources, in the order a plan and an apply call them. */
export const resourceMessages = {
  "UpgradeResourceState.Request": {
    type_name: [1, "string"],
    version: [2, "int64"],
    raw_state: [3, "RawState"],
  },
  "UpgradeResourceState.Response": {
    upgraded_state: [1, "DynamicValue"],
    diagnostics: [2, "Diagnostic", "repeated"],
  },
  "ValidateResourceConfig.Request": {
    type_name: [1, "string"],
    config: [2, "DynamicValue"],
    client_capabilities: [3, "ClientCapabilities"],
  },
  "ValidateResourceConfig.Response": {
    diagnostics: [1, "Diagnostic", "repeated"],
  },
  "ReadResource.Request": {
    type_name: [1, "string"],
    current_state: [2, "DynamicValue"],
    private: [3, "bytes"],
    provider_meta: [4, "DynamicValue"],
    client_capabilities: [5, "ClientCapabilities"],
    current_identity: [6, "ResourceIdentityData"],
  },
  "ReadResource.Response": {
    new_state: [1, "DynamicValue"],
    diagnostics: [2, "Diagnostic", "repeated"],
    private: [3, "bytes"],
    deferred: [4, "Deferred"],
    new_identity: [5, "ResourceIdentityData"],
  },
  "PlanResourceChange.Request": {
    type_name: [1, "string"],
    prior_state: [2, "DynamicValue"],
    proposed_new_state: [3, "DynamicValue"],
    config: [4, "DynamicValue"],
    prior_private: [5, "bytes"],
    provider_meta: [6, "DynamicValue"],
    client_capabilities: [7, "ClientCapabilities"],
    prior_identity: [8, "ResourceIdentityData"],
    planned_private: [9, "bytes"],
  },
  "PlanResourceChange.Response": {
    planned_state: [1, "DynamicValue"],
    requires_replace: [2, "AttributePath", "repeated"],
    planned_private: [3, "bytes"],
    diagnostics: [4, "Diagnostic", "repeated"],
    legacy_type_system: [5, "bool"],
    deferred: [6, "Deferred"],
    planned_identity: [7, "ResourceIdentityData"],
  },
  "ApplyResourceChange.Request": {
    type_name: [1, "string"],
    prior_state: [2, "DynamicValue"],
    planned_state: [3, "DynamicValue"],
    config: [4, "DynamicValue"],
    planned_private: [5, "bytes"],
    provider_meta: [6, "DynamicValue"],
    planned_identity: [7, "ResourceIdentityData"],
  },
  "ApplyResourceChange.Response": {
    new_state: [1, "DynamicValue"],
    private: [2, "bytes"],
    diagnostics: [3, "Diagnostic", "repeated"],
    legacy_type_system: [4, "bool"],
    new_identity: [5, "ResourceIdentityData"],
  },
  "ImportResourceState.Request": {
    type_name: [1, "string"],
    id: [2, "string"],
    client_capabilities: [3, "ClientCapabilities"],
    identity: [4, "ResourceIdentityData"],
  },
  "ImportResourceState.ImportedResource": {
    type_name: [1, "string"],
    state: [2, "DynamicValue"],
    private: [3, "bytes"],
    identity: [4, "ResourceIdentityData"],
  },
  "ImportResourceState.Response": {
    imported_resources: [1, "ImportResourceState.ImportedResource", "repeated"],
    diagnostics: [2, "Diagnostic", "repeated"],
    deferred: [3, "Deferred"],
  },
  "GenerateResourceConfig.Request": {
    type_name: [1, "string"],
    state: [2, "DynamicValue"],
  },
  "GenerateResourceConfig.Response": {
    config: [1, "DynamicValue"],
    diagnostics: [2, "Diagnostic", "repeated"],
  },
  "MoveResourceState.Request": {
    source_provider_address: [1, "string"],
    source_type_name: [2, "string"],
    source_schema_version: [3, "int64"],
    source_state: [4, "RawState"],
    target_type_name: [5, "string"],
    source_private: [6, "bytes"],
    source_identity: [7, "RawState"],
    source_identity_schema_version: [8, "int64"],
  },
  "MoveResourceState.Response": {
    target_state: [1, "DynamicValue"],
    diagnostics: [2, "Diagnostic", "repeated"],
    target_private: [3, "bytes"],
    target_identity: [4, "ResourceIdentityData"],
  },
} as const satisfies Messages;
