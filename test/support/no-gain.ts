import fc from "fast-check";
import { jetonTypes } from "../../server/contract/permission.ts";
import { Problem } from "../../server/contract/problem.ts";
import { authorize, type Target } from "../../server/domain/authorization/authorize.ts";
import type { UseCases } from "../../server/domain/caller.ts";
import { declaredAccess } from "../../server/domain/authorization/declared-types.ts";
import type { Rights } from "../../server/domain/authorization/rights.ts";
import type { AccessOf } from "../../server/contract/rule-matching.ts";
import { createScopes, type Scope, systemScope } from "../../server/domain/authorization/scopes.ts";
import { populate } from "./attacked-world.ts";
import { createDomainWorld, type DomainWorld } from "./domain-world.ts";
import { testActor, testEntry } from "./stores.ts";
import { ATTACKER, type Attacker, attackers, HOUR, nth, type Step, step } from "./attacker.ts";

/**
 * Somebody with a few random rights does whatever comes to mind, with every credential it gets hold of and knowing every
 * id there is. Whatever it does, all it holds together never may more than its first token might, had it done nothing.
 */

const kinds = {
  role: "roles",
  role_binding: "role_bindings",
  service_account: "service_accounts",
  user: "users",
  group: "groups",
  group_member: "group_members",
  project: "projects",
  resource_type: "resource_types",
  token: "tokens",
  policy: "policies",
  trust_policy: "trust_policies",
  identity_provider: "identity_providers",
  user_identity: "user_identities",
} as const;

interface Attempting {
  readonly world: DomainWorld;
  readonly start: Rights;
  /** What a long run leaves alone: an attacker that ends its own rights has nothing more to try. */
  readonly spared: ReadonlySet<string>;
}

/** The one an index stands for, among all there are now or all the attacker made. */
async function pick(
  { world, start }: Attempting,
  kind: (typeof kinds)[keyof typeof kinds],
  index: number,
): Promise<string> {
  const rows: readonly { readonly id: string; readonly created_by: string }[] = await world.store.read[
    kind
  ].list({});
  const own = rows.filter(({ created_by: by }) => by === start.subject.id);
  const among = index % 2 === 1 && own.length > 0 ? own : rows;
  return among[index % Math.max(among.length, 1)]?.id ?? "none";
}

/** Tries a step; the secret it gained, if any. Refusals are what one expects of a server, other errors are not. */
export async function attempt(
  attempting: Attempting,
  token: string,
  tried: Exclude<Step, { op: "wait" }>,
): Promise<string | undefined> {
  const { world } = attempting;
  if (tried.op === "exchange") return exchange(world, await pick(attempting, "service_accounts", tried.on));
  if (tried.op === "sign_in") return signIn(world);
  if ("deeds" in tried) return declare(attempting, token, tried);
  const op = tried.op as keyof UseCases;
  const noun = op.split(".")[0] as keyof typeof kinds;
  const body = await bodyOf(attempting, tried);
  const id = "on" in tried ? await pick(attempting, kinds[noun], tried.on) : "";
  if (attempting.spared.has(id)) return undefined;
  const reply = await called({ world, token }, op, { id, body });
  return reply?.["secret"] as string | undefined;
}

/** What a step is sent with: its ids are places in lists of what there is. */
async function bodyOf(attempting: Attempting, tried: object): Promise<Record<string, unknown>> {
  const { start } = attempting;
  const body: Record<string, unknown> = { ...("body" in tried && (tried.body as object)) };
  for (const [field, kind] of [
    ["role_id", "roles"],
    ["service_account_id", "service_accounts"],
    ["user_id", "users"],
    ["group_id", "groups"],
  ] as const) {
    if (typeof body[field] === "number") body[field] = await pick(attempting, kind, body[field]);
  }
  if (typeof body["rules"] === "number") {
    body["rules"] = start.grants[body["rules"] % start.grants.length]?.rules;
  }
  return body;
}

/** Several things at once; the first secret of those it made. */
async function declare(
  attempting: Attempting,
  token: string,
  { project, deeds, flags }: Extract<Step, { deeds: unknown }>,
): Promise<string | undefined> {
  const documents = [];
  for (const one of deeds) {
    documents.push({ kind: one.op.split(".")[0], ...(await bodyOf(attempting, one)) });
  }
  const body = { project, documents, take_secrets: true, ...flags };
  const reply = await called({ world: attempting.world, token }, "declaration.apply", { name: "mine", body });
  const [first] = (reply?.["secrets"] ?? []) as readonly { readonly secret?: string }[];
  return first?.secret;
}

async function called(
  { world, token }: { readonly world: DomainWorld; readonly token: string },
  op: keyof UseCases,
  input: Parameters<DomainWorld["call"]>[2],
): Promise<Record<string, unknown> | undefined> {
  try {
    const as = sessions.has(token) ? "session" : "bearer";
    const reply = await world.call(token, op, { ...input, as });
    done.set(op, (done.get(op) ?? 0) + 1);
    return reply;
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause;
    return undefined;
  }
}

/** As whom an identity provider says the attacker is; the texts of sessions go another way than those of tokens. */
async function signIn(world: DomainWorld): Promise<string | undefined> {
  const text = await world.signInAs(ATTACKER);
  if (text !== undefined) sessions.add(text);
  return text;
}
const sessions = new Set<string>();

/** With an ID token that an issuer gives to the attacker alone. */
async function exchange(world: DomainWorld, account: string): Promise<string | undefined> {
  const secret = await world.exchange(account, ATTACKER);
  if (secret !== undefined) done.set("exchange", (done.get("exchange") ?? 0) + 1);
  return secret;
}

/** What every account would give for it. */
async function exchangeAll(world: DomainWorld): Promise<readonly string[]> {
  const secrets = [];
  for (const { id } of await world.store.read.service_accounts.list({})) {
    secrets.push(await exchange(world, id));
  }
  return secrets.filter((secret) => secret !== undefined);
}

/** Of the attackers that are loose now. */
const done = new Map<string, number>();

/** Everything of Jeton's own and of `flow`, by name, own or not, at every scope there was at the start. */
export function* targets(scopes: readonly Scope[], accessOf: AccessOf): Generator<Target> {
  const types = { ...jetonTypes, flow: { view: "read", run: "write" } };
  for (const [type, actions] of Object.entries(types)) {
    for (const action of Object.keys(actions)) {
      const access = accessOf(type, action);
      if (access === undefined) continue;
      for (const asked of [undefined, "x", "xy", "y"]) {
        for (const own of [true, false]) {
          for (const scope of scopes) yield { type, action, access, name: asked, own, scope };
        }
      }
    }
  }
}

/** What a token might do later had nothing been changed: grants only end. */
function at(rights: Rights, now: string): Rights {
  return {
    ...rights,
    grants: rights.grants.filter(({ expiresAt }) => expiresAt === null || expiresAt > now),
  };
}

const USUAL_LENGTH = 80;

/** A token to act with: in a long run the first where another is spent, let through whatever policy was made. */
async function usable(world: DomainWorld, token: string, first?: string): Promise<string> {
  if (first === undefined || (await world.rightsOf(token))) return token;
  if (await world.rightsOf(first)) return first;
  // Past the use cases, since a policy may block an admin's token as well.
  const ids = (await world.store.read.policies.list({})).map(({ id }) => id);
  await world.store.write(testActor, async (rows) => {
    await rows.policies.delete({ id: ids });
    return { result: undefined, entries: [testEntry()] };
  });
  return first;
}

/** What an attacker's first rights rest on. */
function basesOf({ subject, token, grants }: Rights): readonly string[] {
  return [subject.id, token.id, ...grants.flatMap(({ role, bindingId }) => [role.id, bindingId ?? ""])];
}

async function play(attacker: Attacker, steps: readonly (Step & { as: number })[]): Promise<void> {
  await using world = await createDomainWorld();
  const first = await populate(world, attacker);
  const start = await world.rightsOf(first);
  if (!start) throw new Error("the attacker's token is not accepted");
  const scopes = [
    systemScope,
    ...(
      await createScopes(world.store.read).byIds(
        (await world.store.read.projects.list({})).map(({ id }) => id),
      )
    ).values(),
  ];
  const startAccess = await declaredAccess(world.store.read);
  const held = [first];
  const isLong = steps.length > USUAL_LENGTH;
  const spared = new Set(isLong ? basesOf(start) : []);
  // In all, as much time passes as in a short run.
  const hour = isLong ? (HOUR * USUAL_LENGTH) / steps.length : HOUR;
  for (const { as, ...tried } of steps) {
    if (tried.op === "wait") world.clock.now += ("hours" in tried ? tried.hours : 0) * hour;
    else {
      const bearer = await usable(world, held[as % held.length] ?? first, isLong ? first : undefined);
      const gained = await attempt({ world, start, spared }, bearer, tried as Exclude<Step, { op: "wait" }>);
      if (gained !== undefined) held.push(gained);
    }
  }
  for (const hours of [0, 3, 6]) {
    world.clock.now += hours * HOUR;
    held.push(...(await exchangeAll(world)), (await signIn(world)) ?? first);
    const before = at(start, new Date(world.clock.now).toISOString());
    const accessNow = await declaredAccess(world.store.read);
    for (const token of held) {
      const rights = await world.rightsOf(token);
      for (const target of rights ? targets(scopes, accessNow) : []) {
        const might = { ...target, access: startAccess(target.type, target.action) ?? "write" };
        const gained = authorize(rights!, target) && !authorize(before, might);
        if (gained) throw new Error(`gained ${JSON.stringify(target)}`);
      }
    }
  }
}

/**
 * Lets that many random attackers loose, each for 60 to 80 steps, or so many.
 * @returns how often each operation succeeded for one of them
 * @throws Error with what one gained, and the seed that shows it again
 */
export async function letAttackersLoose({
  runs,
  length,
  seed,
}: {
  readonly runs: number;
  readonly length?: number;
  readonly seed?: number;
}): Promise<ReadonlyMap<string, number>> {
  done.clear();
  const tried = fc.tuple(step, nth).map(([what, as]) => ({ ...what, as }));
  const steps = fc.array(tried, { minLength: length ?? 60, maxLength: length ?? USUAL_LENGTH });
  const property = fc.asyncProperty(attackers, steps, play);
  const options = { numRuns: runs, endOnFailure: true, ...(seed !== undefined && { seed }) };
  const { failed, errorInstance: cause, seed: ran, counterexamplePath } = await fc.check(property, options);
  // A history of a thousand steps is nothing to read; the seed shows it again.
  if (failed) throw new Error(`with seed ${String(ran)}, path ${String(counterexamplePath)}`, { cause });
  return new Map(done);
}
