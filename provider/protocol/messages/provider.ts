import type { Messages } from "./table.ts";

/** The provider itself: its configuration and its end. */
export const providerMessages = {
  "StopProvider.Request": {},
  "StopProvider.Response": {
    Error: [1, "string"],
  },
  "ValidateProviderConfig.Request": {
    config: [1, "DynamicValue"],
  },
  "ValidateProviderConfig.Response": {
    diagnostics: [2, "Diagnostic", "repeated"],
  },
  "ConfigureProvider.Request": {
    terraform_version: [1, "string"],
    config: [2, "DynamicValue"],
    client_capabilities: [3, "ClientCapabilities"],
  },
  "ConfigureProvider.Response": {
    diagnostics: [1, "Diagnostic", "repeated"],
  },
} as const satisfies Messages;
