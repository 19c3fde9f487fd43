import { roleBinding } from "../../contract/nouns/role-binding.ts";
import type { Validated } from "../../contract/operations.ts";
import { invalidField, Problem } from "../../contract/problem.ts";
import type { SubjectType } from "../../contract/subject.ts";
import type { UseCases } from "../caller.ts";
import type { Change } from "../context.ts";
import { declaredAccess } from "../authorization/declared-types.ts";
import type { Dependencies } from "../dependencies.ts";
import { insert, made, removeRows } from "../edit.ts";
import { demandHolds } from "../authorization/escalation.ts";
import { keepingAnAdmin } from "../authorization/last-admin.ts";
import { subjectColumns } from "../authorization/principal.ts";
import { demand, findFor, findNamed, type Resource, scopeFilter, scopeNamed } from "../resource.ts";
import { isAtOrBelow } from "../authorization/scopes.ts";
import { changing, creating, lookUps, shownAgain } from "../use-case.ts";
import { groupResource } from "./groups.ts";
import { subjectFilters } from "./owner-filters.ts";
import { ownerNamed } from "./owner-resources.ts";
import { roleResource } from "./roles.ts";

/**
 * How many bindings there are at most to one subject. All are read at each request it makes, those of its groups and
 * claims too, and what that costs everybody pays: whoever arranges it, one request reads a few thousand.
 */
const bounds: Readonly<Record<Bound["type"], { readonly most: number; readonly title: string }>> = {
  service_account: { most: 1000, title: "a service account" },
  user: { most: 1000, title: "a user" },
  group: { most: 100, title: "a group" },
  claim: { most: 1000, title: "the claims of an issuer" },
};

export const roleBindingResource: Resource<typeof roleBinding, "role_bindings"> = {
  noun: roleBinding,
  kind: "role_bindings",
  scopeId: ({ project_id }) => project_id,
  scopeColumn: "project_id",
  nameOf: ({ id }) => id,
  isOwn: ({ rights: { subject } }, row) => [row.service_account_id, row.user_id].includes(subject.id),
  ownWhere: ({ rights: { subject } }) =>
    subject.type === "role" ? { id: [] } : { [`${subject.type}_id`]: subject.id },
  find: async () => undefined,
  where: async (context, query) => ({
    ...(await scopeFilter(context, query["project"])),
    ...(await subjectFilters(context, query)),
  }),
  show: async (row, { scopes }) => {
    const { project_id, claim_issuer: issuer, claim_name: name, claim_values: values, ...shown } = row;
    return {
      ...shown,
      claim: issuer === null || name === null || values === null ? null : { issuer, name, values },
      project: (await scopes.byId(project_id))?.name ?? project_id,
    };
  },
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
        const bound = await boundTo(change, body);
        const gift = { rules: role.row.rules, scope, until: body.expires_at };
        demandHolds(change.rights, [gift], await declaredAccess(change.rows));
        await demandRoom(change, bound);
        return insert(change, resource, {
          ...made(deps, change, roleBinding),
          role_id: role.row.id,
          ...bound.columns,
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

type Body = Validated<"role_binding.create">["body"];
interface Bound {
  readonly type: SubjectType | "claim";
  readonly columns: ReturnType<typeof subjectColumns>;
}

async function boundTo(change: Change, body: Body): Promise<Bound> {
  const { service_account_id, user_id, group_id, claim } = body;
  if (claim !== null) return { type: "claim", columns: subjectColumns(undefined, claim) };
  if (group_id !== null) {
    const { row } = await findNamed(change, groupResource, { pointer: "/group_id", text: group_id });
    return { type: "group", columns: subjectColumns({ type: "group", id: row.id }) };
  }
  const named = await ownerNamed(change, { service_account_id, user_id });
  // Validation lets no body without one pass, and a role is in none of these fields.
  if (!named || named.owner.type === "role") throw invalidField("/service_account_id", "is required");
  const { type, id } = named.owner;
  return { type, columns: subjectColumns({ type, id }) };
}

/** @throws Problem `wrong_state` when there are as many bindings as there may be to one subject */
async function demandRoom({ rows }: Change, { type, columns }: Bound): Promise<void> {
  const { most, title } = bounds[type];
  const same = type === "claim" ? "claim_issuer" : (`${type}_id` as const);
  const bindings = await rows.role_bindings.list({ [same]: columns[same] }, { limit: most });
  if (bindings.length < most) return;
  const detail = `${title} has at most ${String(most)} role bindings; delete some, or bind a role further up`;
  throw new Problem("wrong_state", detail);
}
