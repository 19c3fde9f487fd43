import type { ProviderServer } from "../framework/server.ts";
import type { Rpc, StreamRpc } from "./rpc.ts";
import { applyResourceChange } from "./rpc/apply-resource-change.ts";
import { callFunction } from "./rpc/call-function.ts";
import { closeEphemeralResource } from "./rpc/close-ephemeral-resource.ts";
import { configureProvider } from "./rpc/configure-provider.ts";
import { getFunctions } from "./rpc/get-functions.ts";
import { getMetadata } from "./rpc/get-metadata.ts";
import { getProviderSchema } from "./rpc/get-provider-schema.ts";
import { getResourceIdentitySchemas } from "./rpc/get-resource-identity-schemas.ts";
import { importResourceState } from "./rpc/import-resource-state.ts";
import { invokeAction } from "./rpc/invoke-action.ts";
import { listResource } from "./rpc/list-resource.ts";
import { moveResourceState } from "./rpc/move-resource-state.ts";
import { openEphemeralResource } from "./rpc/open-ephemeral-resource.ts";
import { planAction } from "./rpc/plan-action.ts";
import { planResourceChange } from "./rpc/plan-resource-change.ts";
import { readDataSource } from "./rpc/read-data-source.ts";
import { readResource } from "./rpc/read-resource.ts";
import { renewEphemeralResource } from "./rpc/renew-ephemeral-resource.ts";
import { stopProvider } from "./rpc/stop-provider.ts";
import { upgradeResourceIdentity } from "./rpc/upgrade-resource-identity.ts";
import { upgradeResourceState } from "./rpc/upgrade-resource-state.ts";
import {
  validateActionConfig,
  validateDataResourceConfig,
  validateEphemeralResourceConfig,
  validateListResourceConfig,
} from "./rpc/validate-config.ts";
import { validateProviderConfig } from "./rpc/validate-provider-config.ts";
import { validateResourceConfig } from "./rpc/validate-resource-config.ts";
import { schemaTypes } from "./schema-type.ts";

/** By gRPC path: the bytes of a request in, those of its response out, or of each of its events. */
export type Handlers = ReadonlyMap<
  string,
  | ((request: Uint8Array) => Promise<Uint8Array>)
  | { readonly events: (request: Uint8Array) => AsyncIterable<Uint8Array> }
>;

/**
 * Every RPC that is served. Those that are not (state stores, GenerateResourceConfig) are unknown methods, which is how
 * Terraform learns that a provider lacks them.
 */
const served: readonly (Rpc | StreamRpc)[] = [
  applyResourceChange,
  callFunction,
  closeEphemeralResource,
  configureProvider,
  getFunctions,
  getMetadata,
  getProviderSchema,
  getResourceIdentitySchemas,
  importResourceState,
  invokeAction,
  listResource,
  moveResourceState,
  openEphemeralResource,
  planAction,
  planResourceChange,
  readDataSource,
  readResource,
  renewEphemeralResource,
  stopProvider,
  upgradeResourceIdentity,
  upgradeResourceState,
  validateActionConfig,
  validateDataResourceConfig,
  validateEphemeralResourceConfig,
  validateListResourceConfig,
  validateProviderConfig,
  validateResourceConfig,
];

/** Plugin protocol 6 for a provider. */
export function createHandlers(server: ProviderServer): Handlers {
  const context = { server, types: schemaTypes(server) };
  return new Map(
    served.map((rpc) => [
      rpc.path,
      "handle" in rpc
        ? (request) => rpc.handle(context, request)
        : { events: (request) => rpc.events(context, request) },
    ]),
  );
}
