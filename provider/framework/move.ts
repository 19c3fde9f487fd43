import { conform } from "./conform.ts";
import { error } from "./diagnostic.ts";
import type { Resource } from "./resource.ts";
import { attempt, type Runtime } from "./runtime.ts";
import type { MoveSource, StateResult } from "./server.ts";
import { upgradeState } from "./upgrade.ts";

/**
 * The state of another resource as one of this type (protocol 6, MoveResourceState, for a `moved` block between types
 * or between providers): of the same type it is upgraded as ever, of another it is the resource's to say.
 */
export async function moveState<Client>(
  runtime: Runtime<Client>,
  resource: Resource<Client>,
  source: MoveSource,
): Promise<StateResult> {
  const nothing = { state: null, private: new Uint8Array() };
  if (source.type === resource.typeName) {
    const upgraded = await upgradeState(runtime, resource, source);
    // Another provider's private data is of no use to this one.
    return { ...nothing, ...upgraded };
  }
  const outcome = await attempt(runtime, `move ${source.type} to ${resource.typeName}`, async () =>
    resource.moveState?.(source),
  );
  if (outcome.type === "failed") return { ...nothing, diagnostics: outcome.diagnostics };
  const state = outcome.value;
  return state === undefined
    ? { ...nothing, diagnostics: [refusal(resource, source)] }
    : { ...nothing, state: conform(resource.schema.attributes, state, {}), diagnostics: [] };
}

function refusal({ typeName, importHint = "its id" }: Resource<never>, { type, provider }: MoveSource) {
  return error(
    `A ${type} cannot become a ${typeName}`,
    [
      `The two are different kinds of objects (the first is from ${provider}), and nothing in the state of the one says which of the other is meant. Instead of the \`moved\` block, have Terraform forget the old one with a \`removed\` block or \`terraform state rm\`, and take the new one over by`,
      "",
      `  import {\n    to = ${typeName}.NAME\n    id = "ID"\n  }`,
      "",
      `where ID is ${importHint}. Without a configuration yet, \`terraform import ${typeName}.NAME ID\` does the same.`,
    ].join("\n"),
  );
}
