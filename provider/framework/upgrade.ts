import { conform } from "./conform.ts";
import { error } from "./diagnostic.ts";
import { identityOf, upgrade } from "./identity.ts";
import type { Resource } from "./resource.ts";
import { attempt, type Runtime } from "./runtime.ts";
import type { Diagnosed } from "./server.ts";
import type { ObjectValue } from "./value.ts";

export interface StoredState {
  readonly version: number;
  readonly state: ObjectValue;
}

/**
 * A stored state as one of the current schema (protocol 6, UpgradeResourceState, called for every stored object): the
 * upgraders in turn, then attributes nobody knows any more are dropped and missing ones are null.
 */
export async function upgradeState(
  runtime: Runtime<unknown>,
  resource: Resource<never>,
  stored: StoredState,
): Promise<Diagnosed & { readonly state: ObjectValue }> {
  const { typeName, schema } = resource;
  if (stored.version > schema.version) {
    const detail = `The state of ${typeName} has schema version ${stored.version}; this release knows ${schema.version} and older. Use a newer release of the provider.`;
    return { state: stored.state, diagnostics: [error("State from a newer provider", detail)] };
  }
  const outcome = await attempt(runtime, `read the stored state of ${typeName}`, () =>
    conform(
      schema.attributes,
      upgrade(resource.upgraders, { from: stored.version, to: schema.version }, stored.state),
      {},
    ),
  );
  return outcome.type === "done"
    ? { state: outcome.value, diagnostics: [] }
    : { state: stored.state, diagnostics: outcome.diagnostics };
}

/** The same of an identity (protocol 6, UpgradeResourceIdentity). */
export async function upgradeIdentity(
  runtime: Runtime<unknown>,
  { typeName, identity }: Resource<never>,
  stored: { readonly version: number; readonly identity: ObjectValue },
): Promise<Diagnosed & { readonly identity: ObjectValue | null }> {
  const outcome = await attempt(runtime, `read the stored identity of ${typeName}`, () => {
    if (identity === undefined || stored.version > identity.version) {
      throw new Error("It was stored by a newer release of the provider.");
    }
    const range = { from: stored.version, to: identity.version };
    return identityOf(identity, upgrade(identity.upgraders, range, stored.identity));
  });
  return outcome.type === "done"
    ? { identity: outcome.value, diagnostics: [] }
    : { identity: null, diagnostics: outcome.diagnostics };
}
