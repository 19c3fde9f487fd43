import { builtInRoles, type BuiltInRoleId, type Rule } from "../../../server/contract/built-in-roles.ts";
import { nouns } from "../../../server/contract/nouns/all.ts";
import { jetonTypes, type Permission } from "../../../server/contract/permission.ts";
import { newBootstrapToken } from "../server.ts";
import { startLoginProvider } from "../login-provider.ts";
import type { OperationWorld } from "../operation-world.ts";
import { linkPerson, makeProvider, signInThrough } from "../provider-sign-in.ts";
import type { Holding, Powers } from "./oracle.ts";

/** Everybody who may send a request, each with a credential of its own and what the oracle is to know of it. */

/** Where callers of one project are bound, and what is around it. The sibling's name only looks as if it were below. */
const OWN_PROJECT = "shop.payments";
export const places = {
  own: OWN_PROJECT,
  child: `${OWN_PROJECT}.cards`,
  parent: "shop",
  sibling: `${OWN_PROJECT}-2`,
  system: "system",
} as const;

export interface Caller extends Powers {
  readonly kind: string;
  /** The credential; undefined for none. */
  readonly token: string | undefined;
  /** Whether the credential is one that is accepted. */
  readonly accepted: boolean;
}

const every = (resource_type: string, ...actions: string[]): Rule => ({
  resource_type,
  actions: actions.length > 0 ? actions : ["*"],
  resource_names: null,
});

const builtIn = (id: BuiltInRoleId, at: string): Kind => ({
  role: id,
  holds: [{ at, rules: builtInRoles[id].rules }],
});
const custom = (at: string, ...rules: Rule[]): Kind => ({ holds: [{ at, rules }] });
const systemAdmin = builtIn("role_admin", "system");

/** An account that holds one thing, and the terms of its token. */
interface Kind {
  readonly holds: readonly [Holding];
  /** A service account by default. */
  readonly type?: "user";
  /** What it holds is bound to a group it is in, and not to it. */
  readonly isMember?: true;
  /** A role there is; by default one is made for it. */
  readonly role?: BuiltInRoleId;
  readonly terms?: Readonly<Record<string, unknown>> & Partial<Omit<Powers, "holds">>;
}

const accounts: Readonly<Record<string, Kind>> = {
  "system admin": systemAdmin,
  "system editor": builtIn("role_editor", "system"),
  "system viewer": builtIn("role_viewer", "system"),
  "administering user": { ...systemAdmin, type: "user" },
  "user who administers a project": { ...builtIn("role_admin", OWN_PROJECT), type: "user" },
  "member of a group that administers": { ...systemAdmin, isMember: true },
  "user of the system": { ...builtIn("role_user", "system"), type: "user" },
  "project creator": builtIn("role_project-creator", "system"),
  "project admin": builtIn("role_admin", OWN_PROJECT),
  "project editor": builtIn("role_editor", OWN_PROJECT),
  "project viewer": builtIn("role_viewer", OWN_PROJECT),
  "user of a project": builtIn("role_user", OWN_PROJECT),
  "sibling's admin": builtIn("role_admin", places.sibling),
  "bystander who sees the project": custom(OWN_PROJECT, every("flow")),
  "holder of all on some names": custom("system", {
    ...every("*"),
    resource_names: ["sa-*", "@own"],
  }),
  "admin's read-only token": { ...systemAdmin, terms: { mode: "read_only" } },
  "admin's token of two rules": {
    ...systemAdmin,
    terms: { mode: "custom", rules: [every("jeton.token"), every("*", "@read")] },
  },
  "admin's token within the project": { ...systemAdmin, terms: { within: OWN_PROJECT } },
  "admin's ephemeral token": { ...systemAdmin, terms: { ephemeral: true, max_age: "1h" } },
};

/** What ends a credential of a system admin. */
const endings: Readonly<
  Record<string, (world: OperationWorld, of: { id: string; tokenId: string }) => Promise<unknown>>
> = {
  "revoked token": (world, { tokenId }) =>
    world.send({ method: "POST", path: `/v1/tokens/${tokenId}:revoke` }),
  "deleted token": (world, { tokenId }) => world.send({ method: "DELETE", path: `/v1/tokens/${tokenId}` }),
  "rotated token's old secret": (world, { tokenId }) =>
    world.send({ method: "POST", path: `/v1/tokens/${tokenId}:rotate`, body: { grace_period: "0s" } }),
  "disabled token": (world, { tokenId }) =>
    world.send({ method: "PATCH", path: `/v1/tokens/${tokenId}`, body: { disabled: true } }),
  "disabled account's token": (world, { id }) =>
    world.send({ method: "PATCH", path: `/v1/service-accounts/${id}`, body: { disabled: true } }),
  "deleted account's token": (world, { id }) =>
    world.send({ method: "DELETE", path: `/v1/service-accounts/${id}` }),
  "expired token": (world, { tokenId }) =>
    world.database.sql(`update tokens set expires_at = '2020-01-01T00:00:00.000Z' where id = '${tokenId}'`),
};

/** Everybody but those that are made for one permission. */
export async function makeCallers(world: OperationWorld): Promise<readonly Caller[]> {
  const nobody = { holds: [], mode: "full_access", accepted: false } as const;
  const callers: Caller[] = [
    { kind: "nobody", token: undefined, ...nobody },
    { kind: "malformed token", token: `${newBootstrapToken()}0`, ...nobody },
    { kind: "token nobody made", token: newBootstrapToken(), ...nobody },
    { kind: "bootstrap token", token: world.token, ...nobody, accepted: true, holds: systemAdmin.holds },
  ];
  for (const [kind, end] of Object.entries(endings)) {
    const account = await world.account({ role: "role_admin" });
    await end(world, account);
    // That a replaced secret comes back is told in the audit, once.
    await world.send({ path: "/v1/whoami", token: account.token });
    callers.push({ kind, token: account.token, ...nobody });
  }
  for (const [kind, made] of Object.entries(accounts)) callers.push(await makeCaller(world, kind, made));
  callers.push(await roleToken(world), await formerAdmin(world), ...(await claimants(world)));
  demandEveryOwner(callers);
  return callers;
}

async function makeCaller(world: OperationWorld, kind: string, made: Kind): Promise<Caller> {
  const { holds, role, type = "service_account", terms = {} } = made;
  const [{ at, rules }] = holds;
  const held = role === undefined ? { rules } : { role };
  if (made.isMember)
    return { kind, token: await member(world, at, held), accepted: true, mode: "full_access", holds };
  const { token } = await world.account({ type, at, terms, ...held });
  return { kind, token, accepted: true, mode: "full_access", ...terms, holds };
}

/** The token of an account to which nothing is bound, in a group that has what it holds. */
async function member(world: OperationWorld, at: string, held: Pick<Kind, "role">): Promise<string> {
  const account = await world.account();
  const { id } = await world.make("/v1/groups", { name: world.unused("group"), project: "system" });
  await world.make("/v1/role-bindings", { role_id: held.role, group_id: id, project: at });
  await world.make("/v1/group-members", { group_id: id, service_account_id: account.id });
  return account.token;
}

/** A role's own token, which is nobody's. */
async function roleToken(world: OperationWorld): Promise<Caller> {
  const body = { role_id: "role_admin", project: OWN_PROJECT, name: world.unused("role token") };
  const { secret } = await world.make("/v1/tokens", body);
  const { holds } = builtIn("role_admin", OWN_PROJECT);
  return { kind: "role's token", token: String(secret), accepted: true, mode: "full_access", holds };
}

/** People who signed in through an identity provider: one claims what administers, one did so before, and claims it no more. */
async function claimants(world: OperationWorld): Promise<readonly Caller[]> {
  await using provider = await startLoginProvider();
  const { name } = await makeProvider(world, provider);
  const claim = { issuer: provider.url, name: "groups", values: ["operators"] };
  await world.make("/v1/role-bindings", { role_id: "role_admin", claim, project: "system" });
  const signIn = async (sub: string, groups: readonly string[]): Promise<void> => {
    provider.claims = { sub, groups };
    const { reply } = await signInThrough(world, name);
    if (reply.status !== 303) throw new Error(reply.text);
  };
  const token = async (sub: string): Promise<string> => {
    const user_id = await linkPerson(world, provider, sub);
    await signIn(sub, ["staff", "operators"]);
    const { secret } = await world.make("/v1/tokens", { user_id, name: "laptop" });
    return String(secret);
  };
  const own = { at: "system", rules: builtInRoles.role_user.rules };
  const accepted = { accepted: true, mode: "full_access" } as const;
  const claiming = await token("claims");
  const before = await token("claimed before");
  await signIn("claimed before", ["staff"]);
  return [
    { kind: "claimant who administers", token: claiming, ...accepted, holds: [...systemAdmin.holds, own] },
    { kind: "claimant of before", token: before, ...accepted, holds: [own] },
  ];
}

/** It is who it was, and may nothing any more. */
async function formerAdmin(world: OperationWorld): Promise<Caller> {
  const { token, bindingId } = await world.account({ role: "role_admin", until: "2999-01-01T00:00:00.000Z" });
  await world.database.sql(
    `update role_bindings set expires_at = '2020-01-01T00:00:00.000Z' where id = '${bindingId}'`,
  );
  return { kind: "admin whose binding ended", token, accepted: true, mode: "full_access", holds: [] };
}

/** Two for each permission: one that holds it and nothing else, in one project; one that holds all but it, everywhere. */
export async function makeCallersOf(
  world: OperationWorld,
  permission: Permission,
): Promise<readonly Caller[]> {
  const [type = "", action = ""] = permission.split(":");
  const allBut = Object.entries(jetonTypes).flatMap(([each, actions]) => {
    const left = Object.keys(actions).filter((name) => each !== type || name !== action);
    return left.length > 0 ? [every(each, ...left)] : [];
  });
  return [
    await makeCaller(world, `holder of ${permission} alone`, custom(OWN_PROJECT, every(type, action))),
    await makeCaller(
      world,
      `holder of all but ${permission}`,
      custom("system", every("@declared"), ...allBut),
    ),
  ];
}

/** Whoever may own a token or be bound to a role is a kind of caller: by the field that names it. */
const ownerKinds: Readonly<Record<string, string>> = {
  service_account_id: "system admin",
  user_id: "administering user",
  group_id: "member of a group that administers",
  role_id: "role's token",
  claim: "claimant who administers",
};

function demandEveryOwner(callers: readonly Caller[]): void {
  const bound = Object.keys(nouns.role_binding.fields).filter(
    (name) => name.endsWith("_id") || name === "claim",
  );
  for (const field of new Set([...nouns.token.exactlyOneOf.flat(), ...bound])) {
    if (callers.some(({ kind }) => kind === ownerKinds[field])) continue;
    throw new Error(
      `nobody in the authorization matrix has its rights by \`${field}\`: make such a caller in ` +
        "test/support/authorization/callers.ts and name its kind in `ownerKinds`",
    );
  }
}
