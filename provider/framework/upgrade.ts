import { conform } from "./conform.ts";
import { error } from "./diagnostic.ts";
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
    conform(schema.attributes, upgraded(resource, stored), {}),
  );
  return outcome.type === "done"
    ? { state: outcome.value, diagnostics: [] }
    : { state: stored.state, diagnostics: outcome.diagnostics };
}

function upgraded({ schema, upgraders }: Resource<never>, stored: StoredState): ObjectValue {
  let { state } = stored;
  for (let version = stored.version; version < schema.version; version += 1) {
    const upgrade = upgraders?.[version];
    if (upgrade === undefined) throw new Error(`Schema version ${version} is not supported any more.`);
    state = upgrade(state);
  }
  return state;
}
