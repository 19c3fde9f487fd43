import { covers, parseRange } from "../contract/address-range.ts";
import { parseDuration } from "../contract/duration.ts";
import { Problem } from "../contract/problem.ts";
import type { TokenRow } from "./rows.ts";
import { endsNoLater, lastEnd, usesLeft } from "./token-end.ts";

/** What bounds a token besides its rights. */
export type Bounds = Pick<
  TokenRow,
  | "expires_at"
  | "max_age"
  | "extend_on_use"
  | "absolute_expires_at"
  | "usage_limit"
  | "uses"
  | "allowed_cidrs"
  | "audiences"
>;

/**
 * A token that acts on its owner's tokens makes none that outlives it, is usable more often, from elsewhere or for others: whoever
 * steals it gets no more time than it has.
 * @throws Problem `exceeds_own_rights`
 */
export function demandBounded(made: Bounds, by: Bounds): void {
  const refuse = (what: string): never => {
    throw new Problem("exceeds_own_rights", `a token of the caller's own owner must ${what}`);
  };
  if (!lastsNoLonger(made, by))
    refuse(`end no later than the caller's: ${lastEnd(by) ?? by.expires_at ?? ""}`);
  // The request that makes it is one of the caller's uses.
  const left = usesLeft(by) - 1;
  if (usesLeft(made) > left) refuse(`have no more uses than the caller's has left: ${String(left)}`);
  if (!isNoWider(made.allowed_cidrs, by.allowed_cidrs)) {
    refuse(`have \`allowed_cidrs\` within the caller's: ${by.allowed_cidrs?.join(", ") ?? ""}`);
  }
  if (!isForNoMore(made.audiences, by.audiences)) {
    refuse(`have \`audiences\` that are among the caller's: ${by.audiences?.join(", ") ?? ""}`);
  }
}

/** Ends no later than the caller does when nobody uses it, or is extended by use no longer and no further than it. */
function lastsNoLonger(made: Bounds, by: Bounds): boolean {
  if (endsNoLater(lastEnd(made), by.expires_at)) return true;
  return (
    by.extend_on_use &&
    made.extend_on_use &&
    secondsOf(made) <= secondsOf(by) &&
    endsNoLater(lastEnd(made), lastEnd(by))
  );
}

function isForNoMore(made: readonly string[] | null, by: readonly string[] | null): boolean {
  return by === null || (made !== null && made.every((audience) => by.includes(audience)));
}

function secondsOf({ max_age: maxAge }: Bounds): number {
  return maxAge === null ? Infinity : (parseDuration(maxAge) ?? Infinity);
}

function isNoWider(made: readonly string[] | null, by: readonly string[] | null): boolean {
  if (by === null) return true;
  const outer = by.flatMap((text) => parseRange(text) ?? []);
  return (
    made !== null &&
    made.every((text) => {
      const inner = parseRange(text);
      return inner !== undefined && outer.some((range) => covers(range, inner));
    })
  );
}
