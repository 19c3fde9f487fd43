import type { OwnerColumns } from "./owner.ts";
import { ownerOf } from "./owner.ts";
import type { RoleBindingRow, TokenRow } from "../rows.ts";
import type { SignInRow } from "../sign-in/sign-in-rows.ts";
import type { Reader, Where } from "../store.ts";

/** Whose rights are asked for; a role holds itself at a project, that of its token. */
type Holder = OwnerColumns & Pick<TokenRow, "project_id">;

/** Asked for at a time. */
export type HolderAt = Holder & { readonly now: string };

/** A role that is held somewhere, and how. */
export type Binding = Pick<RoleBindingRow, "role_id" | "project_id" | "expires_at" | "group_id"> & {
  /** Null for a role that holds itself. */
  readonly id: string | null;
};

/**
 * Every binding by which somebody holds something, those that have ended too: its own, those of its groups and, of a user,
 * those to claims of the last sign-in. One read, after that of what it is.
 */
export async function bindingsOf(reader: Reader, holder: HolderAt): Promise<readonly Binding[]> {
  const { type, id } = ownerOf(holder);
  if (type === "role") {
    return [{ id: null, role_id: id, project_id: holder.project_id, expires_at: null, group_id: null }];
  }
  const own = { [`${type}_id`]: id };
  const groups = await reader.group_members.list(own);
  const signIn = type === "user" ? await reader.sign_ins.get(id) : undefined;
  const claims = signIn && signIn.claims_end_at > holder.now ? signIn : undefined;
  const ways: readonly Where<RoleBindingRow>[] = [
    own,
    ...(groups.length > 0 ? [{ group_id: groups.map(({ group_id }) => group_id) }] : []),
    ...(claims ? [{ claim_issuer: claims.issuer, claim_name: Object.keys(claims.claims) }] : []),
  ];
  const bindings = await reader.role_bindings.list(ways.length === 1 ? own : { anyOf: ways });
  return bindings.filter((binding) => binding.claim_name === null || isMet(binding, claims));
}

/** When what somebody holds by claims ends, if it holds anything so; null is never. */
export async function claimsEnd(
  reader: Reader,
  { user_id: id, now }: Pick<HolderAt, "user_id" | "now">,
): Promise<string | null> {
  const signIn = id === null ? undefined : await reader.sign_ins.get(id);
  return signIn && signIn.claims_end_at > now ? signIn.claims_end_at : null;
}

/** Whether one of a binding's values is among those of its claim, exactly. */
function isMet(
  { claim_issuer: issuer, claim_name: name, claim_values: values }: RoleBindingRow,
  signIn: Pick<SignInRow, "issuer" | "claims"> | undefined,
): boolean {
  if (signIn === undefined || signIn.issuer !== issuer || name === null) return false;
  const had = Object.hasOwn(signIn.claims, name) ? (signIn.claims[name] ?? []) : [];
  return values?.some((value) => had.includes(value)) === true;
}

export function hasEnded({ expires_at: end }: Binding, now: string): boolean {
  return end !== null && end <= now;
}
