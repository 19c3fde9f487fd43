import type { Messages } from "./table.ts";

/** Actions (Terraform 1.14 and later). */
export const actionMessages = {
  ActionSchema: {
    schema: [1, "Schema"],
  },
  "PlanAction.Request": {
    action_type: [1, "string"],
    config: [2, "DynamicValue"],
    client_capabilities: [3, "ClientCapabilities"],
  },
  "PlanAction.Response": {
    diagnostics: [1, "Diagnostic", "repeated"],
    deferred: [2, "Deferred"],
  },
  "InvokeAction.Request": {
    action_type: [1, "string"],
    config: [2, "DynamicValue"],
    client_capabilities: [3, "ClientCapabilities"],
  },
  "InvokeAction.Event": {
    progress: [1, "InvokeAction.Event.Progress", "oneof type"],
    completed: [2, "InvokeAction.Event.Completed", "oneof type"],
  },
  "InvokeAction.Event.Progress": {
    message: [1, "string"],
  },
  "InvokeAction.Event.Completed": {
    diagnostics: [1, "Diagnostic", "repeated"],
  },
  "ValidateActionConfig.Request": {
    type_name: [1, "string"],
    config: [2, "DynamicValue"],
  },
  "ValidateActionConfig.Response": {
    diagnostics: [1, "Diagnostic", "repeated"],
  },
} as const satisfies Messages;
