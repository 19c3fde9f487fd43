import type { Change } from "../context.ts";
import { demandFree } from "../edit.ts";
import { liveTokensOf, type Owner } from "../authorization/owner.ts";
import type { TokenRow } from "../rows.ts";
import { ownState } from "../tokens/token-state.ts";
import { tokenResource } from "./token-resource.ts";

/**
 * A token holds its name until it is revoked or deleted: one that has expired is brought back by a new end.
 * @throws Problem `name_taken`
 */
export async function demandFreeName(change: Change, owner: Owner, name: string): Promise<void> {
  const where = { ...liveTokensOf(owner), name };
  const remedy = (holder: TokenRow): string | undefined =>
    ownState(holder, change.now) === "expired"
      ? "it has expired: rotate it with a new end, or delete it to free its name"
      : undefined;
  await demandFree(change, tokenResource, { where, name, remedy });
}
