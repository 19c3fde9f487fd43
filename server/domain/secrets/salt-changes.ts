import { parseTokenText } from "../../contract/token-text.ts";
import { type Bootstrapped, makeFirstToken } from "../bootstrap.ts";
import type { Dependencies } from "../dependencies.ts";
import type { SaltRow } from "./key-rows.ts";
import { openSecrets } from "./salt-uses.ts";
import { insertSalt, isAnnounced, setState } from "./salts.ts";
import { canaryOf, saltKey } from "./secrets.ts";
import type { AuditEntry, Transaction } from "../store.ts";
import { systemActor } from "../system-actor.ts";
import { entry } from "../use-case.ts";

type World = Pick<Dependencies, "store" | "now" | "newId" | "randomBytes">;

/**
 * Announces a salt: it is accepted from now on, and the first start with it as the current one makes hashes with it.
 * @throws Error with a message for the operator
 */
export async function announceSalt({ store, now, newId }: World, text: string): Promise<string> {
  return store.write(systemActor, async (transaction) => {
    const rows = await transaction.salts.list({});
    const canary = canaryOf(saltKey(text));
    const writing = rows.find(({ state }) => state === "writing");
    const pending = rows.find((row) => isAnnounced(row, writing));
    if (pending) {
      throw new Error(
        `${pending.id} is announced already: start the server with it, or retire it, before another one follows`,
      );
    }
    demandUnknown(rows, canary);
    const id = newId("salt");
    const added = await insertSalt(transaction, { id, canary, state: "accepted", now: now().toISOString() });
    return { result: id, entries: [added] };
  });
}

/**
 * Retires a salt, which ends what is still hashed with it.
 * @param change.lose how many live secrets the operator means to lose
 * @param change.current the salt a server would start with
 * @returns how many live secrets were lost
 * @throws Error with a message for the operator when that is another number, or the salt is needed
 */
export async function retireSalt(
  { store, now }: Pick<World, "store" | "now">,
  { id, lose, current }: { readonly id: string; readonly lose: number; readonly current: string | undefined },
): Promise<number> {
  return store.write(systemActor, async (transaction) => {
    const row = await transaction.salts.get(id);
    if (!row) throw new Error(`there is no salt \`${id}\`; \`jeton salt status\` lists them`);
    if (row.state === "retired") throw new Error(`${id} is retired already`);
    if (row.state === "writing") {
      throw new Error(
        `${id} is what hashes are made with; let another one follow it first: \`jeton salt rotate\``,
      );
    }
    if (current !== undefined && row.canary === canaryOf(saltKey(current))) {
      throw new Error(
        `${id} is JETON_TOKEN_SALT, and without it no server would start; set another one first`,
      );
    }
    const { lost, entries } = await endSecrets(transaction, { saltId: id, now: now().toISOString() });
    if (lost !== lose) {
      throw new Error(
        lost === 0
          ? `no live secret is hashed with ${id}, so --yes-lose ${String(lose)} is not what will happen; leave it out`
          : `${String(lost)} live secrets are still hashed with ${id} and would never be accepted again. They move ` +
              `to the newer salt as they are used; to lose them add --yes-lose ${String(lost)}`,
      );
    }
    return { result: lost, entries: [...entries, await setState(transaction, row, "retired")] };
  });
}

export interface Replaced {
  readonly saltId: string;
  /** How many tokens were revoked. */
  readonly revoked: number;
  /** Absent when the token was given. */
  readonly bootstrapped: Bootstrapped | undefined;
}

/**
 * Revokes every token for good, retires every salt, and begins anew with another salt and another bootstrap token.
 * @param change.token a bootstrap token to use; one that this database has met counts for nothing
 * @param change.generate whether a new one could be handed over
 * @throws Error with a message for the operator
 */
export async function replaceSalt(
  world: World,
  {
    text,
    token,
    generate,
  }: { readonly text: string; readonly token: string | undefined; readonly generate: boolean },
): Promise<Replaced> {
  const key = saltKey(text);
  const canary = canaryOf(key);
  return world.store.write(systemActor, async (transaction) => {
    const now = world.now().toISOString();
    const rows = await transaction.salts.list({});
    demandUnknown(rows, canary);
    const given = await freshToken(transaction, token);
    if (given === undefined && !generate) throw new Error(NO_TOKEN);
    const retired: AuditEntry[] = [];
    for (const row of rows.filter(({ state }) => state !== "retired")) {
      retired.push(await setState(transaction, row, "retired"));
    }
    const id = world.newId("salt");
    const added = await insertSalt(transaction, { id, canary, state: "writing", now });
    const revoked = await revokeAll(transaction, now);
    const salts = { keys: new Map([[canary, key]]), byId: new Map(), writing: { id, key } };
    const made = await makeFirstToken({ ...world, salts }, transaction, { given, now });
    return {
      result: { saltId: id, revoked: revoked.length, bootstrapped: made.result },
      entries: [...revoked, ...retired, added, ...made.entries],
    };
  });
}

const NO_TOKEN =
  "a new bootstrap token would be shown to nobody: run this on a terminal, or set JETON_BOOTSTRAP_TOKEN (or _FILE) to a " +
  "`jtnb_` token that this database has not met";

function demandUnknown(rows: readonly SaltRow[], canary: string): void {
  const known = rows.find((row) => row.canary === canary);
  if (!known) return;
  throw new Error(
    `this salt is ${known.id}, which is ${known.state}; a new one is needed, of random characters`,
  );
}

/** So that nothing depends on what a running server remembers of the salt, and putting it back revives nothing. */
async function endSecrets(
  transaction: Transaction,
  of: { readonly saltId: string; readonly now: string },
): Promise<{ readonly lost: number; readonly entries: readonly AuditEntry[] }> {
  const entries: AuditEntry[] = [];
  for await (const page of openSecrets(transaction, of)) {
    await transaction.secrets.updateAll({ id: page.map(({ secret }) => secret.id) }, { ends_at: of.now });
    for (const { secret, isLive } of page) {
      if (isLive) entries.push(entry("token.end_secret", secret.token_id, { salt_id: of.saltId }));
    }
  }
  return { lost: entries.length, entries };
}

async function revokeAll({ tokens }: Transaction, now: string): Promise<readonly AuditEntry[]> {
  const rows = await tokens.list({ revoked_at: null, deleted_at: null });
  await tokens.updateAll({ revoked_at: null, deleted_at: null }, { revoked_at: now, updated_at: now });
  return rows.map(({ id }) => entry("token.revoke", id));
}

/** The first start has taken in the token of the environment, which stays there: it is not to come back. */
async function freshToken({ secrets }: Transaction, text: string | undefined): Promise<string | undefined> {
  const lookup = text === undefined ? undefined : parseTokenText(text)?.lookup;
  return lookup !== undefined && !(await secrets.get(lookup)) ? text : undefined;
}
