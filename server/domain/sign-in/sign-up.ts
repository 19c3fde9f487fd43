import { nouns } from "../../contract/nouns/all.ts";
import { Problem } from "../../contract/problem.ts";
import { email as emailText, foldEmail, printableName } from "../../contract/text.ts";
import type { Claims } from "../authorization/claim-matching.ts";
import { bindDefaultRole } from "../authorization/default-role.ts";
import type { Dependencies } from "../dependencies.ts";
import type { UserRow } from "../rows.ts";
import type { IdentityProviderRow } from "./sign-in-rows.ts";
import type { AuditEntry, Transaction } from "../store.ts";
import { systemActor } from "../system-actor.ts";
import { entry } from "../use-case.ts";

interface Newcomer {
  readonly userId: string;
  readonly subject: string;
  readonly claims: Claims;
}

/**
 * Makes a user of somebody new, and says who that is. The address is one of their own and nobody's yet: whoever has it here
 * is not taken for the same person.
 * @throws Problem `sign_in_refused`
 */
export async function signUp(
  deps: Dependencies,
  { rows, now }: { readonly rows: Transaction; readonly now: string },
  { provider, userId, subject, claims }: Newcomer & { readonly provider: IdentityProviderRow },
): Promise<{ readonly user: UserRow; readonly entries: readonly AuditEntry[] }> {
  const email = ownAddress(provider, claims);
  const folded_email = foldEmail(email);
  const [holder] = await rows.users.list({ folded_email }, { limit: 1 });
  if (holder) {
    const detail =
      "there is a user with this e-mail address already, and it takes an administrator to say that both are the same person";
    throw new Problem("sign_in_refused", detail);
  }
  const by = { created_at: now, updated_at: now, created_by: systemActor.id, managed_by: "console" };
  const name = printableName.safeParse(claims["name"]);
  const display_name = name.success ? name.data : null;
  const user: UserRow = { id: userId, ...by, email, folded_email, display_name, disabled: false };
  await rows.users.insert(user);
  const identity = { id: deps.newId(nouns.user_identity.idPrefix), ...by, user_id: userId, subject };
  await rows.user_identities.insert({ ...identity, issuer: provider.issuer });
  // What the server gives everybody new is its operator's to give, and who lets people sign up holds all there is.
  const bound = await bindDefaultRole(deps, { rows }, { userId, by });
  const entries = [
    entry("user.create", userId, { email: "***", identity_provider_id: provider.id }),
    entry("user_identity.create", identity.id, { user_id: userId, issuer: provider.issuer, subject: "***" }),
    ...bound,
  ];
  return { user, entries };
}

/** @throws Problem `sign_in_refused` */
function ownAddress({ trust_email: isTrusted }: IdentityProviderRow, claims: Claims): string {
  const { data: email } = emailText.safeParse(claims["email"]);
  if (email === undefined) {
    const detail =
      "the identity provider names no e-mail address to make a user with; ask an administrator to make the user and link it";
    throw new Problem("sign_in_refused", detail);
  }
  const { email_verified: verified } = claims;
  if (verified === true || verified === "true" || (isTrusted && verified === undefined)) return email;
  const detail =
    "the identity provider does not say that the e-mail address is verified; ask an administrator to make the user and link it";
  throw new Problem("sign_in_refused", detail);
}
