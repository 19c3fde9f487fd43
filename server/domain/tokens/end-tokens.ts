import type { Change } from "../context.ts";
import type { TokenRow } from "../rows.ts";
import type { AuditEntry, Where } from "../store.ts";
import { entry } from "../use-case.ts";

/** Ends for good the tokens of an owner or place that goes away, leaving tombstones. */
export async function endTokens(
  { rows, now }: Pick<Change, "rows" | "now">,
  where: Where<TokenRow>,
): Promise<readonly AuditEntry[]> {
  const present: Where<TokenRow> = { ...where, deleted_at: null };
  const ids = (await rows.tokens.list(present)).map(({ id }) => id);
  // What was revoked before keeps its time.
  await rows.tokens.updateAll({ id: ids, revoked_at: null }, { revoked_at: now });
  await rows.tokens.updateAll({ id: ids }, { deleted_at: now, updated_at: now });
  return ids.map((id) => entry("token.delete", id));
}
