import type { Context } from "../context.ts";
import type { Asked } from "../list-filters.ts";
import { findNamed } from "../resource.ts";
import { roleResource } from "./roles.ts";
import { serviceAccountResource } from "./service-accounts.ts";

/**
 * A list's filters by owner or role, given as ids or references: none of those that are absent. `before` is what comes
 * before a filter's name where a refusal points at it.
 */
export async function ownerFilters(
  context: Context,
  { role_id: role, service_account_id: account }: Asked,
  before = "",
): Promise<{ readonly role_id?: string; readonly service_account_id?: string }> {
  return {
    ...(role !== undefined && {
      role_id: (await findNamed(context, roleResource, { pointer: `${before}role_id`, text: String(role) }))
        .row.id,
    }),
    ...(account !== undefined && {
      service_account_id: (
        await findNamed(context, serviceAccountResource, {
          pointer: `${before}service_account_id`,
          text: String(account),
        })
      ).row.id,
    }),
  };
}
