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
  /** As it was before the journals were looked at. */
  readonly head: ChainEnd;
  /** Of what was written until then it is known that the database went back. */
  readonly since: string;
  /** The hash of an entry of the database's audit as it is by now. */
  readonly hashAt: (sequence: number) => Promise<string | undefined>;
}

/** One whose changes' end the database may lack, and the file that tells of it. */
type Later = JournalRecord & { readonly file: string; readonly to: ChainEnd };

/** Whether the database has gone back behind what its journals, which may not be there yet, saw of it. */
export async function journalsAhead(folder: string, { head, since, hashAt }: Known): Promise<Ahead> {
  const records = await recordsAfter(folder, { head, since });
  const presents = (await presentsIn(folder)).filter(({ at, sequence }) => at > since && sequence > 0);
  // Others go on while the journals are read: what they committed since is there by now.
  const missing = async <T>(some: readonly T[], endOf: (one: T) => ChainEnd): Promise<readonly T[]> => {
    const lacked: T[] = [];
    for (const one of some) {
      const { sequence, hash } = endOf(one);
      if ((await hashAt(sequence)) !== hash) lacked.push(one);
    }
    return lacked;
  };
  const lost = await missing<ChainEnd>([...provenBy(records, head), ...presents], (end) => end);
  return {
    lost: lost.length > 0 ? Math.max(...lost.map(({ sequence }) => sequence)) : undefined,
    uncommitted: await missing(records, ({ to }) => to),
  };
}

async function recordsAfter(
  folder: string,
  { head, since }: Pick<Known, "head" | "since">,
): Promise<readonly Later[]> {
  const names = await readdir(folder).catch(() => []);
  const records: Later[] = [];
  for (const file of names.filter((name) => name.endsWith(JOURNAL_ENDING))) {
    const whole = path.join(folder, file);
    if (await endsBefore(whole, head)) continue;
    for await (const record of recordsOf(whole)) {
      const { at, to } = record;
      if (at > since && to && to.sequence > head.sequence) records.push({ ...record, to, file });
    }
  }
  return records;
}

/**
 * A change that another one followed later was committed: who made that one read of it in the database. Within one flush it
 * may not have been, since those are committed together.
 */
function provenBy(records: readonly Later[], head: ChainEnd): readonly ChainEnd[] {
  const flushOf = ({ file, batch }: Later): string => `${file} ${String(batch)}`;
  const made = new Map(records.map((record) => [record.to.hash, flushOf(record)]));
  return records.flatMap((record) => {
    const { from } = record;
    const isLater =
      from !== undefined && from.sequence > head.sequence && made.get(from.hash) !== flushOf(record);
    return isLater ? [from] : [];
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
