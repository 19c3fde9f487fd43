import type { AnyNoun } from "../../contract/noun.ts";
import type { Reply } from "../../contract/operations.ts";
import type { Context } from "../context.ts";
import type { Principal } from "../authorization/principal.ts";
import { type Resource, verdict } from "../resource.ts";
import type { GroupMemberRow, RoleBindingRow, SecretRow, TokenRow, TrustPolicyRow } from "../rows.ts";
import type { Kinds } from "../store.ts";
import { groupMemberResource } from "./group-members.ts";
import { roleBindingResource } from "./role-bindings.ts";
import { tokenResource } from "./token-resource.ts";
import { trustPolicyResource } from "./trust-policies.ts";

/** A token of others with secrets in force that somebody was shown, or could have been by the token `via`. */
export interface ShownToken {
  readonly row: TokenRow;
  readonly via: string | null;
  readonly secretIds: readonly string[];
}

/** What somebody leaves behind, whether or not the caller sees it. */
export interface Leftovers {
  readonly tokens: readonly TokenRow[];
  readonly bindings: readonly RoleBindingRow[];
  readonly members: readonly GroupMemberRow[];
  readonly policies: readonly TrustPolicyRow[];
  readonly shown: readonly ShownToken[];
}

export async function leftoversOf(context: Context, { type, id }: Principal): Promise<Leftovers> {
  const { rows } = context;
  const theirs = { [`${type}_id`]: id };
  const tokens = await rows.tokens.list({ ...theirs, deleted_at: null });
  return {
    tokens,
    bindings: await rows.role_bindings.list(theirs),
    members: await rows.group_members.list(theirs),
    policies: type === "service_account" ? await rows.trust_policies.list(theirs) : [],
    shown: await tokensShownTo(context, id, new Set(tokens.map((token) => token.id))),
  };
}

/**
 * Whoever knows a token's secret could ask for others by it, and knows these as well. So what was shown to a token whose
 * secret somebody was shown, be it long replaced, is followed, and so on.
 */
async function tokensShownTo(
  { rows, now }: Context,
  id: string,
  own: ReadonlySet<string>,
): Promise<readonly ShownToken[]> {
  const found = new Map<string, { via: string | null; secrets: SecretRow[] }>();
  const note = (secrets: readonly SecretRow[], isDirect: boolean): readonly string[] => {
    const before = new Set(found.keys());
    for (const secret of secrets) {
      const known = found.get(secret.token_id);
      if (known) known.secrets.push(secret);
      else found.set(secret.token_id, { via: isDirect ? null : secret.shown_by, secrets: [secret] });
    }
    return [...found.keys()].filter((token) => !before.has(token));
  };
  let next = note(await rows.secrets.list({ shown_to: id }), true);
  while (next.length > 0) next = note(await rows.secrets.list({ shown_by: next }), false);
  const others = await rows.tokens.list({ id: [...found.keys()], revoked_at: null, deleted_at: null });
  return others.flatMap((row) => {
    const { via = null, secrets = [] } = found.get(row.id) ?? {};
    const inForce = secrets.filter(({ ends_at: end }) => end === null || end > now);
    // One that has expired is not left out: whoever prolongs it would let them back in.
    if (own.has(row.id) || inForce.length === 0) return [];
    return [{ row, via, secretIds: [...new Set(inForce.map((secret) => secret.id))] }];
  });
}

/** What the caller may read of it, and for who may end it all, how much more there is. */
export async function showLeftovers(
  context: Context,
  { tokens, bindings, members, policies, shown }: Leftovers,
  { counted }: { readonly counted: boolean },
): Promise<Reply<"user.leftovers">> {
  const vias = new Map(shown.map(({ row, via }) => [row.id, via]));
  const shownRows = shown.map(({ row }) => row);
  const seen = {
    tokens: await readable(context, tokenResource, tokens),
    bindings: await readable(context, roleBindingResource, bindings),
    members: await readable(context, groupMemberResource, members),
    policies: await readable(context, trustPolicyResource, policies),
    shown: await readable(context, tokenResource, shownRows),
  };
  const all = [tokens, bindings, members, policies, shownRows].reduce((sum, { length }) => sum + length, 0);
  const visible = Object.values(seen).reduce((sum, { length }) => sum + length, 0);
  return {
    tokens: seen.tokens.map(({ row, project }) => ({ id: row.id, name: row.name, project })),
    role_bindings: seen.bindings.map(({ row, project }) => ({ id: row.id, role_id: row.role_id, project })),
    group_members: seen.members.map(({ row, project }) => ({ id: row.id, group_id: row.group_id, project })),
    trust_policies: seen.policies.map(({ row, project }) => ({ id: row.id, name: row.name, project })),
    shown_tokens: seen.shown.map(({ row, project }) => {
      const { id, name } = row;
      return { id, name, project, via: vias.get(id) ?? null };
    }),
    hidden: counted ? all - visible : null,
  };
}

async function readable<N extends AnyNoun, K extends keyof Kinds>(
  context: Context,
  resource: Resource<N, K>,
  rows: readonly Kinds[K][],
): Promise<readonly { readonly row: Kinds[K]; readonly project: string }[]> {
  const scopes = await context.scopes.byIds(rows.map(resource.scopeId));
  return rows.flatMap((row) => {
    const scope = scopes.get(resource.scopeId(row));
    const permission = `${resource.noun.type}:read` as const;
    return scope && verdict(context, resource, { row, scope, permission }) === "may"
      ? [{ row, project: scope.name }]
      : [];
  });
}
