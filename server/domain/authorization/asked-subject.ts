import type { NamedSubject } from "../../contract/access.ts";
import type { Obstacle } from "../../contract/explanation.ts";
import { invalidField } from "../../contract/problem.ts";
import type { Context } from "../context.ts";
import type { Held } from "./explain.ts";
import { ownerNamed } from "../nouns/owner-resources.ts";
import { roleResource } from "../nouns/roles.ts";
import { tokenResource } from "../nouns/token-resource.ts";
import { type Owner, ownerColumns } from "./owner.ts";
import type { PolicyInForce } from "../tokens/policies.ts";
import { demand, findNamed } from "../resource.ts";
import {
  type Grant,
  limitsOf,
  loadEndedGrants,
  loadGrants,
  loadOwner,
  trustPolicyOf,
  type Subject,
  unlimited,
} from "./rights.ts";
import type { RoleRow, TokenRow } from "../rows.ts";
import { isAtOrBelow, type Scope } from "./scopes.ts";
import { usesLeft } from "../tokens/token-end.ts";
import { tokenState } from "../tokens/token-state.ts";

/** Whom a question about access is about. */
export interface AskedSubject {
  readonly subject: Subject;
  /** Null when it is about an owner, whatever its tokens leave of it. */
  readonly token: TokenRow | null;
  /** Whether it is the caller's owner, whose every grant `whoami` tells the caller as well. */
  readonly isOwn: boolean;
  /**
   * What it holds there. Others than the caller itself only for who may explain there.
   * @throws Problem `forbidden`
   */
  readonly heldAt: (scope: Scope) => Held;
  /** What it held by bindings that have ended. */
  readonly ended: () => Promise<readonly Grant[]>;
}

/** @throws Problem `validation_failed` where somebody is named whom the caller does not see */
export async function askedSubject(context: Context, named: NamedSubject): Promise<AskedSubject> {
  if (named.token_id !== undefined) {
    const found = await findNamed(context, tokenResource, { pointer: "/token_id", text: named.token_id });
    return found.row.id === context.rights.token.id ? callerItself(context) : bearerOf(context, found.row);
  }
  if (named.role_id !== undefined) {
    const found = await findNamed(context, roleResource, { pointer: "/role_id", text: named.role_id });
    return holderOf(context, found.row, found.scope);
  }
  const { service_account_id, user_id } = named;
  const found = await ownerNamed(context, { service_account_id, user_id });
  return found ? principalItself(context, found.owner) : callerItself(context);
}

function callerItself({ rights, rows, scopes, now }: Context): AskedSubject {
  const { subject, token } = rights;
  return {
    subject,
    token,
    isOwn: true,
    heldAt: () => ({ ...rights, stopped: [] }),
    ended: () => loadEndedGrants(rows, scopes, { ...token, now }),
  };
}

async function bearerOf(context: Context, token: TokenRow): Promise<AskedSubject> {
  const { rows, scopes, policies, rights, now } = context;
  const owner = await loadOwner(rows, scopes, token);
  if (!owner) throw invalidField("/token_id", "the owner of that token is gone");
  const policy = await trustPolicyOf(rows, token);
  if (policy === "gone") throw invalidField("/token_id", "the trust policy of that token is gone");
  const limits = await limitsOf(token, scopes, policy);
  const stopped: readonly Obstacle[] = [
    ...stopsOf(token, now, await policies.at(token.project_id)),
    ...(owner.disabled ? ["owner_disabled" as const] : []),
    ...(policy?.disabled === true ? ["trust_policy_disabled" as const] : []),
    ...(limits ? [] : ["outside_within" as const]),
  ];
  const grants = await loadGrants(rows, scopes, { ...token, now });
  const isOwn = owner.subject.id === rights.subject.id;
  return {
    subject: owner.subject,
    token,
    isOwn,
    heldAt: (scope) => {
      demandExplain(context, scope, isOwn);
      return { grants, limits: limits ?? unlimited, stopped };
    },
    ended: () => loadEndedGrants(rows, scopes, { ...token, now }),
  };
}

/** All that stops a token at a time, whoever presents it from wherever: nothing exactly when it is usable. */
export function stopsOf(token: TokenRow, now: string, policy: PolicyInForce): readonly Obstacle[] {
  const state = tokenState(token, now, policy);
  return [
    ...(state === "active" ? [] : [`token_${state}` as const]),
    ...(token.not_before !== null && token.not_before > now ? ["token_not_yet_valid" as const] : []),
    ...(usesLeft(token) === 0 ? ["token_used_up" as const] : []),
  ];
}

async function principalItself(context: Context, { type, id }: Owner): Promise<AskedSubject> {
  const { rows, scopes, rights, now } = context;
  const columns = ownerColumns({ type, id });
  const owner = await loadOwner(rows, scopes, columns);
  if (!owner) throw invalidField(`/${type}_id`, "is gone");
  const holder = { ...columns, project_id: owner.subject.scope.id, now };
  const grants = await loadGrants(rows, scopes, holder);
  const isOwn = id === rights.subject.id;
  return {
    subject: owner.subject,
    token: null,
    isOwn,
    heldAt: (at) => {
      if (!isOwn) demandExplain(context, at, isOwn);
      return { grants, limits: unlimited, stopped: owner.disabled ? ["owner_disabled"] : [] };
    },
    ended: () => loadEndedGrants(rows, scopes, holder),
  };
}

/** Somebody with that role and no other, bound where it is asked about. */
function holderOf(context: Context, role: RoleRow, scope: Scope): AskedSubject {
  const isOwn = role.id === context.rights.subject.id;
  return {
    subject: { type: "role", id: role.id, name: role.name, scope, audience: null },
    token: null,
    isOwn,
    heldAt: (at) => {
      demandExplain(context, at, isOwn);
      if (!isAtOrBelow(at, scope.id)) {
        throw invalidField("/role_id", `must be a role of \`${at.name}\` or of a project above it`);
      }
      const grant = { bindingId: null, groupId: null, scope: at, role, rules: role.rules, expiresAt: null };
      return { grants: [grant], limits: unlimited, stopped: [] };
    },
    ended: async () => [],
  };
}

function demandExplain(context: Context, scope: Scope, own: boolean): void {
  demand(context, "jeton.access:explain", { scope, own });
}
