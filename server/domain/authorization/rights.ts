import type { Rule } from "../../contract/built-in-roles.ts";
import { ALL_ACTIONS, ALL_TYPES, OWN, READ_ACTIONS } from "../../contract/permission.ts";
import type { OwnerType } from "../../contract/subject.ts";
import { type Binding, bindingsOf, hasEnded, type HolderAt } from "./bindings.ts";
import { type Owner, type OwnerColumns, ownerOf } from "./owner.ts";
import type { RoleRow, TokenRow, TrustPolicyRow } from "../rows.ts";
import { isAtOrBelow, type Scope, type Scopes, systemScope } from "./scopes.ts";
import type { Reader } from "../store.ts";

/** What somebody holds through one role: its rules, at a scope and below. */
export interface Grant {
  /** The binding that gives it; null for the role a token belongs to. */
  readonly bindingId: string | null;
  /** The group it is bound to, whose member holds it; null for none. */
  readonly groupId: string | null;
  readonly scope: Scope;
  readonly role: RoleRow;
  readonly rules: readonly Rule[];
  /** When it ends; null is never. */
  readonly expiresAt: string | null;
}

/** Who owns a token. */
export interface Subject extends Owner {
  /** A user's is the e-mail address. */
  readonly name: string;
  readonly scope: Scope;
  /** Whom it answers for when it asks about tokens: a service account's, where it has one. */
  readonly audience: string | null;
}

/** What a token's bearer may do: what its owner holds, and what the token leaves of it. Both must allow. */
export interface Rights {
  readonly subject: Subject;
  readonly token: TokenRow;
  readonly grants: readonly Grant[];
  readonly limits: Limits;
}

/** How a token narrows its owner's rights. */
export interface Limits {
  readonly rules: readonly Rule[];
  /** Nothing outside this scope; null is everywhere. */
  readonly within: Scope | null;
  /** What its trust policy leaves now of an exchanged token; absent for any other. */
  readonly trust?: TrustLimits;
}

/** Whether they leave an owner all it may do. */
export function limitNothing(limits: Limits): boolean {
  return limits.within === null && limitingRules(limits).every((rules) => rules.includes(everything));
}

interface TrustLimits {
  readonly rules: readonly Rule[];
  readonly allowed_cidrs: readonly string[] | null;
}

/** The lists of rules of which each must allow what a token does. */
export function limitingRules({ rules, trust }: Limits): readonly (readonly Rule[])[] {
  return trust ? [rules, trust.rules] : [rules];
}

const everything: Rule = { resource_type: ALL_TYPES, actions: [ALL_ACTIONS], resource_names: null };
const reading: Rule = { resource_type: ALL_TYPES, actions: [READ_ACTIONS], resource_names: null };

/** What a mode leaves. */
export function rulesOfMode({ mode, rules }: Pick<TokenRow, "mode" | "rules">): readonly Rule[] {
  switch (mode) {
    case "full_access":
      return [everything];
    case "read_only":
      return [reading];
    case "custom":
      // A custom token without rules cannot be made; should a row say so, it may do nothing.
      return rules ?? [];
  }
}

/**
 * A scope that no longer exists leaves the token nothing.
 * @param policy the trust policy of an exchanged token
 */
export async function limitsOf(
  token: Pick<TokenRow, "mode" | "rules" | "within_id">,
  scopes: Scopes,
  policy?: TrustPolicyRow,
): Promise<Limits | undefined> {
  const within = token.within_id === null ? null : await scopes.byId(token.within_id);
  if (within === undefined) return undefined;
  const limits = { rules: rulesOfMode(token), within };
  if (!policy) return limits;
  return { ...limits, trust: { rules: rulesOfMode(policy), allowed_cidrs: policy.allowed_cidrs } };
}

/** The trust policy of an exchanged token as it is now; undefined for any other token. */
export async function trustPolicyOf(
  reader: Reader,
  { trust_policy_id: id }: Pick<TokenRow, "trust_policy_id">,
): Promise<TrustPolicyRow | "gone" | undefined> {
  return id === null ? undefined : ((await reader.trust_policies.get(id)) ?? "gone");
}

/** What limits nothing: what an owner may do that acts by no token. */
export const unlimited: Limits = { rules: [everything], within: null };

/** An owner and where it lives, and whether it is disabled; undefined when it or its project is gone. */
export interface LoadedOwner {
  readonly subject: Subject;
  readonly disabled: boolean;
}

const loaders: Readonly<
  Record<OwnerType, (reader: Reader, scopes: Scopes, id: string) => Promise<LoadedOwner | undefined>>
> = {
  service_account: async (reader, scopes, id) => {
    const account = await reader.service_accounts.get(id);
    const scope = account && (await scopes.byId(account.project_id));
    if (!account || !scope) return undefined;
    return {
      subject: { type: "service_account", id, name: account.name, scope, audience: account.audience },
      disabled: account.disabled,
    };
  },
  user: async (reader, _, id) => {
    const user = await reader.users.get(id);
    return (
      user && {
        subject: { type: "user", id, name: user.email, scope: systemScope, audience: null },
        disabled: user.disabled,
      }
    );
  },
  role: async (reader, scopes, id) => {
    const role = await reader.roles.get(id);
    const scope = role && (await scopes.byId(role.project_id));
    if (!role || !scope) return undefined;
    return { subject: { type: "role", id, name: role.name, scope, audience: null }, disabled: false };
  },
};

export async function loadOwner(
  reader: Reader,
  scopes: Scopes,
  token: OwnerColumns,
): Promise<LoadedOwner | undefined> {
  const { type, id } = ownerOf(token);
  return loaders[type](reader, scopes, id);
}

/** The owner of a token, or undefined when it is gone, disabled or its project is gone: then the token is refused. */
export async function loadSubject(
  reader: Reader,
  scopes: Scopes,
  token: OwnerColumns,
): Promise<Subject | undefined> {
  const owner = await loadOwner(reader, scopes, token);
  return owner && !owner.disabled ? owner.subject : undefined;
}

/** What the owner of a token holds now. A role's token acts as if the role were bound at the token's project. */
export async function loadGrants(reader: Reader, scopes: Scopes, owner: HolderAt): Promise<readonly Grant[]> {
  const bindings = await bindingsOf(reader, owner);
  return grantsOf(
    reader,
    scopes,
    bindings.filter((binding) => !hasEnded(binding, owner.now)),
  );
}

/** What the owner of a token held once, by bindings that have ended and are still there. */
export async function loadEndedGrants(
  reader: Reader,
  scopes: Scopes,
  owner: HolderAt,
): Promise<readonly Grant[]> {
  const bindings = await bindingsOf(reader, owner);
  return grantsOf(
    reader,
    scopes,
    bindings.filter((binding) => hasEnded(binding, owner.now)),
  );
}

/** What each member of a group holds through it now. */
export async function grantsOfGroup(
  reader: Reader,
  scopes: Scopes,
  { id, now }: { readonly id: string; readonly now: string },
): Promise<readonly Grant[]> {
  const bindings = await reader.role_bindings.list({ group_id: id });
  return grantsOf(
    reader,
    scopes,
    bindings.filter((binding) => !hasEnded(binding, now)),
  );
}

async function grantsOf(
  reader: Reader,
  scopes: Scopes,
  bindings: readonly Binding[],
): Promise<readonly Grant[]> {
  const roles = await reader.roles.list({ id: bindings.map(({ role_id }) => role_id) });
  const roleById = new Map(roles.map((role) => [role.id, role]));
  const scopeById = await scopes.byIds(bindings.map(({ project_id }) => project_id));
  return bindings.flatMap(({ id, group_id: groupId, role_id, project_id, expires_at: expiresAt }) => {
    const role = roleById.get(role_id);
    const scope = scopeById.get(project_id);
    return role && scope ? [{ bindingId: id, groupId, scope, role, rules: role.rules, expiresAt }] : [];
  });
}

/** Whether some rule of a grant speaks of more than what is one's own. */
export function reachesOthers({ rules }: Pick<Grant, "rules">): boolean {
  return rules.some(({ resource_names: names }) => names === null || names.some((name) => name !== OWN));
}

/** What a token's `within` leaves of a grant: where both hold, or undefined for nowhere. */
export function narrowed(grant: Grant, within: Scope | null): Grant | undefined {
  if (within === null || isAtOrBelow(grant.scope, within.id)) return grant;
  return isAtOrBelow(within, grant.scope.id) ? { ...grant, scope: within } : undefined;
}
