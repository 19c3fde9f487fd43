import type { Change } from "../context.ts";
import type { RoleBindingRow } from "../rows.ts";
import type { AuditEntry, Where } from "../store.ts";
import { entryOfGone } from "../use-case.ts";

/** Takes away what was bound to somebody, of a role or in a place that goes away. */
export async function endBindings(
  { rows }: Change,
  where: Where<RoleBindingRow>,
): Promise<readonly AuditEntry[]> {
  const bindings = await rows.role_bindings.list(where);
  await rows.role_bindings.delete(where);
  return bindings.map((row) => entryOfGone("role_binding.delete", row));
}
