import type { Reference } from "../../contract/reference.ts";
import { SYSTEM } from "../../contract/text.ts";
import { isAllowedFrom } from "../tokens/allowed-from.ts";
import {
  type Claims,
  type Effort,
  type FailedClaim,
  failedClaims,
  freshEffort,
} from "../authorization/claim-matching.ts";
import type { ServiceAccountRow, TrustPolicyRow } from "../rows.ts";
import type { Reader } from "../store.ts";

/** Who wants to be which account, as an issuer says. */
export interface Applicant {
  readonly account: Reference;
  readonly issuer: string;
  readonly claims: Claims;
  readonly ip: string | null;
}

export type TrustDecision =
  /** No account, or none that trusts that issuer and audience: nobody is told which. */
  | { readonly type: "unknown" }
  | {
      readonly type: "refused";
      readonly policy: TrustPolicyRow;
      readonly failed: readonly FailedClaim[];
    }
  | { readonly type: "trusted"; readonly policy: TrustPolicyRow; readonly account: ServiceAccountRow };

/** Whether the account asked for trusts an ID token: the first of its policies, by their ids, that all of it meets. */
export async function decideTrust(reader: Reader, applicant: Applicant): Promise<TrustDecision> {
  const { claims, issuer } = applicant;
  const account = await accountOf(reader, applicant.account);
  // Where there is no account, what is looked for is no less.
  const policies = await reader.trust_policies.list({
    service_account_id: account?.id ?? "",
    issuer,
    disabled: false,
  });
  const [audience] = audiencesOf(claims);
  const addressed = policies.filter((policy) => policy.audience === audience);
  const effort = freshEffort();
  const judged = addressed.map((policy) => ({ policy, failed: failuresOf(policy, applicant, effort) }));
  // Ascending by the number of failures, and else as they were: the first of several that fail comes nearest.
  const [nearest] = judged.toSorted((a, b) => a.failed.length - b.failed.length);
  if (!account || !nearest) return { type: "unknown" };
  const { policy, failed } = nearest;
  return failed.length === 0 ? { type: "trusted", policy, account } : { type: "refused", policy, failed };
}

/** `aud` as a list (RFC 7519 section 4.1.3). */
export function audiencesOf({ aud }: Claims): readonly unknown[] {
  return Array.isArray(aud) ? aud : [aud];
}

function failuresOf(
  policy: TrustPolicyRow,
  { claims, ip }: Applicant,
  effort: Effort,
): readonly FailedClaim[] {
  const failed = failedClaims(policy.claims, claims, effort);
  if (isAllowedFrom(policy, ip)) return failed;
  const expected = policy.allowed_cidrs ?? [];
  return [...failed, { name: "client address", presented: ip ?? undefined, expected }];
}

/** Undefined when it is not there or is disabled. The reads are as many whether it is or not. */
async function accountOf(reader: Reader, reference: Reference): Promise<ServiceAccountRow | undefined> {
  if (reference.by === "id") {
    const row = await reader.service_accounts.get(reference.id);
    return row?.disabled === false ? row : undefined;
  }
  if (reference.by !== "project") return undefined;
  const [project] = await reader.projects.list({ name: reference.project }, { limit: 1 });
  const project_id = reference.project === SYSTEM ? SYSTEM : (project?.id ?? "");
  const where = { project_id, name: reference.name, disabled: false };
  const [row] = await reader.service_accounts.list(where, { limit: 1 });
  return row;
}
