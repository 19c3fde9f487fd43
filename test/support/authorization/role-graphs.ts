import fc from "fast-check";
import { nouns } from "../../../server/contract/nouns/all.ts";
import { authorize } from "../../../server/domain/authorization/authorize.ts";
import { loadRights } from "../../../server/domain/context.ts";
import { createPolicies } from "../../../server/domain/tokens/policies.ts";
import type { RoleRow, TokenRow } from "../../../server/domain/rows.ts";
import { createScopes, type Scope } from "../../../server/domain/authorization/scopes.ts";
import type { Store, Transaction } from "../../../server/domain/store.ts";
import { everyAsk, rules } from "../../server/domain/universe.ts";
import type { TestDialect } from "../databases.ts";
import {
  groupMemberRow,
  groupRow,
  projectRow,
  roleBindingRow,
  roleRow,
  serviceAccountRow,
  tokenRow,
  userRow,
} from "../rows.ts";
import { createStore, testActor, testEntry } from "../stores.ts";
import { may, type Powers } from "./oracle.ts";

/**
 * Random owners with random roles, bound at random places until random times, and random tokens of theirs: what the rows
 * come to, read from a real store among all that other owners have, is what the oracle says of each thing in each place.
 */

/** Of all there is to ask, a graph is asked one part. */
const PARTS = 9;
const NOW = "2030-06-01T00:00:00.000Z";
const projects = ["shop", "shop.pay", "shop.pay.cards", "shop.pay-2", "shopping", "shopping.pay"] as const;
const places = ["system", ...projects] as const;
const idOf = (place: string): string => (place === "system" ? place : `prj_${place.replaceAll(".", "_")}`);

const place = fc.constantFrom(...places);
const ruleset = fc.array(rules, { minLength: 1, maxLength: 3 });
/** Never, past, this very instant, and to come. */
const end = fc.constantFrom(null, null, "2030-01-01T00:00:00.000Z", NOW, "2030-06-01T00:00:00.001Z");
/** Itself, a group it is in, and one it is not in. */
const to = fc.constantFrom(
  "itself" as const,
  "itself" as const,
  "its group" as const,
  "a group of others" as const,
);
const given = fc.record({ to, role: fc.nat(3), at: place, until: end });

const graph = fc.record({
  owner: fc.constantFrom("service_account" as const, "user" as const, "role" as const),
  isDisabled: fc.integer({ min: 0, max: 9 }).map((digit) => digit === 0),
  at: place,
  roles: fc.array(fc.record({ at: place, rules: ruleset }), { minLength: 1, maxLength: 4 }),
  bindings: fc.array(given, { maxLength: 5 }),
  token: fc.oneof(
    fc.constant({ mode: "full_access" as const, rules: null }),
    fc.constant({ mode: "read_only" as const, rules: null }),
    fc.record({ mode: fc.constant("custom" as const), rules: ruleset }),
  ),
  within: fc.option(place, { freq: 2 }),
  part: fc.nat(PARTS - 1),
});
type Graph = typeof graph extends fc.Arbitrary<infer G> ? G : never;

/** @throws Error when there is another way to hold a role than the graphs have */
function demandEveryWay(): void {
  const ways = Object.keys(nouns.role_binding.fields).filter((name) => name.endsWith("_id"));
  const missing = ways.find(
    (name) => !["role_id", "service_account_id", "user_id", "group_id"].includes(name),
  );
  if (missing === undefined) return;
  throw new Error(
    `no random graph has roles bound by \`${missing}\`: let them in test/support/authorization/role-graphs.ts`,
  );
}

/**
 * Holds that many graphs against the oracle.
 * @returns how many things were asked of them
 * @throws Error with the graph that differs, as small as it can be made, and the seed
 */
export async function holdRoleGraphs(
  dialect: TestDialect,
  { runs, seed }: { readonly runs: number; readonly seed?: number },
): Promise<{ readonly asked: number; readonly allowed: number }> {
  demandEveryWay();
  await using world = await createStore(dialect);
  const { store } = world;
  await store.write(testActor, async (rows) => {
    for (const name of projects) await rows.projects.insert(projectRow({ id: idOf(name), name }));
    return { result: undefined, entries: [testEntry()] };
  });
  let count = 0;
  let asked = 0;
  let allowed = 0;
  const property = fc.asyncProperty(graph, async (drawn) => {
    count += 1;
    const token = await insert(store, drawn, String(count));
    const scopes = createScopes(store.read);
    const policies = createPolicies(store.read, scopes);
    const rights = await loadRights(store.read, { token, scopes, policies, now: NOW });
    const powers = powersOf(drawn);
    if ((rights === undefined) !== (powers === undefined)) throw new Error("one accepts the token");
    if (!rights || !powers) return;
    const scopeOf = await scopes.byIds(places.map(idOf));
    for (const [index, ask] of everyAsk.entries()) {
      if (index % PARTS !== drawn.part) continue;
      for (const at of places) {
        const scope: Scope = scopeOf.get(idOf(at))!;
        const isAllowed = authorize(rights, { ...ask, scope });
        asked += 1;
        if (isAllowed) allowed += 1;
        if (isAllowed === may(powers, { ...ask, at })) continue;
        throw new Error(`${isAllowed ? "allowed" : "denied"}: ${JSON.stringify({ ...ask, at })}`);
      }
    }
  });
  await fc.assert(property, { numRuns: runs, ...(seed !== undefined && { seed }) });
  return { asked, allowed };
}

/** Stores what was drawn, under ids of its own; the token is stored by nobody, since nobody presents it. */
async function insert(store: Store, drawn: Graph, key: string): Promise<TokenRow> {
  const { owner, isDisabled: disabled, at } = drawn;
  const roles: readonly RoleRow[] = drawn.roles.map((role, index) =>
    roleRow({ id: `role_${key}_${String(index)}`, project_id: idOf(role.at), rules: role.rules }),
  );
  const ownerIds = { service_account: `sa_${key}`, user: `usr_${key}`, role: roles[0]!.id };
  await store.write(testActor, async (rows) => {
    for (const role of roles) await rows.roles.insert(role);
    if (owner === "service_account") {
      const account = { id: ownerIds.service_account, project_id: idOf(at), disabled };
      await rows.service_accounts.insert(serviceAccountRow(account));
    }
    if (owner === "user") await rows.users.insert(userRow({ id: ownerIds.user, disabled }));
    // A role has nothing bound to it: its token acts as if it were bound where the token is.
    if (owner !== "role")
      await bind(rows, drawn, { key, roles, holder: { [`${owner}_id`]: ownerIds[owner] } });
    return { result: undefined, entries: [testEntry()] };
  });
  return tokenRow({
    ...nobody,
    role_id: null,
    id: `tok_${key}`,
    [`${owner}_id`]: ownerIds[owner],
    project_id: idOf(at),
    ...drawn.token,
    within_id: drawn.within === null ? null : idOf(drawn.within),
  });
}

interface Bound {
  readonly key: string;
  readonly roles: readonly RoleRow[];
  /** The column that names the owner. */
  readonly holder: { readonly service_account_id?: string; readonly user_id?: string };
}

async function bind(rows: Transaction, drawn: Graph, { key, roles, holder }: Bound): Promise<void> {
  const [own, foreign] = [`grp_${key}_own`, `grp_${key}_foreign`];
  for (const id of [own, foreign]) await rows.groups.insert(groupRow({ id, project_id: idOf(drawn.at) }));
  const member = { group_id: own, service_account_id: null, ...holder };
  await rows.group_members.insert(groupMemberRow({ id: `gm_${key}`, project_id: idOf(drawn.at), ...member }));
  const subjects = {
    itself: holder,
    "its group": { group_id: own },
    "a group of others": { group_id: foreign },
  };
  for (const [index, { to: subject, role, at, until }] of drawn.bindings.entries()) {
    await rows.role_bindings.insert(
      roleBindingRow({
        ...nobody,
        id: `rb_${key}_${String(index)}`,
        role_id: roles[role % roles.length]!.id,
        ...subjects[subject],
        project_id: idOf(at),
        expires_at: until,
      }),
    );
  }
}

const nobody = { service_account_id: null, user_id: null };

/** The same for the oracle; undefined when the token is not accepted. */
function powersOf({ owner, isDisabled, at, roles, bindings, token, within }: Graph): Powers | undefined {
  if (isDisabled && owner !== "role") return undefined;
  const bound =
    owner === "role"
      ? [{ role: 0, at, until: null }]
      : bindings.filter(({ to: subject }) => subject !== "a group of others");
  return {
    holds: bound
      .filter(({ until }) => until === null || Date.parse(until) > Date.parse(NOW))
      .map(({ role, at: where }) => ({ at: where, rules: roles[role % roles.length]!.rules })),
    mode: token.mode,
    ...(token.rules && { rules: token.rules }),
    ...(within !== null && { within }),
  };
}
