import { writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { replayJournals } from "../../server/commands/replaying.ts";
import { authorize, type Target } from "../../server/domain/authorization/authorize.ts";
import { declaredAccess } from "../../server/domain/authorization/declared-types.ts";
import { createScopes, type Scope, systemScope } from "../../server/domain/authorization/scopes.ts";
import { loadBackup } from "../../server/store/load-backup.ts";
import { openStore } from "../../server/store/open-store.ts";
import { openBackup } from "../../server/store/read-backup.ts";
import { openJournal, type RevocationJournal } from "../../server/store/revocation-journal.ts";
import { writeBackup } from "../../server/store/write-backup.ts";
import { ATTACKER, type Attacker, attackers, nth, type Step, step } from "./attacker.ts";
import { populate } from "./attacked-world.ts";
import { dialects, type TestDatabase, type TestDialect } from "./databases.ts";
import { createDomainWorld, type DomainWorld } from "./domain-world.ts";
import { attempt, targets } from "./no-gain.ts";
import { storeOptions } from "./stores.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/**
 * An administrator gives and takes away at random; somewhere on the way a backup is made, and restored at the end beside the
 * journal. Whatever any credential may do then, it may do in the original too.
 */
const HOUR = 3_600_000;

/** What gives nobody anything, and so is left out where gains are looked for. */
const ending = fc.record({
  op: fc.constantFrom("token.delete", "token.revoke", "service_account.off-board", "user.off-board"),
  on: nth,
  body: fc.constant({}),
});
const history = fc.record({
  attacker: attackers,
  steps: fc.array(fc.oneof({ weight: 6, arbitrary: step }, { weight: 1, arbitrary: ending }), {
    minLength: 30,
    maxLength: 60,
  }),
  backupAfter: fc.nat(40),
  onto: fc.nat(1),
});

interface Played extends AsyncDisposable {
  readonly world: DomainWorld;
  readonly texts: readonly string[];
  readonly backup: string;
  readonly journal: string;
}

async function play(
  dialect: TestDialect,
  folder: string,
  { attacker, steps, backupAfter }: { attacker: Attacker; steps: readonly object[]; backupAfter: number },
): Promise<Played> {
  const journalFolder = path.join(folder, "journal");
  let journal: RevocationJournal | undefined;
  const world = await createDomainWorld(dialect, (url, options) => {
    journal = openJournal(journalFolder, options.now);
    return openStore(url, { ...options, journal });
  });
  const texts = new Set<string>();
  const watched: DomainWorld = {
    ...world,
    call: async (...call) => {
      const reply = await world.call(...call);
      if (typeof reply["secret"] === "string") texts.add(reply["secret"]);
      return reply;
    },
  };
  texts.add(await populate(watched, attacker)).add(world.admin);
  const start = (await world.rightsOf(world.admin))!;
  const backup = path.join(folder, "backup.jsonl");
  for (const [index, one] of [...steps, { op: "wait" }].entries()) {
    if (index === Math.min(backupAfter, steps.length)) await backUp(world.database, backup);
    const tried = one as Step;
    if (tried.op === "wait") world.clock.now += ("hours" in tried ? tried.hours : 0) * HOUR;
    else {
      const spared = new Set([start.token.id]);
      const doing = { world: watched, start, spared };
      const gained = await attempt(doing, world.admin, tried as Exclude<Step, { op: "wait" }>);
      if (gained !== undefined) texts.add(gained);
    }
  }
  await journal?.beat({ at: new Date(world.clock.now).toISOString(), ...(await world.store.auditHead()) });
  const dispose = (): PromiseLike<void> => world[Symbol.asyncDispose]();
  return { world, texts: [...texts], backup, journal: journalFolder, [Symbol.asyncDispose]: dispose };
}

async function backUp(database: Pick<TestDatabase, "url">, file: string): Promise<void> {
  let text = "";
  const made = { at: "2030-01-01T00:00:00.000Z", version: "0.0.0" };
  await writeBackup(database.url, { made, write: async (more) => void (text += more) });
  writeFileSync(file, text);
}

/** The backup on another database with what the journals tell; its clock is that of the original. */
async function restored(
  { world, backup, journal }: Played,
  dialect: TestDialect,
  target: TestDatabase,
): Promise<DomainWorld> {
  const now = (): Date => new Date(world.clock.now);
  const options = { ...storeOptions, now };
  await loadBackup(target.url, await openBackup(backup), {
    ...options,
    finish: async (store) => {
      const head = await store.auditHead();
      const { missing } = await replayJournals(
        { revocationJournal: undefined },
        { ...world.deps, ...options, store },
        { reason: "backup", head, checkpoint: undefined, from: { places: [journal], until: undefined } },
      );
      if (missing !== undefined) throw new Error(missing);
    },
  });
  const again = await createDomainWorld(dialect, (_, opened) => openStore(target.url, opened));
  again.clock.now = world.clock.now;
  return again;
}

/** Every way to be somebody: texts that were given out, and those that issuers vouch for. */
async function credentials(
  world: DomainWorld,
  texts: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const all = new Map(texts.map((text) => [text, text]));
  const session = await world.signInAs(ATTACKER);
  if (session !== undefined) all.set("session", session);
  for (const { id } of await world.store.read.service_accounts.list({})) {
    const text = await world.exchange(id, ATTACKER);
    if (text !== undefined) all.set(`exchange ${id}`, text);
  }
  return all;
}

/** Whether the original refuses somebody it knows; a stranger whose address has been given to another is nobody who comes back. */
async function isKnown({ store }: DomainWorld): Promise<boolean> {
  const known = await store.read.user_identities.list({ issuer: ATTACKER.issuer, subject: ATTACKER.sub });
  return known.length > 0;
}

async function scopesOf({ store }: DomainWorld): Promise<readonly Scope[]> {
  const ids = (await store.read.projects.list({})).map(({ id }) => id);
  return [systemScope, ...(await createScopes(store.read).byIds(ids)).values()];
}

const label = ({ scope, ...target }: Target): string => JSON.stringify({ ...target, scope: scope.id });

/** @throws Error that says what is accepted again */
async function compare(original: DomainWorld, again: DomainWorld, texts: readonly string[]): Promise<number> {
  const [before, after] = [await credentials(original, texts), await credentials(again, texts)];
  const access = await declaredAccess(again.store.read);
  const scopes = await scopesOf(again);
  let decided = 0;
  for (const [name, text] of after) {
    if (name === "session" && !(await isKnown(original))) continue;
    const rights = await again.rightsOf(text);
    const held = before.get(name);
    const had = held === undefined ? undefined : await original.rightsOf(held);
    if (rights && !had) throw new Error(`${name} is accepted again`);
    if (!rights || !had) continue;
    for (const target of targets(scopes, access)) {
      decided += 1;
      if (authorize(rights, target) && !authorize(had, target))
        throw new Error(`${name} may again ${label(target)}`);
    }
  }
  return decided;
}

/**
 * Plays that many random histories.
 * @returns how many decisions were compared
 * @throws Error with what came back to life, and the seed that shows it again
 */
export async function holdRestores({
  runs,
  seed,
}: {
  readonly runs: number;
  readonly seed?: number;
}): Promise<number> {
  let decided = 0;
  let turn = 0;
  const property = fc.asyncProperty(history, async ({ onto, ...played }) => {
    using folder = temporaryFolder();
    const dialect = dialects[turn++ % 2]!;
    await using original = await play(dialect, folder.path, played);
    await using target = await dialects[onto]!.createDatabase();
    await using again = await restored(original, dialects[0]!, target);
    decided += await compare(original.world, again, original.texts);
  });
  const options = { numRuns: runs, endOnFailure: true, ...(seed !== undefined && { seed }) };
  const { failed, errorInstance: cause, seed: ran, counterexamplePath } = await fc.check(property, options);
  if (failed) throw new Error(`with seed ${String(ran)}, path ${String(counterexamplePath)}`, { cause });
  return decided;
}
