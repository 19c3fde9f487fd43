import type { Change } from "../context.ts";
import type { GroupMemberRow } from "../rows.ts";
import type { AuditEntry, Where } from "../store.ts";
import { entryOfGone } from "../use-case.ts";

/** Takes somebody who goes away out of every group, or everybody out of a group that does. */
export async function endMemberships(
  { rows }: Change,
  where: Where<GroupMemberRow>,
): Promise<readonly AuditEntry[]> {
  const memberships = await rows.group_members.list(where);
  await rows.group_members.delete(where);
  return memberships.map((row) => entryOfGone("group_member.delete", row));
}
