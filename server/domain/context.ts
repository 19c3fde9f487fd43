import { isAllowedFrom } from "./tokens/allowed-from.ts";
import { demandMeantFor } from "./tokens/audiences.ts";
import type { Caller } from "./caller.ts";
import type { Dependencies } from "./dependencies.ts";
import { createPolicies, type Policies } from "./tokens/policies.ts";
import { refused } from "./refused.ts";
import { createHoldings, type Holdings } from "./authorization/holdings.ts";
import { type Limits, limitsOf, trustPolicyOf, type Rights } from "./authorization/rights.ts";
import type { Known } from "./memory/known.ts";
import type { Remembered } from "./memory/memory.ts";
import type { TokenRow } from "./rows.ts";
import { createScopes, type Scopes } from "./authorization/scopes.ts";
import type { Reader, Transaction } from "./store.ts";
import { offenceOf } from "./tokens/token-offence.ts";
import { isLive } from "./verify.ts";

/** What a use case decides with: the caller's rights as they are in this very read or transaction. */
export interface Context<R extends Reader = Reader> {
  readonly rows: R;
  readonly now: string;
  readonly caller: Caller;
  readonly rights: Rights;
  readonly scopes: Scopes;
  /** Jeton's own. */
  readonly audience: string | null;
  readonly policies: Policies;
  /** Where what is found may be kept; absent where all is read anew. */
  readonly remembered?: Remembered;
}

export type Change = Context<Transaction>;

/**
 * What a caller may do, read anew.
 * @param meantFor the audience its token was presented to; absent, Jeton's own
 * @throws Problem `invalid_token` when its token is no longer accepted, or not meant for that audience
 */
export async function open<R extends Reader>(
  rows: R,
  { now, audience }: Dependencies,
  { caller, meantFor = audience }: { readonly caller: Caller; readonly meantFor?: string | null | undefined },
): Promise<Context<R>> {
  const time = now().toISOString();
  const scopes = createScopes(rows);
  const secret = await rows.secrets.get(caller.secretId);
  const token = secret && (await rows.tokens.get(secret.token_id));
  const accepted = token && isLive(secret, token, time);
  const found = { scopes, policies: createPolicies(rows, scopes) };
  const rights = accepted ? await loadRights(rows, { ...found, token, now: time }) : undefined;
  if (!rights || !isUsableFrom(rights, caller.client.ip)) throw refused();
  demandMeantFor(rights.token, meantFor);
  return { rows, now: time, caller, rights, audience, ...found };
}

/**
 * The same by what is remembered: for use cases that change nothing, and see to it that no refusal is outdated.
 * @throws Problem as `open`
 */
export async function openRemembered(
  remembered: Remembered,
  deps: Dependencies,
  { caller, meantFor = deps.audience }: Parameters<typeof open>[2],
): Promise<Context> {
  const { rows, scopes, policies } = remembered;
  const now = deps.now().toISOString();
  const known = caller.known && remembered.isKept(caller.known) ? caller.known : undefined;
  if (!known) return { ...(await open(rows, deps, { caller, meantFor })), remembered };
  const rights = await rightsOfKnown(remembered, known, now);
  if (!rights || !isUsableFrom(rights, caller.client.ip)) throw refused();
  demandMeantFor(rights.token, meantFor);
  return { rows, now, caller, rights, scopes, audience: deps.audience, policies, remembered };
}

/** What a remembered token may do, remembered as well; undefined when it is not accepted. */
export async function rightsOfKnown(
  { rows, scopes, policies, holdings }: Remembered,
  known: Known,
  now: string,
): Promise<Rights | undefined> {
  if (known.rights) return known.rights;
  const { token } = known;
  const rights = await loadRights(rows, { token, scopes, policies, holdings, now });
  const held = rights && (await holdings.of(token, now));
  if (!held) return undefined;
  if (held.until !== null) known.until = Math.min(known.until, Date.parse(held.until));
  known.rights = rights;
  return rights;
}

/** Whether a token may be used from an address, and its trust policy lets it. */
export function isUsableFrom({ token, limits: { trust } }: Rights, ip: string | null): boolean {
  return isAllowedFrom(token, ip) && (trust === undefined || isAllowedFrom(trust, ip));
}

export async function loadRights(
  rows: Reader,
  {
    token,
    scopes,
    policies,
    holdings = createHoldings(rows, scopes),
    now,
  }: { token: TokenRow; now: string; holdings?: Holdings } & Pick<Context, "scopes" | "policies">,
): Promise<Rights | undefined> {
  if (offenceOf(token, await policies.at(token.project_id))) return undefined;
  const policy = await trustPolicyOf(rows, token);
  if (policy === "gone" || policy?.disabled === true) return undefined;
  const held = await holdings.of(token, now);
  const limits: Limits | undefined = await limitsOf(token, scopes, policy);
  if (!held || !limits) return undefined;
  return { subject: held.subject, token, limits, grants: held.grants };
}
