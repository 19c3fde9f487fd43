import type { ListQuery } from "../../contract/schemas.ts";
import type { Context } from "../context.ts";
import { findNamed } from "../resource.ts";
import { roleResource } from "./roles.ts";
import { serviceAccountResource } from "./service-accounts.ts";

/** A list's filters by owner or role, given as ids or references: none of those that are absent. */
export async function ownerFilters(
  context: Context,
  { role_id: role, service_account_id: account }: ListQuery,
): Promise<{ readonly role_id?: string; readonly service_account_id?: string }> {
  return {
    ...(role !== undefined && {
      role_id: (await findNamed(context, roleResource, { pointer: "role_id", text: String(role) })).row.id,
    }),
    ...(account !== undefined && {
      service_account_id: (
        await findNamed(context, serviceAccountResource, {
          pointer: "service_account_id",
          text: String(account),
        })
      ).row.id,
    }),
  };
}
