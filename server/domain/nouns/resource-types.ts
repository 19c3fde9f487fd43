import type { Rule } from "../../contract/built-in-roles.ts";
import { resourceType } from "../../contract/nouns/resource-type.ts";
import { invalidField, Problem } from "../../contract/problem.ts";
import type { UseCases } from "../caller.ts";
import type { Change } from "../context.ts";
import { declaredAccess } from "../authorization/declared-types.ts";
import type { Dependencies } from "../dependencies.ts";
import { demandFree, edit, insert, made, removeRows } from "../edit.ts";
import { demandHolds } from "../authorization/escalation.ts";
import { demand, filteredBy, findFor, type Resource } from "../resource.ts";
import type { ResourceTypeRow } from "../rows.ts";
import { isReserved } from "../../contract/rule-matching.ts";
import { systemScope } from "../authorization/scopes.ts";
import type { Reader } from "../store.ts";
import { changing, creating, lookUps, shownAgain } from "../use-case.ts";

export const resourceTypeResource: Resource<typeof resourceType, "resource_types"> = {
  noun: resourceType,
  kind: "resource_types",
  scopeId: () => systemScope.id,
  nameOf: ({ name }) => name,
  readableBelow: "always",
  find: async (_, reference) => (reference.by === "name" ? { name: reference.name } : undefined),
  where: filteredBy(resourceType),
  show: async (row) => row,
  remove: (change, rows) => removeRows(change, resourceTypeResource, rows),
};

type Cases = Pick<UseCases, Extract<keyof UseCases, `resource_type.${string}`>>;

export function resourceTypes(deps: Dependencies): Cases {
  const resource = resourceTypeResource;
  return {
    "resource_type.create": creating(deps, "resource_type.create", {
      work: async (change, { body }) => {
        demand(change, "jeton.resource-type:create", { scope: systemScope, name: body.name });
        if (isReserved(body.name)) throw invalidField("/name", "must not be `jeton` or begin with `jeton.`");
        await demandFree(change, resource, { where: { name: body.name }, name: body.name });
        return insert(change, resource, { ...made(deps, change, resourceType), ...body });
      },
      again: shownAgain(resource),
    }),
    ...lookUps(deps, "resource_type", resource),
    "resource_type.update": changing(deps, async (change, { id, body }) => {
      const { row } = await findFor(change, resource, { id, needs: "jeton.resource-type:update" });
      if (body.actions !== undefined) await demandCompatible(change, row, body.actions);
      return edit(change, resource, { row, patch: body });
    }),
    "resource_type.delete": changing(deps, async (change, { id }) => {
      const { row } = await findFor(change, resource, { id, needs: "jeton.resource-type:delete" });
      await demandMayRemove(change, row.name, row.actions);
      await demandUnused(change.rows, row.name, (rule) => rule.resource_type === row.name);
      return { result: undefined, entries: await resource.remove(change, [row]) };
    }),
  };
}

/** An action may come, and go when no rule names it; its access never changes, or a read-only token would grow. */
async function demandCompatible(
  change: Change,
  row: ResourceTypeRow,
  actions: ResourceTypeRow["actions"],
): Promise<void> {
  const after = new Map(actions.map(({ name, access }) => [name, access]));
  const removed = row.actions.filter(({ name }) => !after.has(name));
  await demandMayRemove(change, row.name, removed);
  for (const { name, access } of row.actions) {
    const changed = after.get(name);
    if (changed !== undefined && changed !== access) {
      const detail = `the access of \`${name}\` is \`${access}\` and stays so: declare a new action instead`;
      throw invalidField("/actions", detail);
    }
    if (changed === undefined) {
      const what = `${row.name}:${name}`;
      await demandUnused(
        change.rows,
        what,
        (rule) => rule.resource_type === row.name && rule.actions.includes(name),
      );
    }
  }
}

/**
 * What is taken away may be declared again with another access, and then `@read` and `@write` reach it who did not before:
 * only for who holds it anyway.
 */
async function demandMayRemove(
  { rights, rows }: Change,
  type: string,
  actions: ResourceTypeRow["actions"],
): Promise<void> {
  if (actions.length === 0) return;
  const rule = { resource_type: type, actions: actions.map(({ name }) => name), resource_names: null };
  demandHolds(rights, [{ rules: [rule], scope: systemScope, until: null }], await declaredAccess(rows));
}

async function demandUnused(reader: Reader, what: string, uses: (rule: Rule) => boolean): Promise<void> {
  const role = (await reader.roles.list({})).find(({ rules }) => rules.some(uses));
  const token = (await reader.tokens.list({ mode: "custom", deleted_at: null })).find((row) =>
    row.rules?.some(uses),
  );
  const policy = (await reader.trust_policies.list({ mode: "custom" })).find((row) => row.rules?.some(uses));
  const users = { role, token, "trust policy": policy };
  for (const [title, row] of Object.entries(users)) {
    if (!row) continue;
    const user = `the ${title} \`${row.name}\` (${row.id})`;
    throw new Problem("in_use", `${user} names \`${what}\`; change it first`);
  }
}
