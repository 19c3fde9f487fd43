import { type OwnerField, ownerTypes, type SubjectField } from "../../contract/subject.ts";
import type { Context } from "../context.ts";
import type { Asked } from "../list-filters.ts";
import { findNamed } from "../resource.ts";
import { groupResource } from "./groups.ts";
import { ownerNamed } from "./owner-resources.ts";

/**
 * A list's filters by owner or role, given as ids or references: none of those that are absent. `before` is what comes
 * before a filter's name where a refusal points at it.
 */
export async function ownerFilters(
  context: Context,
  asked: Asked,
  before = "",
): Promise<{ readonly [F in OwnerField]?: string }> {
  const filters: { [F in OwnerField]?: string } = {};
  for (const type of ownerTypes) {
    const text = asked[`${type}_id`];
    if (text === undefined) continue;
    const named = await ownerNamed(context, { [`${type}_id`]: String(text) }, before);
    if (named) filters[`${type}_id`] = named.owner.id;
  }
  return filters;
}

/** The same, and those by a group. */
export async function subjectFilters(
  context: Context,
  asked: Asked,
): Promise<{ readonly [F in OwnerField | SubjectField]?: string }> {
  const owners = await ownerFilters(context, asked);
  if (asked["group_id"] === undefined) return owners;
  const named = { pointer: "group_id", text: String(asked["group_id"]) };
  return { ...owners, group_id: (await findNamed(context, groupResource, named)).row.id };
}
