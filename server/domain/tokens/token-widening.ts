import type { Change } from "../context.ts";
import { declaredAccess } from "../authorization/declared-types.ts";
import { rulesOfMode } from "../authorization/rights.ts";
import type { TokenRow } from "../rows.ts";
import { isNoFaster } from "./rates.ts";
import { countPieces, coversPiece, piecesOf } from "../../contract/rule-matching.ts";
import { isAtOrBelow } from "../authorization/scopes.ts";
import { isForNoMore, isNoWider } from "./token-bounds.ts";
import { endsNoLater, lastEnd } from "./token-end.ts";
import { secondsOf } from "./policies.ts";

/** Pieces of rules compared at most, while everybody else waits; more of them count as wider. */
const MOST_COMPARED = 1_000_000;

/**
 * Whether a token as it is to be may do more than before, for longer, more often, from elsewhere or for others. Where that
 * cannot be told, it may.
 */
export async function isWider(change: Change, before: TokenRow, after: TokenRow): Promise<boolean> {
  return (
    lastsLonger(before, after) ||
    (after.usage_limit ?? Infinity) > (before.usage_limit ?? Infinity) ||
    !isNoWider(after.allowed_cidrs, before.allowed_cidrs) ||
    !isForNoMore(after.audiences, before.audiences) ||
    !isNoFaster(after.rate_limit, before.rate_limit) ||
    (await reachesFurther(change, before, after)) ||
    (await allowsMore(change, before, after))
  );
}

function lastsLonger(before: TokenRow, after: TokenRow): boolean {
  // The ends that rotations give a token with a longest age are what that age is for.
  const endsLater =
    before.max_age !== null && after.max_age !== null
      ? secondsOf(after.max_age) > secondsOf(before.max_age)
      : !endsNoLater(lastEnd(after), lastEnd(before));
  return (
    endsLater ||
    (after.extend_on_use && !before.extend_on_use) ||
    !endsNoLater(renewableUntil(after), renewableUntil(before)) ||
    (before.not_before ?? "") > (after.not_before ?? "")
  );
}

/** Until when rotations alone may let it live. */
function renewableUntil(token: TokenRow): string | null {
  return token.max_age === null ? lastEnd(token) : token.absolute_expires_at;
}

async function reachesFurther({ scopes }: Change, before: TokenRow, after: TokenRow): Promise<boolean> {
  if (before.within_id === null || before.within_id === after.within_id) return false;
  const within = after.within_id === null ? undefined : await scopes.byId(after.within_id);
  return !within || !isAtOrBelow(within, before.within_id);
}

async function allowsMore({ rows }: Change, before: TokenRow, after: TokenRow): Promise<boolean> {
  if (before.mode === after.mode && JSON.stringify(before.rules) === JSON.stringify(after.rules))
    return false;
  const [wide, narrow] = [rulesOfMode(before), rulesOfMode(after)];
  if (countPieces(wide) * countPieces(narrow) > MOST_COMPARED) return true;
  const accessOf = await declaredAccess(rows);
  return narrow.some((rule) =>
    [...piecesOf(rule)].some((piece) => !wide.some((one) => coversPiece(one, piece, accessOf))),
  );
}
