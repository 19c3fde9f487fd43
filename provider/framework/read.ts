import { conform } from "./conform.ts";
import { error, hasError } from "./diagnostic.ts";
import { encodePrivate } from "./private-data.ts";
import type { Resource } from "./resource.ts";
import { attempt, attemptWithClient, type Runtime } from "./runtime.ts";
import type { Private, StateResult } from "./server.ts";
import { shapeOf } from "./shape.ts";
import { keepSpelling } from "./spelling.ts";
import { limitOf, withoutTimeouts } from "./timeouts.ts";
import { isObject, type ObjectValue } from "./value.ts";

/** The object as it is now (protocol 6, ReadResource); null when it is gone. What only is spelled otherwise stays. */
export async function readResource<Client>(
  runtime: Runtime<Client>,
  resource: Resource<Client>,
  stored: { readonly state: ObjectValue; readonly private: Private },
): Promise<StateResult> {
  const { attributes } = resource.schema;
  const request = {
    doing: `read ${resource.typeName}`,
    privateData: stored.private,
    limit: limitOf(resource, "read", stored.state),
  };
  const outcome = await attemptWithClient(runtime, request, async (context): Promise<StateResult> => {
    const reply = await resource.read(withoutTimeouts(resource, stored.state), context);
    const diagnostics = reply.diagnostics ?? [];
    const privateData = reply.private === undefined ? stored.private : encodePrivate(reply.private);
    if (hasError(diagnostics)) return { ...stored, diagnostics };
    if (reply.state === null) return { state: null, private: privateData, diagnostics };
    const fresh = conform(attributes, reply.state ?? {}, stored.state);
    const state = keepSpelling(shapeOf(attributes), stored.state, fresh);
    return { state: isObject(state) ? state : fresh, private: privateData, diagnostics };
  });
  return outcome.type === "done" ? outcome.value : { ...stored, diagnostics: outcome.diagnostics };
}

/** The stub of a state that `read` fills in next (protocol 6, ImportResourceState). */
export async function importResource<Client>(
  runtime: Runtime<Client>,
  resource: Resource<Client>,
  id: string,
): Promise<StateResult> {
  const nothing = { state: null, private: new Uint8Array() };
  const request = { doing: `import ${resource.typeName}`, privateData: nothing.private };
  const outcome = await attemptWithClient(runtime, request, async (context): Promise<StateResult> => {
    const reply = await resource.importState(id, context);
    const diagnostics = reply.diagnostics ?? [];
    if (hasError(diagnostics)) return { ...nothing, diagnostics };
    if ((reply.state ?? null) === null) {
      const missing = error("Nothing to import", `There is no ${resource.typeName} ${JSON.stringify(id)}.`);
      return { ...nothing, diagnostics: [...diagnostics, missing] };
    }
    return {
      state: conform(resource.schema.attributes, reply.state ?? {}, {}),
      private: reply.private === undefined ? nothing.private : encodePrivate(reply.private),
      diagnostics,
    };
  });
  return outcome.type === "done" ? outcome.value : { ...nothing, diagnostics: outcome.diagnostics };
}

/** The same by the identity of the object; what that is imported by is the resource's to say. */
export async function importByIdentity<Client>(
  runtime: Runtime<Client>,
  resource: Resource<Client>,
  identity: ObjectValue,
): Promise<StateResult> {
  const outcome = await attempt(runtime, `import ${resource.typeName}`, () => {
    if (resource.identity === undefined) throw new Error(`A ${resource.typeName} is imported by its id.`);
    return resource.identity.importId(identity);
  });
  if (outcome.type === "done") return await importResource(runtime, resource, outcome.value);
  return { state: null, private: new Uint8Array(), diagnostics: outcome.diagnostics };
}
