import type { Messages } from "./table.ts";

/** Data sources. */
export const dataSourceMessages = {
  "ValidateDataResourceConfig.Request": {
    type_name: [1, "string"],
    config: [2, "DynamicValue"],
  },
  "ValidateDataResourceConfig.Response": {
    diagnostics: [1, "Diagnostic", "repeated"],
  },
  "ReadDataSource.Request": {
    type_name: [1, "string"],
    config: [2, "DynamicValue"],
    provider_meta: [3, "DynamicValue"],
    client_capabilities: [4, "ClientCapabilities"],
  },
  "ReadDataSource.Response": {
    state: [1, "DynamicValue"],
    diagnostics: [2, "Diagnostic", "repeated"],
    deferred: [3, "Deferred"],
  },
} as const satisfies Messages;
