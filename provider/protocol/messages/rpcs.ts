import type { messages } from "./all.ts";

type MessageName = keyof typeof messages;

/** One call of the service `tfplugin6.Provider`; unary unless it streams. */
export interface Rpc {
  readonly request: MessageName;
  readonly response: MessageName;
  readonly streams?: "request" | "response";
}

/** Every RPC of protocol 6.11, by its name. */
export const rpcs = {
  GetMetadata: { request: "GetMetadata.Request", response: "GetMetadata.Response" },
  GetProviderSchema: { request: "GetProviderSchema.Request", response: "GetProviderSchema.Response" },
  ValidateProviderConfig: {
    request: "ValidateProviderConfig.Request",
    response: "ValidateProviderConfig.Response",
  },
  ValidateResourceConfig: {
    request: "ValidateResourceConfig.Request",
    response: "ValidateResourceConfig.Response",
  },
  ValidateDataResourceConfig: {
    request: "ValidateDataResourceConfig.Request",
    response: "ValidateDataResourceConfig.Response",
  },
  UpgradeResourceState: {
    request: "UpgradeResourceState.Request",
    response: "UpgradeResourceState.Response",
  },
  GetResourceIdentitySchemas: {
    request: "GetResourceIdentitySchemas.Request",
    response: "GetResourceIdentitySchemas.Response",
  },
  UpgradeResourceIdentity: {
    request: "UpgradeResourceIdentity.Request",
    response: "UpgradeResourceIdentity.Response",
  },
  ConfigureProvider: { request: "ConfigureProvider.Request", response: "ConfigureProvider.Response" },
  ReadResource: { request: "ReadResource.Request", response: "ReadResource.Response" },
  PlanResourceChange: { request: "PlanResourceChange.Request", response: "PlanResourceChange.Response" },
  ApplyResourceChange: { request: "ApplyResourceChange.Request", response: "ApplyResourceChange.Response" },
  ImportResourceState: { request: "ImportResourceState.Request", response: "ImportResourceState.Response" },
  MoveResourceState: { request: "MoveResourceState.Request", response: "MoveResourceState.Response" },
  ReadDataSource: { request: "ReadDataSource.Request", response: "ReadDataSource.Response" },
  GenerateResourceConfig: {
    request: "GenerateResourceConfig.Request",
    response: "GenerateResourceConfig.Response",
  },
  ValidateEphemeralResourceConfig: {
    request: "ValidateEphemeralResourceConfig.Request",
    response: "ValidateEphemeralResourceConfig.Response",
  },
  OpenEphemeralResource: {
    request: "OpenEphemeralResource.Request",
    response: "OpenEphemeralResource.Response",
  },
  RenewEphemeralResource: {
    request: "RenewEphemeralResource.Request",
    response: "RenewEphemeralResource.Response",
  },
  CloseEphemeralResource: {
    request: "CloseEphemeralResource.Request",
    response: "CloseEphemeralResource.Response",
  },
  ListResource: { request: "ListResource.Request", response: "ListResource.Event", streams: "response" },
  ValidateListResourceConfig: {
    request: "ValidateListResourceConfig.Request",
    response: "ValidateListResourceConfig.Response",
  },
  GetFunctions: { request: "GetFunctions.Request", response: "GetFunctions.Response" },
  CallFunction: { request: "CallFunction.Request", response: "CallFunction.Response" },
  ValidateStateStoreConfig: {
    request: "ValidateStateStore.Request",
    response: "ValidateStateStore.Response",
  },
  ConfigureStateStore: { request: "ConfigureStateStore.Request", response: "ConfigureStateStore.Response" },
  ReadStateBytes: {
    request: "ReadStateBytes.Request",
    response: "ReadStateBytes.Response",
    streams: "response",
  },
  WriteStateBytes: {
    request: "WriteStateBytes.RequestChunk",
    response: "WriteStateBytes.Response",
    streams: "request",
  },
  LockState: { request: "LockState.Request", response: "LockState.Response" },
  UnlockState: { request: "UnlockState.Request", response: "UnlockState.Response" },
  GetStates: { request: "GetStates.Request", response: "GetStates.Response" },
  DeleteState: { request: "DeleteState.Request", response: "DeleteState.Response" },
  PlanAction: { request: "PlanAction.Request", response: "PlanAction.Response" },
  InvokeAction: { request: "InvokeAction.Request", response: "InvokeAction.Event", streams: "response" },
  ValidateActionConfig: {
    request: "ValidateActionConfig.Request",
    response: "ValidateActionConfig.Response",
  },
  StopProvider: { request: "StopProvider.Request", response: "StopProvider.Response" },
} as const satisfies Readonly<Record<string, Rpc>>;
