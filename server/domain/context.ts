import { isAllowedFrom } from "./tokens/allowed-from.ts";
import { demandMeantFor } from "./tokens/audiences.ts";
import type { Caller } from "./caller.ts";
import type { Dependencies } from "./dependencies.ts";
import { createPolicies, type Policies } from "./tokens/policies.ts";
import { refused } from "./refused.ts";
import {
  type Limits,
  limitsOf,
  loadGrants,
  loadSubject,
  trustPolicyOf,
  type Rights,
} from "./authorization/rights.ts";
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
  const accepted = token && isLive(secret, token, time) && isAllowedFrom(token, caller.client.ip);
  const policies = createPolicies(rows, scopes);
  const rights = accepted ? await loadRights(rows, { token, scopes, policies, now: time }) : undefined;
  const trust = rights?.limits.trust;
  if (!rights || (trust && !isAllowedFrom(trust, caller.client.ip))) throw refused();
  demandMeantFor(rights.token, meantFor);
  return { rows, now: time, caller, rights, scopes, audience, policies };
}

export async function loadRights(
  rows: Reader,
  { token, scopes, policies, now }: { token: TokenRow; now: string } & Pick<Context, "scopes" | "policies">,
): Promise<Rights | undefined> {
  if (offenceOf(token, await policies.at(token.project_id))) return undefined;
  const policy = await trustPolicyOf(rows, token);
  if (policy === "gone" || policy?.disabled === true) return undefined;
  const subject = await loadSubject(rows, scopes, token);
  const limits: Limits | undefined = await limitsOf(token, scopes, policy);
  if (!subject || !limits) return undefined;
  return { subject, token, limits, grants: await loadGrants(rows, scopes, { ...token, now }) };
}
