import { formatDuration, parseDuration } from "../contract/duration.ts";
import { nouns } from "../contract/nouns/all.ts";
import { makeTokenText } from "../contract/token-text.ts";
import type { ClientInfo } from "./caller.ts";
import { type Claims, claimText } from "./claim-matching.ts";
import type { Dependencies } from "./dependencies.ts";
import { hintOf, insertSecret, ordinary, unused } from "./new-token.ts";
import { ownerColumns } from "./owner.ts";
import { createPolicies, secondsOf } from "./policies.ts";
import type { ServiceAccountRow, TokenRow, TrustPolicyRow } from "./rows.ts";
import { createScopes } from "./scopes.ts";
import type { Transaction, Written } from "./store.ts";
import { endOf } from "./token-end.ts";
import { entry } from "./use-case.ts";

interface Exchanged {
  readonly policy: TrustPolicyRow;
  readonly account: ServiceAccountRow;
  readonly claims: Claims;
  readonly client: ClientInfo;
  /** Seconds that were asked for. */
  readonly lifetime: number | undefined;
}

interface Minted {
  readonly text: string;
  /** How long it lasts. */
  readonly seconds: number;
}

/**
 * A token of an account for whoever its trust policy trusts. What that leaves is written on the token too: a policy that
 * gives more later gives it to tokens of later.
 */
export async function mintExchanged(
  deps: Dependencies,
  transaction: Transaction,
  { policy, account, claims, client, lifetime }: Exchanged,
): Promise<Written<Minted>> {
  const now = deps.now().toISOString();
  const id = deps.newId(nouns.token.idPrefix);
  const text = makeTokenText("x", deps.randomBytes);
  const seconds = Math.min(
    parseDuration(policy.max_ttl) ?? 0,
    lifetime ?? Infinity,
    await longestAt(transaction, account.project_id),
  );
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
    expires_at: endOf(now, formatDuration(seconds)),
    allowed_cidrs: policy.allowed_cidrs,
    ephemeral: true,
    trust_policy_id: policy.id,
    hint: hintOf(text),
  };
  await transaction.tokens.insert(row);
  // The job that got it is nobody but the account.
  const shown = { shown_to: account.id, shown_by: null };
  await insertSecret(deps, transaction, { tokenId: id, text, now, ...shown });
  const { iss, sub, jti } = claims;
  const identity = { iss: String(iss), sub: claimText(sub), jti: claimText(jti) };
  const { name, expires_at } = row;
  const changes = { name, expires_at, service_account_id: account.id, trust_policy_id: policy.id, identity };
  return { result: { text, seconds }, entries: [entry("token.create", id, changes)] };
}

/** Of tokens in a project, in seconds, as its policies say. */
async function longestAt(transaction: Transaction, projectId: string): Promise<number> {
  const policies = createPolicies(transaction, createScopes(transaction));
  return secondsOf((await policies.at(projectId)).max_lifetime);
}

/** Who it was, for people who look at the list of tokens. */
function describe({ iss, sub }: Claims): string {
  return `Exchanged by ${claimText(sub) ?? "somebody"} of ${String(iss)}`;
}
