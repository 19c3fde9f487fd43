import { hash } from "node:crypto";
import { Problem } from "../../contract/problem.ts";
import { JWT } from "../../contract/token-exchange-names.ts";
import type { ClientInfo, OpenCases } from "../caller.ts";
import { type Claims, claimText, type FailedClaim } from "../authorization/claim-matching.ts";
import type { Dependencies } from "../dependencies.ts";
import { readExchange } from "./exchange-request.ts";
import { mintExchanged } from "./exchanged-token.ts";
import type { IdTokenVerdict } from "./id-token.ts";
import { signsNothing } from "../secrets/jwts.ts";
import type { ExchangeRow, TrustPolicyRow } from "../rows.ts";
import type { Actor, Reader, Transaction, Written } from "../store.ts";
import { systemActor } from "../system-actor.ts";
import { type Applicant, audiencesOf, decideTrust } from "./trust-decision.ts";
import { entry } from "../use-case.ts";

/** Refusals under one trust policy that the audit keeps at a time: strangers with ID tokens must not fill it. */
const MOST_REFUSALS = 100;

/**
 * RFC 8693: an ID token for a short-lived token of a service account that trusts it. The ID token is verified before
 * anything is asked about the account, so that what can be learned by asking is the same for all accounts.
 */
export function createExchange(deps: Dependencies): OpenCases["exchange"] {
  const { store } = deps;
  return async ({ client }, { body }) => {
    if (deps.audience === null) throw notConfigured();
    const { subjectToken, account, ...wanted } = readExchange(body);
    if (wanted.type === JWT && !deps.jwts) throw signsNothing(deps.audience);
    const isTrusted = (issuer: string): Promise<boolean> => isNamed(store.read, issuer);
    const verdict = await deps.verifyIdToken(subjectToken, isTrusted);
    const { issuer, claims, expiresAt } = verified(verdict);
    const applicant: Applicant = { account, issuer, claims, ip: client.ip };
    const proof: Proof = { text: subjectToken, issuer, claims, expiresAt, now: deps.now().toISOString() };
    const decision = await decideTrust(store.read, applicant);
    if (decision.type === "unknown") throw unknown(claims);
    if (decision.type === "refused") {
      const { policy, failed } = decision;
      const refusing = { policy, failed, proof, client };
      await store.write(actorOf(client), (transaction) => auditRefusal(transaction, refusing));
      throw refusal(refusing);
    }
    if (wanted.type === JWT) await deps.jwts?.prepare();
    const actor = { ...actorOf(client), type: "service_account", id: decision.account.id } as const;
    return store.write(actor, async (transaction) => {
      // Again, since a policy may have been narrowed in between.
      const now = await decideTrust(transaction, applicant);
      if (now.type !== "trusted") throw unknown(claims);
      await spend(transaction, now.policy, proof);
      const minted = await mintExchanged(deps, transaction, { ...now, claims, client, wanted });
      const { text, seconds } = minted.result;
      const reply = { access_token: text, issued_token_type: wanted.type, expires_in: seconds } as const;
      return { ...minted, result: { ...reply, token_type: "Bearer" } };
    });
  };
}

/** A verified ID token, and when. */
interface Proof {
  readonly text: string;
  readonly issuer: string;
  readonly claims: Claims;
  /** Seconds since 1970. */
  readonly expiresAt: number;
  readonly now: string;
}

export function notConfigured(): Problem {
  return new Problem(
    "not_configured",
    "this server exchanges no tokens: its operator has not set JETON_PUBLIC_URL, the audience they would be for",
  );
}

/** Keys are fetched only from issuers that somebody who may has named. */
async function isNamed({ trust_policies: policies }: Reader, issuer: string): Promise<boolean> {
  return (await policies.list({ issuer, disabled: false }, { limit: 1 })).length > 0;
}

function verified(verdict: IdTokenVerdict): Extract<IdTokenVerdict, { type: "verified" }> {
  if (verdict.type === "untrusted") throw new Problem("invalid_grant", UNKNOWN);
  if (verdict.type === "refused") {
    throw new Problem("invalid_grant", `the ID token is not accepted: ${verdict.why}`);
  }
  if (audiencesOf(verdict.claims).length !== 1) {
    throw new Problem(
      "invalid_grant",
      "the ID token must have one audience: others could present it here too",
    );
  }
  return verdict;
}

const UNKNOWN =
  "no trust policy of such a service account accepts the issuer and the audience of this ID token";

/** The same whether the account is not there, trusts nobody, or trusts others. */
function unknown({ iss, aud }: Claims): Problem {
  return new Problem("invalid_grant", `${UNKNOWN}: it has iss ${String(iss)} and aud ${String(aud)}`);
}

interface Refusing {
  readonly policy: TrustPolicyRow;
  readonly failed: readonly FailedClaim[];
  readonly proof: Proof;
  readonly client: ClientInfo;
}

/** What was presented is the caller's own; what was expected is told only where the trust policy says so. */
function refusal({ policy, failed, client }: Refusing): Problem {
  const errors = failed.map(({ name, presented, expected }) => {
    const what = presented === undefined ? "is missing" : `is ${presented}`;
    const wanted = policy.explain_refusals ? `, and must match ${expected.join(" or ")}` : "";
    return { pointer: name, detail: `${what}${wanted}` };
  });
  const list = errors.map(({ pointer, detail }) => `${pointer} ${detail}`).join("; ");
  const more = policy.explain_refusals
    ? ""
    : `; the audit says what was expected, under request ${client.requestId}`;
  return new Problem("invalid_grant", `the service account does not trust these claims: ${list}${more}`, {
    errors,
  });
}

/** One entry for an ID token and policy, and not too many in all. */
async function auditRefusal(
  { exchanges }: Transaction,
  { policy, failed, proof }: Refusing,
): Promise<Written<undefined>> {
  const nothing = { result: undefined, entries: [] };
  await exchanges.delete({ expires_at: { before: proof.now } });
  const row = rowOf("refused", policy, proof);
  const { trust_policy_id, outcome } = row;
  const told = await exchanges.list({ trust_policy_id, outcome }, { limit: MOST_REFUSALS });
  if (told.length >= MOST_REFUSALS || (await exchanges.get(row.id))) return nothing;
  await exchanges.insert(row);
  const changes = { sub: claimText(proof.claims["sub"]), failed };
  return { result: undefined, entries: [entry("trust_policy.refuse", policy.id, changes)] };
}

/**
 * An ID token is good for one token under a policy: whoever finds it later, in a log for one, is too late.
 * @throws Problem `invalid_grant`
 */
async function spend({ exchanges }: Transaction, policy: TrustPolicyRow, proof: Proof): Promise<void> {
  await exchanges.delete({ expires_at: { before: proof.now } });
  const row = rowOf("minted", policy, proof);
  if (await exchanges.get(row.id)) {
    throw new Problem("invalid_grant", "this ID token was exchanged before; get a new one");
  }
  await exchanges.insert(row);
}

function rowOf(outcome: ExchangeRow["outcome"], policy: TrustPolicyRow, proof: Proof): ExchangeRow {
  return {
    id: idOf(outcome, policy, proof),
    trust_policy_id: policy.id,
    outcome,
    created_at: proof.now,
    expires_at: endOf(proof),
  };
}

/** An hour past its own end: no difference between clocks brings an ID token back after it is forgotten. */
function endOf({ expiresAt }: Proof): string {
  const latest = Date.parse("9999-01-01T00:00:00Z");
  return new Date(Math.min((expiresAt + 3600) * 1000, latest)).toISOString();
}

/**
 * By its `jti`, or else by all that is signed: of some algorithms anybody can make another signature from one there is.
 */
function idOf(outcome: string, { id }: TrustPolicyRow, { issuer, claims: { jti }, text }: Proof): string {
  const signed = hash("sha256", text.slice(0, text.lastIndexOf(".")), "hex");
  const what = typeof jti === "string" && jti !== "" ? ["jti", jti] : ["text", signed];
  return hash("sha256", JSON.stringify([outcome, id, issuer, ...what]), "hex");
}

function actorOf({ ip, requestId }: ClientInfo): Actor {
  return { ...systemActor, ip, requestId };
}
