import { parseArgs } from "node:util";
import { type Trusted } from "../domain/restore/accept.ts";
import { acceptRestored, quarantineDatabase, restoreBackup, type RestoreTask } from "./restoring.ts";

/** What was asked for. */
export type RestoreRequest =
  | { readonly type: "restore"; readonly file: string }
  | { readonly type: "quarantine" }
  /** `trust` is the name of a file with ids. */
  | { readonly type: "accept"; readonly trust: string | undefined; readonly trustAll: boolean };

export const RESTORE_USAGE = `Usage: jeton restore FILE
       jeton restore --quarantine
       jeton restore --accept [--trust FILE | --trust-all]

  FILE          Put a backup of \`jeton backup\` into the database of JETON_DATABASE_URL, which has to be empty, and
                quarantine it: what was revoked since the backup is in it again, so nothing made before is accepted.
  --quarantine  The same for a database that was put back by hand, as a dump or a copy of the file. Do so before a
                server starts on it.
  --accept      End the quarantine. It disables what lets people and programs in: tokens, trust policies, users, identity
                providers; sessions end. Enable what you know to be good, or name it: --trust FILE has an id in each line
                (- is the standard input) of what stays as it is. --trust-all: nothing was removed since, all of it stays.

While the quarantine lasts, \`jeton admin recover --force\` makes a token to look with, on a server that runs: that and what is
made with it is accepted. They read the environment that the server has, the salt and the encryption key with it.

Examples:
  $ JETON_DATABASE_URL=sqlite:./data/jeton.db jeton restore /backup/jeton.jsonl
  $ jeton admin recover --force && jeton serve
  $ jeton restore --accept --trust ids.txt
`;

const options = {
  quarantine: { type: "boolean" },
  accept: { type: "boolean" },
  trust: { type: "string" },
  "trust-all": { type: "boolean" },
} as const;

type Given = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>;

/** The request that the arguments make; undefined when they make none. */
export function parseRestore(args: readonly string[]): RestoreRequest | undefined {
  try {
    return requestOf(parseArgs({ args: [...args], options, allowPositionals: true }));
  } catch {
    return undefined;
  }
}

function requestOf({ values, positionals }: Given): RestoreRequest | undefined {
  const { quarantine = false, accept = false, trust, "trust-all": trustAll = false } = values;
  const [file, ...more] = positionals;
  const asked = [file !== undefined, quarantine, accept].filter(Boolean);
  if (asked.length !== 1 || more.length > 0) return undefined;
  const trusts = [trust !== undefined, trustAll].filter(Boolean);
  if (trusts.length > (accept ? 1 : 0)) return undefined;
  if (accept) return { type: "accept", trust, trustAll };
  return file === undefined ? { type: "quarantine" } : { type: "restore", file };
}

/**
 * Does it, on the database of the configuration.
 * @throws Error with a message for people when it is refused
 */
export async function runRestore(request: RestoreRequest, task: RestoreTask): Promise<void> {
  switch (request.type) {
    case "restore":
      await restoreBackup(task, request.file);
      return;
    case "quarantine":
      await quarantineDatabase(task);
      return;
    case "accept":
      await acceptRestored(task, await trustedOf(request, task));
  }
}

async function trustedOf(
  { trust, trustAll }: Extract<RestoreRequest, { type: "accept" }>,
  { readFile, readInput }: RestoreTask,
): Promise<Trusted> {
  if (trustAll) return "all";
  if (trust === undefined) return new Set();
  const text = trust === "-" ? await readInput() : readFile(trust);
  return new Set(text.split(/\s+/).filter((id) => id !== ""));
}
