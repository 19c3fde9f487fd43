import type { Rights } from "../authorization/rights.ts";
import type { ClientInfo } from "../caller.ts";
import { isUsableFrom } from "../context.ts";
import type { Dependencies } from "../dependencies.ts";
import { endsSoon } from "../events/expiry.ts";
import { instantText } from "../instant-text.ts";
import type { TokenRow } from "../rows.ts";
import { isMeantFor } from "../tokens/audiences.ts";
import { countDayOfUse, countedIn } from "../tokens/statistics.ts";
import { lastEnd } from "../tokens/token-end.ts";
import type { Known } from "./known.ts";
import { isAtHand, lookUp } from "./look-up.ts";
import type { Remembered } from "./memory.ts";

/** What is needed to answer without waiting. */
export type KnownDependencies = Pick<
  Dependencies,
  "store" | "salts" | "memory" | "audience" | "rates" | "now" | "noteUse" | "noteDay"
>;

/** Who sends a request that may be answered without waiting for anything, and what of it is remembered. */
export interface KnownCaller {
  readonly known: Known;
  readonly rights: Rights;
  readonly remembered: Remembered;
}

/**
 * Whom a bearer's text is of, if what is remembered suffices for `authenticate` and `openRemembered` to accept it. Nothing is
 * counted or taken from its rate limit.
 * @param meantFor the audience it is presented to
 */
export function findCaller(
  deps: KnownDependencies,
  text: string,
  { client: { ip }, meantFor }: { readonly client: ClientInfo; readonly meantFor: string | null },
): KnownCaller | undefined {
  const remembered = deps.memory.current();
  if (!remembered || remembered.isMixed()) return undefined;
  const known = findKnown(deps, remembered, text);
  const rights = known?.rights;
  if (!known || !rights) return undefined;
  const isAccepted = isUsableFrom(rights, ip) && isMeantFor(known.token, meantFor);
  return isAccepted ? { known, rights, remembered } : undefined;
}

/** The token of a text and what it may do, if that is at hand; no session's. */
export function findKnown(deps: KnownDependencies, remembered: Remembered, text: string): Known | undefined {
  const known = remembered.find(text) ?? lookUp(deps, remembered, text);
  const isKnown = known && !known.token.session && isAtHand(remembered, known, deps);
  return isKnown ? known : undefined;
}

/** Whether a token's rate limit lets a request pass. What it refuses takes nothing, so the ordinary way refuses it again. */
export function takesTurn(
  { rates }: Pick<Dependencies, "rates">,
  { id, rate_limit: limit }: TokenRow,
  client: Pick<ClientInfo, "noteQuota">,
): boolean {
  if (limit === null) return true;
  const quota = rates.take(id, limit);
  if (quota.allowed) client.noteQuota?.(quota);
  return quota.allowed;
}

/** A use that decides something, or moves an end, is none of a token that is remembered: this one is for the batch. */
export function countUsed(
  deps: Pick<Dependencies, "now" | "noteUse" | "noteDay">,
  token: TokenRow,
  { ip, userAgent: by }: Pick<ClientInfo, "ip" | "userAgent">,
): void {
  const now = deps.now();
  deps.noteUse({ tokenId: token.id, count: 1, at: instantText(now.getTime()), ip, by });
  countDayOfUse(deps, countedIn(token), now);
}

/** The same of the bearer of a request, who is told when its token ends. */
export function countPassed(
  deps: Pick<Dependencies, "now" | "noteUse" | "noteDay">,
  token: TokenRow,
  client: ClientInfo,
): void {
  const end = lastEnd(token);
  if (end !== null && endsSoon(token, deps.now())) client.noteEnd?.(end);
  countUsed(deps, token, client);
}
