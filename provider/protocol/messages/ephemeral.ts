import type { Messages } from "./table.ts";

/** Ephemeral resources: opened, renewed, closed, never stored (Terraform 1.10 and later). */
export const ephemeralMessages = {
  "ValidateEphemeralResourceConfig.Request": {
    type_name: [1, "string"],
    config: [2, "DynamicValue"],
  },
  "ValidateEphemeralResourceConfig.Response": {
    diagnostics: [1, "Diagnostic", "repeated"],
  },
  "OpenEphemeralResource.Request": {
    type_name: [1, "string"],
    config: [2, "DynamicValue"],
    client_capabilities: [3, "ClientCapabilities"],
  },
  "OpenEphemeralResource.Response": {
    diagnostics: [1, "Diagnostic", "repeated"],
    renew_at: [2, "google.protobuf.Timestamp", "optional"],
    result: [3, "DynamicValue"],
    private: [4, "bytes", "optional"],
    deferred: [5, "Deferred"],
  },
  "RenewEphemeralResource.Request": {
    type_name: [1, "string"],
    private: [2, "bytes", "optional"],
  },
  "RenewEphemeralResource.Response": {
    diagnostics: [1, "Diagnostic", "repeated"],
    renew_at: [2, "google.protobuf.Timestamp", "optional"],
    private: [3, "bytes", "optional"],
  },
  "CloseEphemeralResource.Request": {
    type_name: [1, "string"],
    private: [2, "bytes", "optional"],
  },
  "CloseEphemeralResource.Response": {
    diagnostics: [1, "Diagnostic", "repeated"],
  },
} as const satisfies Messages;
