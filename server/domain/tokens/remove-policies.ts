import type { Change } from "../context.ts";
import { endTokens } from "./end-tokens.ts";
import type { TrustPolicyRow } from "../rows.ts";
import { entryOfGone } from "../use-case.ts";

/** Deletes trust policies and ends for good the tokens they gave that are still alive. */
export async function removePolicies(
  change: Change,
  rows: readonly TrustPolicyRow[],
): ReturnType<typeof endTokens> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const living = { revoked_at: null, expires_at: { from: change.now } } as const;
  const ended = await endTokens(change, { ...living, trust_policy_id: ids });
  await change.rows.trust_policies.delete({ id: ids });
  return [...ended, ...rows.map((row) => entryOfGone("trust_policy.delete", row))];
}
