import type { ProviderServer } from "../../framework/server.ts";
import { enums } from "../messages/all.ts";
import type { Decoded, Encodable } from "../messages/types.ts";

/**
 * What says that an answer has to wait for a configuration of the provider that is not known yet; undefined when it need
 * not, and for a client that cannot wait, which is then told in a diagnostic.
 */
export function deferral(
  server: ProviderServer,
  {
    client_capabilities: client,
  }: { readonly client_capabilities: Decoded<"ClientCapabilities"> | undefined },
): Encodable<"Deferred"> | undefined {
  if (client?.deferral_allowed !== true || !server.awaitsConfiguration()) return undefined;
  return { reason: enums["Deferred.Reason"].PROVIDER_CONFIG_UNKNOWN };
}
