import { open, readdir } from "node:fs/promises";
import path from "node:path";

import type { ChainEnd } from "../domain/store.ts";
import { JOURNAL_ENDING, type JournalRecord } from "./journal-record.ts";
import { presentsIn, recordsOf } from "./read-journal.ts";

/** What the journals of a folder know that their database does not. */
export interface Ahead {
  /** The last entry that the audit is known to have had; undefined where it still has all. */
  readonly lost: number | undefined;
  /** What was flushed and perhaps never committed, when a process or its machine stopped. */
  readonly uncommitted: readonly JournalRecord[];
}

interface Known {
  readonly head: ChainEnd;
  /** Of what was written until then it is known that the database went back. */
  readonly since: string;
  /** The hash of an entry of the database's audit. */
  readonly hashAt: (sequence: number) => Promise<string | undefined>;
}

/** Whether the database has gone back behind what its journals, which may not be there yet, saw of it. */
export async function journalsAhead(folder: string, { head, since, hashAt }: Known): Promise<Ahead> {
  const names = await readdir(folder).catch(() => []);
  const records: (JournalRecord & { readonly file: string })[] = [];
  for (const file of names.filter((name) => name.endsWith(JOURNAL_ENDING))) {
    const whole = path.join(folder, file);
    if (await endsBefore(whole, head)) continue;
    for await (const record of recordsOf(whole)) {
      if (record.at > since && record.to && record.to.sequence > head.sequence)
        records.push({ ...record, file });
    }
  }
  const lost = provenBy(records, head);
  for (const present of await presentsIn(folder)) {
    if (present.at <= since || present.sequence === 0) continue;
    if ((await hashAt(present.sequence)) !== present.hash) lost.push(present.sequence);
  }
  return { lost: lost.length > 0 ? Math.max(...lost) : undefined, uncommitted: records };
}

/**
 * A change that another one followed later was committed: who made that one read of it in the database. Within one flush it
 * may not have been, since those are committed together.
 */
function provenBy(records: readonly (JournalRecord & { readonly file: string })[], head: ChainEnd): number[] {
  const flushOf = ({ file, batch }: (typeof records)[number]): string => `${file} ${String(batch)}`;
  const made = new Map(records.map((record) => [record.to?.hash, flushOf(record)]));
  return records.flatMap((record) => {
    const { from } = record;
    const isLater =
      from !== undefined && from.sequence > head.sequence && made.get(from.hash) !== flushOf(record);
    return isLater ? [from.sequence] : [];
  });
}

/** Bytes at the end of a file that are looked at first. */
const TAIL = 64 * 1024;

/** Whether the last change of a file is in the database, by its number: then so are those before it. */
async function endsBefore(file: string, head: ChainEnd): Promise<boolean> {
  const handle = await open(file, "r");
  try {
    const { size } = await handle.stat();
    const bytes = Buffer.alloc(Math.min(TAIL, size));
    await handle.read(bytes, 0, bytes.length, size - bytes.length);
    const last = bytes
      .toString("latin1")
      .split("\n")
      .findLast((line) => line.startsWith('{"at":') && line.includes('"to":{') && line.endsWith("}"));
    const sequence = /"to":\{"sequence":(\d+),/.exec(last ?? "")?.[1];
    return sequence !== undefined && Number(sequence) <= head.sequence;
  } finally {
    await handle.close();
  }
}
