import { parseDuration } from "../../contract/duration.ts";
import { refused } from "../refused.ts";
import type { TokenRow } from "../rows.ts";
import type { Extension, Uses } from "../store.ts";
import { endOf } from "./token-end.ts";

/** The end moves in steps of a twentieth of the longest age, a minute at most: not every use is a write. */
const STEPS = 20;
const LONGEST_STEP_MS = 60_000;
/** A use in the last tenth of a token's time is stored before it is answered, and at least ten seconds before the end. */
const NEAR_PARTS = 10;
const LEAST_NEAR_MS = 10_000;

/** Where a use moves a token's end, when that is far enough from where it is; undefined for no move. */
function extensionOf(token: TokenRow, now: string): Extension | undefined {
  const { extend_on_use, max_age: maxAge, expires_at: end, absolute_expires_at: absolute } = token;
  if (!extend_on_use || maxAge === null || end === null || end <= now) return undefined;
  const wanted = endOf(now, maxAge);
  const until = absolute !== null && absolute < wanted ? absolute : wanted;
  const gained = Date.parse(until) - Date.parse(end);
  // The last move, to the absolute end, is made however short it is.
  const isDue = until === absolute ? gained > 0 : gained >= stepMs(ageMs(maxAge));
  return isDue ? { until, maxAge } : undefined;
}

/** From when a use would move a token's end, in milliseconds since 1970; Infinity is never, as the token is now. */
export function extendedFrom(token: TokenRow): number {
  const { extend_on_use, max_age: maxAge, expires_at: end, absolute_expires_at: absolute } = token;
  if (!extend_on_use || maxAge === null || end === null || end === absolute) return Infinity;
  const age = ageMs(maxAge);
  const byStep = Date.parse(end) + stepMs(age) - age;
  // The last move is to the absolute end, from when that is nearer than the longest age.
  return absolute === null ? byStep : Math.min(byStep, Date.parse(absolute) - age);
}

function stepMs(age: number): number {
  return Math.min(LONGEST_STEP_MS, age / STEPS);
}

/**
 * Counts an authorized use, after the decision and before the answer. One that decides something is claimed now: of a
 * token with a limited number of uses, and one without which the token would soon end. The others are for a batch.
 * @returns the use when it is yet to be noted
 * @throws Problem `invalid_token` when there was none left
 */
export async function countUse(
  token: TokenRow,
  circumstances: Pick<Uses, "at" | "ip" | "by">,
  { claimUse }: { readonly claimUse: (use: Uses) => Promise<boolean> },
): Promise<Uses | undefined> {
  const { at } = circumstances;
  const extension = extensionOf(token, at);
  const use: Uses = { tokenId: token.id, count: 1, ...circumstances, ...(extension && { extension }) };
  const cannotWait = token.usage_limit !== null || (extension !== undefined && endsSoon(token, at));
  if (!cannotWait) return use;
  if (!(await claimUse(use))) throw refused();
  return undefined;
}

function endsSoon({ expires_at: end, max_age: maxAge }: TokenRow, now: string): boolean {
  if (end === null || maxAge === null) return false;
  return Date.parse(end) - Date.parse(now) <= Math.max(LEAST_NEAR_MS, ageMs(maxAge) / NEAR_PARTS);
}

function ageMs(maxAge: string): number {
  return (parseDuration(maxAge) ?? 0) * 1000;
}
