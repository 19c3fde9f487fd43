import { createPublicKey, type KeyObject } from "node:crypto";
import { parseArgs } from "node:util";
import { type AuditSource, databaseSource, fileSource } from "./audit-source.ts";
import { linesOf } from "../store/lines-of.ts";
import { readDatabase } from "../config/config.ts";
import { type Checkpoint, readCheckpoint } from "../domain/audit/checkpoint.ts";
import { redactTokens } from "../contract/token-text.ts";
import type { Environment, ReadFile } from "../config/settings.ts";
import { openAuditSnapshot } from "../store/audit-snapshot.ts";
import { type Verdict, verifyAudit } from "./verify-audit.ts";

interface Terminal {
  readonly env: Environment;
  readonly readFile: ReadFile;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Called the wrong way, or with what cannot be read; the message is for people. */
class Refusal extends Error {}

const auditUsage = `Usage: jeton audit verify [--file EXPORT] [--checkpoint FILE --public-key FILE]
       jeton audit public-key

verify      Checks the audit of the database (JETON_DATABASE_URL), or of an export, without a server: names the first
            entry that was changed, removed, inserted or cut off. Status 0 when it is intact, 1 when it is not.
public-key  Prints the key that checkpoints are signed with, from the database.
`;

/** `jeton audit`: 0 when the audit is what was written, 1 when it is not or cannot be read, 2 when called the wrong way. */
export async function auditCommand(args: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> {
  const [name, ...rest] = args;
  try {
    if (name === "verify") return await verifyCommand(rest, terminal);
    if (name === "public-key" && rest.length === 0) return await publicKeyCommand(terminal);
    terminal.err(auditUsage);
    return 2;
  } catch (cause) {
    const message = cause instanceof Error ? reasons(cause).join(": ") : String(cause);
    terminal.err(`jeton: ${redactTokens(message)}\n`);
    return cause instanceof Refusal ? 2 : 1;
  }
}

async function verifyCommand(args: readonly string[], terminal: Terminal): Promise<0 | 1> {
  const { file, checkpoint, "public-key": key } = verifyOptions(args);
  const checkpoints =
    checkpoint === undefined || key === undefined
      ? undefined
      : await readCheckpoints(checkpoint, publicKeyOf(key, terminal.readFile));
  await using source = file === undefined ? await databaseSource(urlOf(terminal)) : fileSource(file);
  const verdict = await verifyAudit(source, checkpoints);
  if (verdict.type === "broken") {
    terminal.err(
      `The audit is NOT what was written. Entry ${String(verdict.sequence)}: ${verdict.detail}.\n`,
    );
    return 1;
  }
  terminal.out(praise(verdict, source, checkpoints));
  return 0;
}

function verifyOptions(args: readonly string[]): {
  file?: string;
  checkpoint?: string;
  "public-key"?: string;
} {
  const options = {
    file: { type: "string" },
    checkpoint: { type: "string" },
    "public-key": { type: "string" },
  } as const;
  try {
    const { values } = parseArgs({ args: [...args], options });
    if ((values.checkpoint === undefined) === (values["public-key"] === undefined)) return values;
  } catch (cause) {
    throw new Refusal(`${cause instanceof Error ? cause.message : String(cause)}\n\n${auditUsage}`);
  }
  throw new Refusal(
    "--checkpoint and --public-key go together: who could sign a checkpoint could also name the key",
  );
}

function praise(
  { end, time, losses }: Extract<Verdict, { type: "intact" }>,
  { head }: AuditSource,
  checkpoints: readonly Checkpoint[] | undefined,
): string {
  const count = String(end.sequence);
  const last = time === undefined ? "" : `, the last of ${time} with the hash ${end.hash}`;
  const newest = checkpoints?.toSorted((a, b) => a.time.localeCompare(b.time)).at(-1);
  const lost = losses.map(
    ({ time: at, from, to }) =>
      `At ${at} a backup was restored, as a later checkpoint confirms: the entries ${String(from)} to ${String(to)} that were there before are not part of it.\n`,
  );
  const kept = newest
    ? `Every ${losses.length > 0 ? "other " : ""}checkpoint agrees with it, up to entry ${String(newest.sequence)} of ${newest.time}.`
    : `Only a checkpoint kept elsewhere tells whether it was ${head ? "rewritten whole" : "cut off at its end, or rewritten whole"}.`;
  return `The audit is intact: ${count} entries${last}.\n${lost.join("")}${kept}\n`;
}

async function readCheckpoints(file: string, key: KeyObject): Promise<readonly Checkpoint[]> {
  const checkpoints: Checkpoint[] = [];
  let number = 0;
  for await (const line of linesOf(file)) {
    number += 1;
    const checkpoint = readCheckpoint(line, key);
    if (!checkpoint)
      throw new Error(`${file}, line ${String(number)}: this is no checkpoint that the key signed`);
    checkpoints.push(checkpoint);
  }
  if (checkpoints.length === 0) throw new Error(`${file} holds no checkpoint`);
  return checkpoints;
}

function publicKeyOf(file: string, readFile: ReadFile): KeyObject {
  const text = readFile(file);
  try {
    const key = createPublicKey(text);
    if (key.asymmetricKeyType === "ed25519") return key;
  } catch {
    // Said below.
  }
  throw new Error(`${file} holds no Ed25519 public key in PEM`);
}

async function publicKeyCommand(terminal: Terminal): Promise<0 | 1> {
  const snapshot = await openAuditSnapshot(urlOf(terminal));
  try {
    const key = await snapshot.publicKey();
    if (key === undefined)
      throw new Error(
        "this database has no key for checkpoints; the server makes it when it writes the first",
      );
    terminal.out(key);
    return 0;
  } finally {
    await snapshot.close();
  }
}

function urlOf({ env, readFile }: Terminal): string {
  const read = readDatabase(env, readFile);
  if ("url" in read) return read.url;
  throw new Refusal(`the environment is not right:\n${read.problems.map((line) => `  ${line}\n`).join("")}`);
}

function reasons(cause: Error): readonly string[] {
  return cause.cause instanceof Error ? [cause.message, ...reasons(cause.cause)] : [cause.message];
}
