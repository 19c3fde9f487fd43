import { hasError, type Path } from "./diagnostic.ts";
import { changedNames, same } from "./equality.ts";
import { sortPaths } from "./path.ts";
import { encodePrivate } from "./private-data.ts";
import { propose } from "./propose.ts";
import { replacements } from "./replacement.ts";
import type { ModifyPlanRequest, PlanChange, Resource } from "./resource.ts";
import { attempt, planContext, type Runtime } from "./runtime.ts";
import type { PlanRequest, PlanResult } from "./server.ts";
import { shapeOf } from "./shape.ts";
import { TIMEOUTS } from "./timeouts.ts";
import { type ObjectValue, own, UNKNOWN } from "./value.ts";

/**
 * What applying will do (protocol 6, PlanResourceChange): the configuration over the prior state; if that changes
 * anything, computed values that are not steady become unknown; then the resource's own `modifyPlan`.
 */
export async function planResource<Client>(
  runtime: Runtime<Client>,
  resource: Resource<Client>,
  request: PlanRequest,
): Promise<PlanResult> {
  const { config, prior, proposed } = request;
  const unchanged = { planned: proposed, requiresReplace: [], private: request.private };
  if (proposed === null || config === null) return { ...unchanged, planned: null, diagnostics: [] };
  const outcome = await attempt(runtime, `plan ${resource.typeName}`, async (): Promise<PlanResult> => {
    const first = outline(resource, { config, prior });
    const asked: ModifyPlanRequest<object> = { prior, planned: first, config };
    const change = (await resource.modifyPlan?.(asked, planContext(runtime, request.private))) ?? {};
    const planned = revise(resource, { config, prior, first }, change);
    return {
      planned,
      requiresReplace: prior === null ? [] : replacementPaths(resource, { prior, planned }, change),
      private: change.private === undefined ? request.private : encodePrivate(change.private),
      diagnostics: change.diagnostics ?? [],
    };
  });
  if (outcome.type === "failed") return { ...unchanged, diagnostics: outcome.diagnostics };
  return hasError(outcome.value.diagnostics) ? { ...outcome.value, planned: proposed } : outcome.value;
}

interface Sides {
  readonly config: ObjectValue;
  readonly prior: ObjectValue | null;
}

function outline(
  { schema: { attributes }, timeouts }: Resource<never>,
  { config, prior }: Sides,
): ObjectValue {
  const calm = propose(attributes, { config, prior, changing: false });
  if (prior !== null) {
    // How long things may take is no change of the thing.
    const like: ObjectValue =
      timeouts === undefined ? prior : { ...prior, [TIMEOUTS]: own(calm, TIMEOUTS) ?? null };
    if (same(shapeOf(attributes), like, calm)) return like;
  }
  return propose(attributes, { config, prior, changing: true });
}

/** The hook's word on top. When it alone makes the change, the other computed values become unknown as in any change. */
function revise(
  { schema: { attributes }, typeName }: Resource<never>,
  { config, prior, first }: Sides & { readonly first: ObjectValue },
  change: PlanChange<object>,
): ObjectValue {
  const { replace = [] } = change;
  const changed = new Set(prior === null ? replace : changedNames(attributes, prior, first));
  const unchanged = replace.filter((name) => !changed.has(name));
  const overrides: ObjectValue = {
    // Terraform replaces only for a path whose value changes.
    ...Object.fromEntries(unchanged.map((name) => [name, UNKNOWN])),
    ...changedValues(change),
  };
  for (const name of Object.keys(overrides)) {
    const { computed, optional } = attributes[name] ?? {};
    if (computed !== true || (optional === true && (own(config, name) ?? null) !== null)) {
      throw new Error(`${typeName}: modifyPlan cannot change ${name}: it is configured, or not computed.`);
    }
  }
  const planned = { ...first, ...overrides };
  if (prior === null || same(shapeOf(attributes), first, planned)) return planned;
  return { ...propose(attributes, { config, prior, changing: true }), ...overrides };
}

function changedValues(change: PlanChange<object>): Record<string, ObjectValue[string]> {
  const entries: [string, ObjectValue[string] | undefined][] = Object.entries(change.planned ?? {});
  return Object.fromEntries(entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

function replacementPaths(
  { schema: { attributes } }: Resource<never>,
  change: { readonly prior: ObjectValue; readonly planned: ObjectValue },
  { replace = [] }: PlanChange<object>,
): readonly Path[] {
  const forced = replace.map((attribute): Path => [{ attribute }]);
  return sortPaths([...replacements(attributes, change), ...forced]);
}
