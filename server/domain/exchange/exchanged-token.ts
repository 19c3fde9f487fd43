import { formatDuration, parseDuration } from "../../contract/duration.ts";
import { nouns } from "../../contract/nouns/all.ts";
import { Problem } from "../../contract/problem.ts";
import { JWT } from "../../contract/token-exchange-names.ts";
import { makeTokenText } from "../../contract/token-text.ts";
import type { ClientInfo } from "../caller.ts";
import { type Claims, claimText } from "../authorization/claim-matching.ts";
import type { Dependencies } from "../dependencies.ts";
import type { ExchangeRequest } from "./exchange-request.ts";
import { signsNothing } from "../secrets/jwts.ts";
import { isNarrowed } from "../tokens/narrowed-token.ts";
import { jwtSecret, madeSecret, type Material, ordinary, storeSecret, unused } from "../tokens/new-token.ts";
import { ownerColumns } from "../authorization/owner.ts";
import { createPolicies, secondsOf } from "../tokens/policies.ts";
import type { ServiceAccountRow, TokenRow, TrustPolicyRow } from "../rows.ts";
import { limitsOf } from "../authorization/rights.ts";
import { createScopes, type Scopes } from "../authorization/scopes.ts";
import type { Transaction, Written } from "../store.ts";
import { endOf } from "../tokens/token-end.ts";
import { entry } from "../use-case.ts";

interface Exchanged {
  readonly policy: TrustPolicyRow;
  readonly account: ServiceAccountRow;
  readonly claims: Claims;
  readonly client: ClientInfo;
  readonly wanted: Pick<ExchangeRequest, "lifetime" | "type" | "audience">;
}

interface Minted {
  readonly text: string;
  /** How long it lasts. */
  readonly seconds: number;
}

/** Seconds: whoever verifies a JWT without asking Jeton learns that it was revoked by its end alone. */
const LONGEST_JWT = 600;

/**
 * A token of an account for whoever its trust policy trusts. What that leaves is written on the token too: a policy that
 * gives more later gives it to tokens of later.
 * @throws Problem `invalid_target` for a JWT under a trust policy that narrows what its tokens may do
 */
export async function mintExchanged(
  deps: Dependencies,
  transaction: Transaction,
  { policy, account, claims, client, wanted }: Exchanged,
): Promise<Written<Minted>> {
  const now = deps.now().toISOString();
  const id = deps.newId(nouns.token.idPrefix);
  const isJwt = wanted.type === JWT;
  const scopes = createScopes(transaction);
  const policies = createPolicies(transaction, scopes);
  const seconds = Math.min(
    parseDuration(policy.max_ttl) ?? 0,
    wanted.lifetime ?? Infinity,
    secondsOf((await policies.at(account.project_id)).max_lifetime),
    isJwt ? LONGEST_JWT : Infinity,
  );
  const end = endOf(now, formatDuration(seconds));
  const expires_at = isJwt ? wholeSeconds(end) : end;
  const row: TokenRow = {
    ...ordinary,
    ...unused,
    id,
    created_at: now,
    updated_at: now,
    created_by: account.id,
    managed_by: client.managedBy,
    ...ownerColumns({ type: "service_account", id: account.id }),
    project_id: account.project_id,
    kind: "x",
    // Of an account's tokens none other has it, however many are exchanged at a time.
    name: `${policy.name}/${id}`,
    description: describe(claims),
    mode: policy.mode,
    rules: policy.rules,
    expires_at,
    allowed_cidrs: policy.allowed_cidrs,
    audiences: wanted.audience === undefined ? null : [wanted.audience],
    ephemeral: true,
    trust_policy_id: policy.id,
    hint: "",
  };
  const { text, ...secret } = isJwt
    ? await signedSecret(deps, transaction, { row, policy, scopes })
    : opaqueSecret(deps);
  await transaction.tokens.insert({ ...row, hint: secret.hint });
  // The job that got it is nobody but the account.
  const shown = { shown_to: account.id, shown_by: null };
  await storeSecret(deps, transaction, { ...secret, tokenId: id, now, ...shown });
  const { iss, sub, jti } = claims;
  const identity = { iss: String(iss), sub: claimText(sub), jti: claimText(jti) };
  const { name, audiences } = row;
  const changes = {
    name,
    expires_at,
    audiences,
    service_account_id: account.id,
    trust_policy_id: policy.id,
    identity,
  };
  return { result: { text, seconds }, entries: [entry("token.create", id, changes)] };
}

interface Presentable extends Material {
  readonly text: string;
}

function opaqueSecret({ randomBytes }: Dependencies): Presentable {
  const text = makeTokenText("x", randomBytes);
  return { ...madeSecret(text), text };
}

/**
 * RFC 9068 section 2.2: who it is of, whom it is for and when, and nothing of what it may do, which Jeton decides at each
 * request. Whoever verifies it elsewhere goes by the account alone, so an account that is narrowed must not stand in it.
 */
async function signedSecret(
  { jwts, audience }: Dependencies,
  transaction: Transaction,
  { row, policy, scopes }: { row: TokenRow; policy: TrustPolicyRow; scopes: Scopes },
): Promise<Presentable> {
  if (!jwts) throw signsNothing(audience);
  const limits = await limitsOf(row, scopes, policy);
  if (!limits || isNarrowed(row, limits)) {
    throw new Problem(
      "invalid_target",
      "the trust policy narrows its tokens by mode or addresses, which who verifies a JWT cannot hold it to; ask for an access token that is none",
    );
  }
  const iat = secondsAt(row.created_at);
  const exp = secondsAt(row.expires_at ?? row.created_at);
  const { service_account_id: account, audiences } = row;
  // RFC 9068 section 2.2: nobody asked for the account's token on its behalf, so it is its own client.
  const claims = { sub: account, client_id: account, aud: audiences?.[0], iat, exp, jti: row.id };
  const text = await jwts.sign({ typ: "at+jwt", claims }, transaction);
  return { ...jwtSecret(row.id, text), text };
}

/** NumericDate of RFC 7519. */
function secondsAt(instant: string): number {
  return Math.floor(Date.parse(instant) / 1000);
}

/** A JWT names no parts of seconds, and ends for everybody at the same time. */
function wholeSeconds(instant: string): string {
  return new Date(secondsAt(instant) * 1000).toISOString();
}

/** Who it was, for people who look at the list of tokens. */
function describe({ iss, sub }: Claims): string {
  return `Exchanged by ${claimText(sub) ?? "somebody"} of ${String(iss)}`;
}
