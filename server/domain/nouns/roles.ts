import { role } from "../../contract/nouns/role.ts";
import { Problem } from "../../contract/problem.ts";
import type { UseCases } from "../caller.ts";
import { declaredAccess, demandDeclared } from "../authorization/declared-types.ts";
import type { Dependencies } from "../dependencies.ts";
import { demandFree, demandRenamable, edit, insert, made, removeRows } from "../edit.ts";
import { endBindings } from "../authorization/end-bindings.ts";
import { endTokens } from "../tokens/end-tokens.ts";
import { demandHolds } from "../authorization/escalation.ts";
import { demand, findFor, projectNamed, type Resource, filteredBy, scopeNamed } from "../resource.ts";
import type { RoleRow } from "../rows.ts";
import { changing, creating, lookUps, shownAgain } from "../use-case.ts";

export const roleResource: Resource<typeof role, "roles"> = {
  noun: role,
  kind: "roles",
  scopeId: ({ project_id }) => project_id,
  scopeColumn: "project_id",
  nameOf: ({ name }) => name,
  isOwn: ({ rights }, { id }) => rights.subject.id === id,
  ownWhere: ({ rights: { subject } }) => ({ id: subject.id }),
  readableBelow: "always",
  find: projectNamed,
  where: filteredBy(role),
  show: async ({ project_id, ...row }, { scopes }) => ({
    ...row,
    project: (await scopes.byId(project_id))?.name ?? project_id,
  }),
  remove: async (change, rows) => {
    const theirs = { role_id: rows.map(({ id }) => id) };
    const tokens = await endTokens(change, theirs);
    const bindings = await endBindings(change, theirs);
    return [...tokens, ...bindings, ...(await removeRows(change, roleResource, rows))];
  },
};

export function roles(deps: Dependencies): Pick<UseCases, Extract<keyof UseCases, `role.${string}`>> {
  const resource = roleResource;
  return {
    "role.create": creating(deps, "role.create", {
      work: async (change, { body: { project, ...body } }) => {
        const scope = await scopeNamed(change, { pointer: "/project", name: project });
        demand(change, "jeton.role:create", { scope, name: body.name });
        await demandFree(change, resource, {
          where: { project_id: scope.id, name: body.name },
          name: body.name,
        });
        await demandDeclared(change.rows, body.rules, "/rules");
        demandHolds(
          change.rights,
          [{ rules: body.rules, scope, until: null }],
          await declaredAccess(change.rows),
        );
        const row = { ...made(deps, change, role), ...body, project_id: scope.id, built_in: false };
        return insert(change, resource, row);
      },
      again: shownAgain(resource),
    }),
    ...lookUps(deps, "role", resource),
    "role.update": changing(deps, async (change, { id, body }) => {
      const { row, scope } = await findFor(change, resource, { id, needs: "jeton.role:update" });
      demandNotBuiltIn(row);
      if (body.name !== undefined && body.name !== row.name) {
        demandRenamable(change, resource, { row, scope, name: body.name });
        await demandFree(change, resource, {
          where: { project_id: scope.id, name: body.name },
          name: body.name,
        });
      }
      if (body.rules !== undefined) {
        await demandDeclared(change.rows, body.rules, "/rules");
        demandHolds(
          change.rights,
          [{ rules: body.rules, scope, until: null }],
          await declaredAccess(change.rows),
        );
      }
      return edit(change, resource, { row, patch: body });
    }),
    "role.delete": changing(deps, async (change, { id }) => {
      const { row } = await findFor(change, resource, { id, needs: "jeton.role:delete" });
      demandNotBuiltIn(row);
      return { result: undefined, entries: await resource.remove(change, [row]) };
    }),
  };
}

function demandNotBuiltIn({ built_in, name }: RoleRow): void {
  if (!built_in) return;
  throw new Problem(
    "protected",
    `the role \`${name}\` is built in; make a role of your own to have other rules`,
  );
}
