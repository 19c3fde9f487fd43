import type { Config } from "../config/config.ts";
import { keepSalts, newSalt, readSalts } from "../config/data-folder.ts";
import type { SaltRow } from "../domain/secrets/key-rows.ts";
import { announceSalt } from "../domain/secrets/salt-changes.ts";
import { isAnnounced } from "../domain/secrets/salts.ts";
import { canaryOf, saltKey } from "../domain/secrets/secrets.ts";
import type { OfflineWorld } from "./existing-database.ts";
import { saltsAtHand } from "./salts-at-hand.ts";

/** A salt command, its database and where it tells what it did. */
export interface SaltTask {
  readonly config: Config;
  readonly out: (text: string) => void;
  /** For people, when `out` may go into a file. */
  readonly err: (text: string) => void;
  readonly isInteractive: boolean;
}

/** What an environment without a data folder's `.env` is to be, one start after the other. */
const ANNOUNCE =
  "1. Add the new salt to JETON_TOKEN_SALT_PREVIOUS of every server, and start them all with it: they accept it then.\n";
const SWAP =
  "2. Swap the two on every server, JETON_TOKEN_SALT=NEW and JETON_TOKEN_SALT_PREVIOUS=OLD, and start them again: the " +
  "first one that does makes hashes with the new salt.\n";
const RETIRE =
  "Tokens move to the new salt as they are used. When `jeton salt status` shows none left on the old one, retire it: " +
  "`jeton salt retire ID`.\n";

/**
 * Makes a new salt, or takes `JETON_TOKEN_SALT` as one. Where the salt is kept in the data folder, it is announced and kept
 * there, and the next start makes hashes with it. Where it is kept in the environment nothing is changed, since no other
 * server must meet a hash before it knows the salt; what to do there is said.
 * @throws Error with a message for people
 */
export async function rotate(task: SaltTask, world: OfflineWorld): Promise<void> {
  const { config, out } = task;
  const { dataFolder } = config.database;
  const rows = await world.store.read.salts.list({});
  const writing = rows.find(({ state }) => state === "writing");
  const kept = dataFolder === undefined ? undefined : await readSalts(dataFolder);
  const keptRow = kept && rowOf(rows, kept.current);
  if (dataFolder === undefined || !keptRow || config.salt === kept.current) {
    await advise(task, rows, writing);
    return;
  }
  if (isAnnounced(keptRow, writing)) {
    throw new Error(
      "a new salt is announced and kept already; start the server again to make hashes with it",
    );
  }
  if (keptRow !== writing) {
    throw new Error(
      "the salt that is kept in the data folder is not the one hashes are made with; put that back",
    );
  }
  const current = config.salt ?? newSalt();
  // First the row: a salt that is kept and not announced would keep the server from starting.
  const id = await announceSalt(world, current);
  await keepSalts(dataFolder, { current, previous: [kept.current, ...kept.previous] });
  out(
    `${id} is accepted and kept in ${dataFolder}/.env. Start the server again: it makes hashes with it then.\n${RETIRE}`,
  );
}

/** @throws Error when the salts at hand cannot be rotated */
async function advise(
  { config, out, err }: SaltTask,
  rows: readonly SaltRow[],
  writing: SaltRow | undefined,
): Promise<void> {
  const texts = await saltsAtHand(config);
  const current = texts && rowOf(rows, texts.current);
  if (texts?.previous.some((text) => isAnnounced(rowOf(rows, text), writing))) {
    err(`The new salt is announced. Once every server was started with it:\n${SWAP}${RETIRE}`);
  } else if (current && isAnnounced(current, writing)) {
    err(
      `JETON_TOKEN_SALT is announced: ${current.id}. Once every server was started with it:\n${SWAP}${RETIRE}`,
    );
  } else if (texts && !current) {
    err(
      `JETON_TOKEN_SALT is new to this database, and servers refuse to start with it before this:\n${ANNOUNCE}${SWAP}${RETIRE}`,
    );
  } else if (current?.state === "writing") {
    err(
      `The salt is kept in the environment. A new one, shown this once, and what to do with it:\n${ANNOUNCE}${SWAP}${RETIRE}`,
    );
    out(`${newSalt()}\n`);
  } else {
    throw new Error("JETON_TOKEN_SALT is not the salt that hashes are made with; set that one, or a new one");
  }
}

function rowOf(rows: readonly SaltRow[], text: string): SaltRow | undefined {
  const canary = canaryOf(saltKey(text));
  return rows.find((row) => row.canary === canary);
}
