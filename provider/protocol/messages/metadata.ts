import type { Messages } from "./table.ts";

/** The names of what a provider offers (GetMetadata). */
export const metadataMessages = {
  "GetMetadata.Request": {},
  "GetMetadata.Response": {
    server_capabilities: [1, "ServerCapabilities"],
    diagnostics: [2, "Diagnostic", "repeated"],
    data_sources: [3, "GetMetadata.DataSourceMetadata", "repeated"],
    resources: [4, "GetMetadata.ResourceMetadata", "repeated"],
    functions: [5, "GetMetadata.FunctionMetadata", "repeated"],
    ephemeral_resources: [6, "GetMetadata.EphemeralMetadata", "repeated"],
    list_resources: [7, "GetMetadata.ListResourceMetadata", "repeated"],
    state_stores: [8, "GetMetadata.StateStoreMetadata", "repeated"],
    actions: [9, "GetMetadata.ActionMetadata", "repeated"],
  },
  "GetMetadata.EphemeralMetadata": {
    type_name: [1, "string"],
  },
  "GetMetadata.FunctionMetadata": {
    name: [1, "string"],
  },
  "GetMetadata.DataSourceMetadata": {
    type_name: [1, "string"],
  },
  "GetMetadata.ResourceMetadata": {
    type_name: [1, "string"],
  },
  "GetMetadata.ListResourceMetadata": {
    type_name: [1, "string"],
  },
  "GetMetadata.StateStoreMetadata": {
    type_name: [1, "string"],
  },
  "GetMetadata.ActionMetadata": {
    type_name: [1, "string"],
  },
} as const satisfies Messages;
