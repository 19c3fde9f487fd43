import type { ProviderServer } from "../framework/server.ts";
import type { Rpc } from "./rpc.ts";
import { applyResourceChange } from "./rpc/apply-resource-change.ts";
import { callFunction } from "./rpc/call-function.ts";
import { closeEphemeralResource } from "./rpc/close-ephemeral-resource.ts";
import { configureProvider } from "./rpc/configure-provider.ts";
import { getFunctions } from "./rpc/get-functions.ts";
import { getMetadata } from "./rpc/get-metadata.ts";
import { getProviderSchema } from "./rpc/get-provider-schema.ts";
import { getResourceIdentitySchemas } from "./rpc/get-resource-identity-schemas.ts";
import { importResourceState } from "./rpc/import-resource-state.ts";
import { moveResourceState } from "./rpc/move-resource-state.ts";
import { openEphemeralResource } from "./rpc/open-ephemeral-resource.ts";
import { planResourceChange } from "./rpc/plan-resource-change.ts";
import { readDataSource } from "./rpc/read-data-source.ts";
import { readResource } from "./rpc/read-resource.ts";
import { renewEphemeralResource } from "./rpc/renew-ephemeral-resource.ts";
import { stopProvider } from "./rpc/stop-provider.ts";
import { upgradeResourceState } from "./rpc/upgrade-resource-state.ts";
import { validateDataResourceConfig } from "./rpc/validate-data-resource-config.ts";
import { validateEphemeralResourceConfig } from "./rpc/validate-ephemeral-resource-config.ts";
import { validateProviderConfig } from "./rpc/validate-provider-config.ts";
import { validateResourceConfig } from "./rpc/validate-resource-config.ts";
import { schemaTypes } from "./schema-type.ts";

/** By gRPC path: the bytes of a request in, those of its response out. */
export type Handlers = ReadonlyMap<string, (request: Uint8Array) => Promise<Uint8Array>>;

/**
 * Every RPC that is served. Those that are not (identities beside the empty list, list resources, actions, state stores,
 * GenerateResourceConfig) are unknown methods, which is how Terraform learns that a provider lacks them.
 */
const served: readonly Rpc[] = [
  applyResourceChange,
  callFunction,
  closeEphemeralResource,
  configureProvider,
  getFunctions,
  getMetadata,
  getProviderSchema,
  getResourceIdentitySchemas,
  importResourceState,
  moveResourceState,
  openEphemeralResource,
  planResourceChange,
  readDataSource,
  readResource,
  renewEphemeralResource,
  stopProvider,
  upgradeResourceState,
  validateDataResourceConfig,
  validateEphemeralResourceConfig,
  validateProviderConfig,
  validateResourceConfig,
];

/** Plugin protocol 6 for a provider. */
export function createHandlers(server: ProviderServer): Handlers {
  const context = { server, types: schemaTypes(server) };
  return new Map(served.map(({ path, handle }) => [path, (request) => handle(context, request)]));
}
