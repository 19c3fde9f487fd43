import type { Change } from "../context.ts";
import { endSessions } from "./sessions.ts";
import type { IdentityProviderRow } from "./sign-in-rows.ts";
import type { AuditEntry } from "../store.ts";

/**
 * Ends what came in through an identity provider: what its claims give, and the sessions of everybody who has an identity
 * of its issuer, whichever way they were opened.
 */
export async function endSignInsOf(
  change: Change,
  { id, issuer }: Pick<IdentityProviderRow, "id" | "issuer">,
): Promise<readonly AuditEntry[]> {
  await change.rows.sign_ins.delete({ identity_provider_id: id });
  const people = await change.rows.user_identities.list({ issuer });
  return endSessions(
    change,
    people.map(({ user_id: user }) => user),
  );
}
