import { parseArgs } from "node:util";
import { type Trusted } from "../domain/restore/accept.ts";
import type { JournalsAsked } from "./replaying.ts";
import { acceptRestored, quarantineDatabase, restoreBackup, type RestoreTask } from "./restoring.ts";

/** What was asked for. */
export type RestoreRequest =
  | { readonly type: "restore"; readonly file: string; readonly from: JournalsAsked }
  | { readonly type: "quarantine"; readonly from: JournalsAsked }
  /** `trust` is the name of a file with ids. */
  | { readonly type: "accept"; readonly trust: string | undefined; readonly trustAll: boolean };

export const RESTORE_USAGE = `Usage: jeton restore FILE [--journal PATH]... [--until TIME]
       jeton restore --quarantine [--journal PATH]... [--until TIME]
       jeton restore --accept [--trust FILE | --trust-all]

  FILE          Put a backup of \`jeton backup\` into the database of JETON_DATABASE_URL, which has to be empty.
  --journal     Remove again what was removed since, as revocation journals tell: a folder of them, or one; of every server
                there was. By default the folder that JETON_REVOCATION_JOURNAL names.
  --until       When the last server ended, for example 2030-01-31T08:00:00Z; by default that is now. Journals that do not
                reach it, or have gaps, leave the database in quarantine: what was revoked may be in it again, and nothing
                made before is accepted.
  --quarantine  The same for a database that was put back by hand, as a dump or a copy of the file. Do so before a
                server starts on it.
  --accept      End the quarantine. It disables what lets people and programs in: tokens, trust policies, users, identity
                providers; sessions end. Enable what you know to be good, or name it: --trust FILE has an id in each line
                (- is the standard input) of what stays as it is. --trust-all: nothing was removed since, all of it stays.

While the quarantine lasts, \`jeton admin recover --force\` makes a token to look with, on a server that runs: that and what is
made with it is accepted. They read the environment that the server has, the salt and the encryption key with it.

Examples:
  $ jeton restore /backup/jeton.jsonl --journal /journal --until 2030-01-31T08:00:00Z
  $ jeton admin recover --force && jeton serve
  $ jeton restore --accept --trust ids.txt
`;

const options = {
  journal: { type: "string", multiple: true },
  until: { type: "string" },
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
  const { quarantine = false, accept = false } = values;
  const [file, ...more] = positionals;
  const asked = [file !== undefined, quarantine, accept].filter(Boolean);
  if (asked.length !== 1 || more.length > 0) return undefined;
  if (accept) return acceptance(values);
  const from = journalsAsked(values);
  if (!from || values.trust !== undefined || values["trust-all"]) return undefined;
  return file === undefined ? { type: "quarantine", from } : { type: "restore", file, from };
}

function acceptance({
  trust,
  "trust-all": trustAll = false,
  journal,
  until,
}: Given["values"]): RestoreRequest | undefined {
  if (journal || until !== undefined) return undefined;
  return trustAll && trust !== undefined ? undefined : { type: "accept", trust, trustAll };
}

/** Undefined for a time that is none. */
function journalsAsked({ journal, until }: Given["values"]): JournalsAsked | undefined {
  if (until === undefined) return { places: journal, until: undefined };
  // RFC 3339, with a zone: a local time would be another one elsewhere.
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(until);
  const time = isTime ? new Date(until) : undefined;
  if (!time || Number.isNaN(time.getTime())) return undefined;
  return { places: journal, until: time.toISOString() };
}

/**
 * Does it, on the database of the configuration.
 * @throws Error with a message for people when it is refused
 */
export async function runRestore(request: RestoreRequest, task: RestoreTask): Promise<void> {
  switch (request.type) {
    case "restore":
      await restoreBackup(task, request);
      return;
    case "quarantine":
      await quarantineDatabase(task, request.from);
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
