import type { Change } from "./context.ts";
import type { TokenRow } from "./rows.ts";
import type { AuditEntry, Where } from "./store.ts";
import { entry } from "./use-case.ts";

/** Ends for good the tokens of an owner or place that goes away, leaving tombstones. */
export async function endTokens(
  { rows, now }: Change,
  where: Where<TokenRow>,
): Promise<readonly AuditEntry[]> {
  const tokens = await rows.tokens.list({ ...where, deleted_at: null });
  for (const { id, revoked_at } of tokens) {
    await rows.tokens.update(id, { revoked_at: revoked_at ?? now, deleted_at: now, updated_at: now });
  }
  return tokens.map(({ id }) => entry("token.delete", id));
}
