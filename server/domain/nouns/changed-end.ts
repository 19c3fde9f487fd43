import type { Validated } from "../../contract/operations.ts";
import { invalidField } from "../../contract/problem.ts";
import type { Change } from "../context.ts";
import type { TokenRow } from "../rows.ts";
import { earlier } from "../tokens/token-end.ts";
import { boundedEnd, demandEnd, endField } from "../tokens/token-terms.ts";

/**
 * A token's new end, when a change is about it: an end of its own, one counted from the secret's birth (and, where use
 * extends it, from the last use), or the absolute one. `limits` is the row with what else is changed.
 */
export function changedEnd(
  change: Change,
  { row, limits, body }: { row: TokenRow; limits: TokenRow; body: Validated<"token.update">["body"] },
): Partial<Pick<TokenRow, "expires_at">> {
  const { max_age: maxAge, expires_at: end, absolute_expires_at: absolute } = body;
  if (maxAge === undefined && end === undefined && absolute === undefined) return {};
  demandOneEnd(limits, end);
  // An end that was the absolute one, or never, moves with it; another only comes nearer.
  const staysNearer = maxAge === undefined && end === undefined && row.expires_at !== row.absolute_expires_at;
  const expiresAt = staysNearer
    ? earlier(row.expires_at, limits.absolute_expires_at)
    : boundedEnd(limits, { since: bornAt(row), asked: end ?? null });
  const after = { ...limits, expires_at: expiresAt };
  if (expiresAt !== row.expires_at) {
    demandEnd(change, after, endField(after, limits.max_age === null ? "/expires_at" : "/max_age"));
  }
  return { expires_at: expiresAt };
}

function demandOneEnd({ max_age: maxAge }: TokenRow, end: string | null | undefined): void {
  if (maxAge === null || end === undefined || end === null) return;
  throw invalidField(
    "/expires_at",
    "follows from `max_age`; send `max_age` as null to give an end of your own",
  );
}

function bornAt(row: TokenRow): string {
  const birth = row.rotated_at ?? row.created_at;
  const used = row.extend_on_use ? row.last_used_at : null;
  return used !== null && used > birth ? used : birth;
}
