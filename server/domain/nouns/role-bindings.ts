import { nouns } from "../../contract/nouns/all.ts";
import { roleBinding } from "../../contract/nouns/role-binding.ts";
import type { Validated } from "../../contract/operations.ts";
import { invalidField, Problem } from "../../contract/problem.ts";
import type { SubjectType } from "../../contract/subject.ts";
import type { UseCases } from "../caller.ts";
import type { Change } from "../context.ts";
import { declaredAccess } from "../declared-types.ts";
import type { Dependencies } from "../dependencies.ts";
import { insert, made, removeRows } from "../edit.ts";
import { demandHolds } from "../escalation.ts";
import { keepingAnAdmin } from "../last-admin.ts";
import { type BindingSubject, subjectColumns } from "../principal.ts";
import { demand, findFor, findNamed, type Resource, scopeFilter, scopeNamed } from "../resource.ts";
import { isAtOrBelow } from "../scopes.ts";
import { changing, creating, lookUps, shownAgain } from "../use-case.ts";
import { groupResource } from "./groups.ts";
import { subjectFilters } from "./owner-filters.ts";
import { ownerNamed } from "./owner-resources.ts";
import { roleResource } from "./roles.ts";

/**
 * Of one subject. All are read at each request it makes, those of its groups too, and what that costs everybody pays:
 * a member of as many groups as one may be in reads a few thousand.
 */
const mostBindings = { service_account: 1000, user: 1000, group: 100 } as const satisfies Record<
  SubjectType,
  number
>;

export const roleBindingResource: Resource<typeof roleBinding, "role_bindings"> = {
  noun: roleBinding,
  kind: "role_bindings",
  scopeId: ({ project_id }) => project_id,
  scopeColumn: "project_id",
  nameOf: ({ id }) => id,
  isOwn: ({ rights: { subject } }, row) => [row.service_account_id, row.user_id].includes(subject.id),
  find: async () => undefined,
  where: async (context, query) => ({
    ...(await scopeFilter(context, query["project"])),
    ...(await subjectFilters(context, query)),
  }),
  show: async ({ project_id, ...row }, { scopes }) => ({
    ...row,
    project: (await scopes.byId(project_id))?.name ?? project_id,
  }),
  remove: (change, rows) => removeRows(change, roleBindingResource, rows),
};

type Cases = Pick<UseCases, Extract<keyof UseCases, `role_binding.${string}`>>;

export function roleBindings(deps: Dependencies): Cases {
  const resource = roleBindingResource;
  return {
    "role_binding.create": creating(deps, "role_binding.create", {
      work: async (change, { body }) => {
        const scope = await scopeNamed(change, { pointer: "/project", name: body.project });
        demand(change, "jeton.role-binding:create", { scope });
        const role = await findNamed(change, roleResource, { pointer: "/role_id", text: body.role_id });
        if (!isAtOrBelow(scope, role.scope.id)) {
          const detail = `must be the role's own project, \`${role.scope.name}\`, or one below it`;
          throw invalidField("/project", detail);
        }
        if (body.expires_at !== null && body.expires_at <= change.now) {
          throw invalidField("/expires_at", "must be in the future");
        }
        const subject = await subjectNamed(change, body);
        const gift = { rules: role.row.rules, scope, until: body.expires_at };
        demandHolds(change.rights, [gift], await declaredAccess(change.rows));
        await demandRoom(change, subject);
        return insert(change, resource, {
          ...made(deps, change, roleBinding),
          role_id: role.row.id,
          ...subjectColumns(subject),
          project_id: scope.id,
          expires_at: body.expires_at,
        });
      },
      again: shownAgain(resource),
    }),
    ...lookUps(deps, "role_binding", resource),
    "role_binding.delete": changing(deps, async (change, { id }) => {
      const { row } = await findFor(change, resource, { id, needs: "jeton.role-binding:delete" });
      return keepingAnAdmin(change, async () => ({
        result: undefined,
        entries: await resource.remove(change, [row]),
      }));
    }),
  };
}

async function subjectNamed(
  change: Change,
  { service_account_id, user_id, group_id }: Validated<"role_binding.create">["body"],
): Promise<BindingSubject> {
  if (group_id !== null) {
    const { row } = await findNamed(change, groupResource, { pointer: "/group_id", text: group_id });
    return { type: "group", id: row.id };
  }
  const named = await ownerNamed(change, { service_account_id, user_id });
  // Validation lets no body without one pass, and a role is in none of these fields.
  if (!named || named.owner.type === "role") throw invalidField("/service_account_id", "is required");
  return { type: named.owner.type, id: named.owner.id };
}

/** @throws Problem `wrong_state` when the subject has as many bindings as one may have */
async function demandRoom({ rows }: Change, { type, id }: BindingSubject): Promise<void> {
  const most = mostBindings[type];
  const bindings = await rows.role_bindings.list({ [`${type}_id`]: id }, { limit: most });
  if (bindings.length < most) return;
  const title = nouns[type].title;
  const detail = `a ${title} has at most ${String(most)} role bindings; delete some, or bind a role further up`;
  throw new Problem("wrong_state", detail);
}
