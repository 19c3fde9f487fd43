import { covers, parseRange } from "../../contract/address-range.ts";
import { parseDuration } from "../../contract/duration.ts";
import { Problem } from "../../contract/problem.ts";
import { isNoFaster } from "./rates.ts";
import type { TokenRow } from "../rows.ts";
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
  | "rate_limit"
>;

/**
 * A token that acts on its owner's tokens makes none that outlives it, is usable more often or faster, from elsewhere or
 * for others: whoever steals it gets no more time than it has.
 * @throws Problem `exceeds_own_rights`
 */
export function demandBounded(made: Bounds, by: Bounds): void {
  // The request that makes it is one of the caller's uses.
  const left = usesLeft(by) - 1;
  const list = (values: readonly string[] | null): string => values?.join(", ") ?? "";
  const { requests = 0, period = "" } = by.rate_limit ?? {};
  const bounds: readonly (readonly [boolean, string])[] = [
    [lastsNoLonger(made, by), `end no later than the caller's: ${lastEnd(by) ?? by.expires_at ?? ""}`],
    [usesLeft(made) <= left, `have no more uses than the caller's has left: ${String(left)}`],
    [
      isNoWider(made.allowed_cidrs, by.allowed_cidrs),
      `have \`allowed_cidrs\` within the caller's: ${list(by.allowed_cidrs)}`,
    ],
    [
      isForNoMore(made.audiences, by.audiences),
      `have \`audiences\` that are among the caller's: ${list(by.audiences)}`,
    ],
    [
      isNoFaster(made.rate_limit, by.rate_limit),
      `have a \`rate_limit\` no higher than the caller's: ${String(requests)} in ${period}`,
    ],
  ];
  const broken = bounds.find(([isKept]) => !isKept);
  if (broken) throw new Problem("exceeds_own_rights", `a token of the caller's own owner must ${broken[1]}`);
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

export function isForNoMore(made: readonly string[] | null, by: readonly string[] | null): boolean {
  return by === null || (made !== null && made.every((audience) => by.includes(audience)));
}

function secondsOf({ max_age: maxAge }: Bounds): number {
  return maxAge === null ? Infinity : (parseDuration(maxAge) ?? Infinity);
}

export function isNoWider(made: readonly string[] | null, by: readonly string[] | null): boolean {
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
