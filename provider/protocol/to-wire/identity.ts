import { identityOf, isKnown } from "../../framework/identity.ts";
import type { ProviderServer } from "../../framework/server.ts";
import type { ObjectValue } from "../../framework/value.ts";
import type { Encodable } from "../messages/types.ts";
import type { SchemaTypes } from "../schema-type.ts";
import { valueToWire } from "./dynamic-value.ts";

/** The identity within a state; undefined for a resource without one, and where a part of it is still open. */
export function identityToWire(
  { server, types }: { readonly server: ProviderServer; readonly types: SchemaTypes },
  type: string,
  state: ObjectValue | null,
): Encodable<"ResourceIdentityData"> | undefined {
  const { identities } = server.schema();
  const schema = Object.hasOwn(identities, type) ? identities[type] : undefined;
  const identity = schema && identityOf(schema, state);
  if (!identity || !isKnown(identity)) return undefined;
  return { identity_data: valueToWire(types.of("identities", type), identity) };
}
