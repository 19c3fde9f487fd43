import { group } from "../../contract/nouns/group.ts";
import type { UseCases } from "../caller.ts";
import type { Dependencies } from "../dependencies.ts";
import { demandFree, demandRenamable, edit, insert, made, removeRows } from "../edit.ts";
import { endBindings } from "../authorization/end-bindings.ts";
import { endMemberships } from "../authorization/end-memberships.ts";
import { keepingAnAdmin } from "../authorization/last-admin.ts";
import { demand, findFor, projectNamed, type Resource, filteredBy, scopeNamed } from "../resource.ts";
import { changing, creating, lookUps, shownAgain } from "../use-case.ts";

export const groupResource: Resource<typeof group, "groups"> = {
  noun: group,
  kind: "groups",
  scopeId: ({ project_id }) => project_id,
  scopeColumn: "project_id",
  nameOf: ({ name }) => name,
  find: projectNamed,
  where: filteredBy(group),
  show: async ({ project_id, ...row }, { scopes }) => ({
    ...row,
    project: (await scopes.byId(project_id))?.name ?? project_id,
  }),
  remove: async (change, rows) => {
    const theirs = { group_id: rows.map(({ id }) => id) };
    const left = [...(await endBindings(change, theirs)), ...(await endMemberships(change, theirs))];
    return [...left, ...(await removeRows(change, groupResource, rows))];
  },
};

export function groups(deps: Dependencies): Pick<UseCases, Extract<keyof UseCases, `group.${string}`>> {
  const resource = groupResource;
  return {
    "group.create": creating(deps, "group.create", {
      work: async (change, { body: { project, ...body } }) => {
        const scope = await scopeNamed(change, { pointer: "/project", name: project });
        demand(change, "jeton.group:create", { scope, name: body.name });
        const where = { project_id: scope.id, name: body.name };
        await demandFree(change, resource, { where, name: body.name });
        return insert(change, resource, { ...made(deps, change, group), ...body, project_id: scope.id });
      },
      again: shownAgain(resource),
    }),
    ...lookUps(deps, "group", resource),
    "group.update": changing(deps, async (change, { id, body }) => {
      const { row, scope } = await findFor(change, resource, { id, needs: "jeton.group:update" });
      if (body.name !== undefined && body.name !== row.name) {
        demandRenamable(change, resource, { row, scope, name: body.name });
        const where = { project_id: row.project_id, name: body.name };
        await demandFree(change, resource, { where, name: body.name });
      }
      return edit(change, resource, { row, patch: body });
    }),
    "group.delete": changing(deps, async (change, { id }) => {
      const { row } = await findFor(change, resource, { id, needs: "jeton.group:delete" });
      return keepingAnAdmin(change, async () => ({
        result: undefined,
        entries: await resource.remove(change, [row]),
      }));
    }),
  };
}
