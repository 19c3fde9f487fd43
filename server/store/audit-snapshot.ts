import type { AuditRow } from "../domain/rows.ts";
import type { ChainEnd } from "../domain/store.ts";
import { auditRow } from "./audit-row.ts";
import { chainHead } from "./chain-head.ts";
import type { Run } from "./dialect.ts";
import { openSnapshot } from "./open-snapshot.ts";
import { rowCodec } from "./row-codec.ts";
import type { SnapshotEngine } from "./snapshot-engine.ts";
import { tables } from "./tables.ts";

/** The audit as it was at one moment, whatever is written meanwhile. */
export interface AuditSnapshot {
  /** Where the database says that the chain ends. */
  readonly head: ChainEnd;
  /** The PEM of the public key that checkpoints are signed with; undefined when there is none yet. */
  readonly publicKey: () => Promise<string | undefined>;
  /** Every row there is, in the order of sequence numbers, whatever these are. */
  readonly rows: () => AsyncIterable<AuditRow>;
  readonly close: () => Promise<void>;
}

const PAGE = 1000;

/**
 * Opens the database at `url` for reading alone: its schema stays what it is, and an SQLite file must be there.
 * @throws Error when it cannot be read or holds no audit
 */
export async function openAuditSnapshot(url: string): Promise<AuditSnapshot> {
  const engine = await openSnapshot(url);
  try {
    const { sequence, hash } = await chainHead(engine.dialect).read(engine.run);
    return {
      head: { sequence, hash },
      publicKey: () => readPublicKey(engine.run),
      rows: () => readRows(engine),
      close: engine.close,
    };
  } catch (error) {
    await engine.close();
    throw error;
  }
}

/** Every row of the audit, in the order of sequence numbers, whatever these are. */
export async function* readRows({
  run,
  dialect,
}: Pick<SnapshotEngine, "run" | "dialect">): AsyncGenerator<AuditRow> {
  const codec = rowCodec("audit_entries", tables.audit_entries);
  const text = dialect.builder
    .selectFrom("audit_entries")
    .select(codec.columns)
    .where("sequence", ">", 0)
    .orderBy("sequence")
    .limit(1)
    .compile().sql;
  // Below every number there can be: a row that does not belong may have any.
  for (let after = Number.MIN_SAFE_INTEGER; ;) {
    const { rows } = await run(text, [after, PAGE]);
    for (const row of rows) {
      yield auditRow(codec, readable(row));
    }
    if (rows.length < PAGE) {
      return;
    }
    after = Number(rows.at(-1)?.["sequence"]);
  }
}

/** A row whose JSON was broken is still one: with other changes than were written, which its hash tells. */
function readable(stored: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return isJson(stored["changes"])
    ? stored
    : { ...stored, changes: JSON.stringify({ unreadable: stored["changes"] }) };
}

function isJson(text: unknown): boolean {
  try {
    JSON.parse(String(text));
    return true;
  } catch {
    return false;
  }
}

async function readPublicKey(run: Run): Promise<string | undefined> {
  const { rows } = await run("select public_key from signing_keys where purpose = 'audit' order by id", []);
  return rows[0] === undefined ? undefined : String(rows[0]["public_key"]);
}
