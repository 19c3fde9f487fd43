import { roleBinding } from "../../contract/nouns/role-binding.ts";
import type { Validated } from "../../contract/operations.ts";
import { invalidField, Problem } from "../../contract/problem.ts";
import type { UseCases } from "../caller.ts";
import type { Change } from "../context.ts";
import { declaredAccess } from "../declared-types.ts";
import type { Dependencies } from "../dependencies.ts";
import { insert, made, removeRows } from "../edit.ts";
import { demandHolds } from "../escalation.ts";
import { keepingAnAdmin } from "../last-admin.ts";
import { type Principal, subjectColumns } from "../principal.ts";
import { demand, findFor, findNamed, type Resource, scopeFilter, scopeNamed } from "../resource.ts";
import { isAtOrBelow } from "../scopes.ts";
import { changing, creating, lookUps, shownAgain } from "../use-case.ts";
import { ownerFilters } from "./owner-filters.ts";
import { ownerNamed } from "./owner-resources.ts";
import { roleResource } from "./roles.ts";

/** Of one subject: all are read at each request it makes, and what that costs everybody pays. */
const MOST_BINDINGS = 1000;

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
    ...(await ownerFilters(context, query)),
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
  { service_account_id, user_id }: Validated<"role_binding.create">["body"],
): Promise<Principal> {
  const named = await ownerNamed(change, { service_account_id, user_id });
  // Validation lets no body without one pass, and only a role's is no principal.
  if (!named || named.owner.type === "role") throw invalidField("/service_account_id", "is required");
  return { type: named.owner.type, id: named.owner.id };
}

/** @throws Problem `wrong_state` when the subject has as many bindings as one may have */
async function demandRoom({ rows }: Change, { type, id }: Principal): Promise<void> {
  const bindings = await rows.role_bindings.list({ [`${type}_id`]: id }, { limit: MOST_BINDINGS });
  if (bindings.length < MOST_BINDINGS) return;
  const title = type.replaceAll("_", " ");
  const detail = `a ${title} has at most ${String(MOST_BINDINGS)} role bindings; delete some, or bind a role further up`;
  throw new Problem("wrong_state", detail);
}
