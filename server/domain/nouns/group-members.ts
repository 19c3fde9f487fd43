import { groupMember } from "../../contract/nouns/group-member.ts";
import { invalidField, Problem } from "../../contract/problem.ts";
import type { UseCases } from "../caller.ts";
import type { Change } from "../context.ts";
import { declaredAccess } from "../authorization/declared-types.ts";
import type { Dependencies } from "../dependencies.ts";
import { demandFree, insert, made, removeRows } from "../edit.ts";
import { demandHolds, giftsOf } from "../authorization/escalation.ts";
import { keepingAnAdmin } from "../authorization/last-admin.ts";
import { demand, findFor, findNamed, type Resource, scopeFilter } from "../resource.ts";
import { grantsOfGroup } from "../authorization/rights.ts";
import { changing, creating, lookUps, shownAgain } from "../use-case.ts";
import { groupResource } from "./groups.ts";
import { subjectFilters } from "./owner-filters.ts";
import { ownerNamed } from "./owner-resources.ts";

/** Of one member: the bindings of all are read at each request it makes, and what that costs everybody pays. */
const MOST_GROUPS = 50;

export const groupMemberResource: Resource<typeof groupMember, "group_members"> = {
  noun: groupMember,
  kind: "group_members",
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
  show: async ({ project_id, ...row }, { scopes }) => ({
    ...row,
    project: (await scopes.byId(project_id))?.name ?? project_id,
  }),
  remove: (change, rows) => removeRows(change, groupMemberResource, rows),
};

type Cases = Pick<UseCases, Extract<keyof UseCases, `group_member.${string}`>>;

/** A member holds all that is bound to the group: nobody puts in one who lacks any of it, be it themself. */
export function groupMembers(deps: Dependencies): Cases {
  const resource = groupMemberResource;
  return {
    "group_member.create": creating(deps, "group_member.create", {
      work: async (change, { body }) => {
        const { row: group, scope } = await findNamed(change, groupResource, {
          pointer: "/group_id",
          text: body.group_id,
        });
        demand(change, "jeton.group-member:create", { scope });
        const { service_account_id, user_id } = body;
        const named = await ownerNamed(change, { service_account_id, user_id });
        // Validation lets no body without one pass.
        if (!named) throw invalidField("/service_account_id", "is required");
        const field = `${named.owner.type}_id`;
        const member = { service_account_id: null, user_id: null, [field]: named.owner.id };
        const where = { group_id: group.id, [field]: named.owner.id };
        await demandFree(change, resource, { where, name: named.owner.id, field });
        const grants = await grantsOfGroup(change.rows, change.scopes, { id: group.id, now: change.now });
        demandHolds(change.rights, giftsOf(grants), await declaredAccess(change.rows));
        await demandRoom(change, { [field]: named.owner.id });
        return insert(change, resource, {
          ...made(deps, change, groupMember),
          ...member,
          group_id: group.id,
          project_id: group.project_id,
        });
      },
      again: shownAgain(resource),
    }),
    ...lookUps(deps, "group_member", resource),
    "group_member.delete": changing(deps, async (change, { id }) => {
      const { row } = await findFor(change, resource, { id, needs: "jeton.group-member:delete" });
      return keepingAnAdmin(change, async () => ({
        result: undefined,
        entries: await resource.remove(change, [row]),
      }));
    }),
  };
}

/** @throws Problem `wrong_state` when it is in as many groups as one may be in */
async function demandRoom({ rows }: Change, theirs: Readonly<Record<string, string>>): Promise<void> {
  const memberships = await rows.group_members.list(theirs, { limit: MOST_GROUPS });
  if (memberships.length < MOST_GROUPS) return;
  const most = String(MOST_GROUPS);
  throw new Problem(
    "wrong_state",
    `one is in at most ${most} groups; leave some, or bind the roles directly`,
  );
}
