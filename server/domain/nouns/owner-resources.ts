import { type OwnerField, type OwnerType, ownerTypes } from "../../contract/subject.ts";
import { nouns } from "../../contract/nouns/all.ts";
import type { Reference } from "../../contract/reference.ts";
import type { Context } from "../context.ts";
import type { Owner } from "../authorization/owner.ts";
import { findNamed, type Found, lookUp } from "../resource.ts";
import { roleResource } from "./roles.ts";
import { serviceAccountResource } from "./service-accounts.ts";
import { userResource } from "./users.ts";

type Named = { readonly pointer: string; readonly text: string };
type FoundOwner = Found<{ readonly id: string; readonly disabled?: boolean; readonly built_in?: boolean }>;

const finders: Readonly<Record<OwnerType, (context: Context, named: Named) => Promise<FoundOwner>>> = {
  service_account: (context, named) => findNamed(context, serviceAccountResource, named),
  user: (context, named) => findNamed(context, userResource, named),
  role: (context, named) => findNamed(context, roleResource, named),
};

const lookUps: Readonly<
  Record<OwnerType, (context: Context, text: string) => Promise<{ readonly id: string } | undefined>>
> = {
  service_account: (context, text) => lookUp(context, serviceAccountResource, text),
  user: (context, text) => lookUp(context, userResource, text),
  role: (context, text) => lookUp(context, roleResource, text),
};

/** The owner that a token's reference begins with, whether the caller sees it or not. */
export async function ownerReferred(
  context: Context,
  { owner: prefix, project, ownerName }: Extract<Reference, { by: "owner" }>,
): Promise<Owner | undefined> {
  const type = ownerTypes.find((one) => nouns[one].idPrefix === prefix);
  const text = [prefix, project, ownerName].filter((part) => part !== undefined).join("/");
  const row = type && (await lookUps[type](context, text));
  return row && { type, id: row.id };
}

/**
 * The owner that some fields name, by id or reference: the first that is given, or undefined when none is.
 * @param before what comes before a field's name where a refusal points at it
 * @throws Problem `validation_failed` at the field when there is none, or the caller does not see it
 */
export async function ownerNamed(
  context: Context,
  fields: { readonly [F in OwnerField]?: string | null | undefined },
  before = "/",
): Promise<(FoundOwner & { readonly owner: Owner }) | undefined> {
  for (const type of ownerTypes) {
    const text = fields[`${type}_id`];
    if (text === null || text === undefined) continue;
    const found = await finders[type](context, { pointer: `${before}${type}_id`, text });
    return { ...found, owner: { type, id: found.row.id } };
  }
  return undefined;
}
