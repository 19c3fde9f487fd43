import type { Messages } from "./table.ts";

/** State stores (experimental in Terraform 1.15 and later). */
export const stateStoreMessages = {
  "ValidateStateStore.Request": {
    type_name: [1, "string"],
    config: [2, "DynamicValue"],
  },
  "ValidateStateStore.Response": {
    diagnostics: [1, "Diagnostic", "repeated"],
  },
  "ConfigureStateStore.Request": {
    type_name: [1, "string"],
    config: [2, "DynamicValue"],
    capabilities: [3, "StateStoreClientCapabilities"],
  },
  "ConfigureStateStore.Response": {
    diagnostics: [1, "Diagnostic", "repeated"],
    capabilities: [2, "StateStoreServerCapabilities"],
  },
  StateStoreClientCapabilities: {
    chunk_size: [1, "int64"],
  },
  StateStoreServerCapabilities: {
    chunk_size: [1, "int64"],
  },
  "ReadStateBytes.Request": {
    type_name: [1, "string"],
    state_id: [2, "string"],
  },
  "ReadStateBytes.Response": {
    bytes: [1, "bytes"],
    total_length: [2, "int64"],
    range: [3, "StateRange"],
    diagnostics: [4, "Diagnostic", "repeated"],
  },
  "WriteStateBytes.RequestChunk": {
    meta: [1, "RequestChunkMeta", "optional"],
    bytes: [2, "bytes"],
    total_length: [3, "int64"],
    range: [4, "StateRange"],
  },
  "WriteStateBytes.Response": {
    diagnostics: [1, "Diagnostic", "repeated"],
  },
  RequestChunkMeta: {
    type_name: [1, "string"],
    state_id: [2, "string"],
  },
  StateRange: {
    start: [1, "int64"],
    end: [2, "int64"],
  },
  "LockState.Request": {
    type_name: [1, "string"],
    state_id: [2, "string"],
    operation: [3, "string"],
  },
  "LockState.Response": {
    lock_id: [1, "string"],
    diagnostics: [2, "Diagnostic", "repeated"],
  },
  "UnlockState.Request": {
    type_name: [1, "string"],
    state_id: [2, "string"],
    lock_id: [3, "string"],
  },
  "UnlockState.Response": {
    diagnostics: [1, "Diagnostic", "repeated"],
  },
  "GetStates.Request": {
    type_name: [1, "string"],
  },
  "GetStates.Response": {
    state_id: [1, "string", "repeated"],
    diagnostics: [2, "Diagnostic", "repeated"],
  },
  "DeleteState.Request": {
    type_name: [1, "string"],
    state_id: [2, "string"],
  },
  "DeleteState.Response": {
    diagnostics: [1, "Diagnostic", "repeated"],
  },
} as const satisfies Messages;
