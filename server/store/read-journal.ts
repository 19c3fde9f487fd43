import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";

import { isRemoved } from "../domain/restore/replay-removals.ts";
import type { ChainEnd } from "../domain/store.ts";
import {
  JOURNAL_ENDING,
  JOURNAL_FORMAT,
  type JournalRecord,
  type Present,
  PRESENT_ENDING,
} from "./journal-record.ts";
import { linesOf } from "./lines-of.ts";

/** What journals tell of the time after an end of the audit. */
export interface Journals {
  /** How far the changes in them follow one another from there. */
  readonly reached: ChainEnd;
  /** The last instant they were written at, or said that nothing is missing. */
  readonly until: string | undefined;
  /** Why something is missing before that, for people; undefined where nothing is. */
  readonly gap: string | undefined;
  /** Whether they passed there: of another end of an audit they say nothing. */
  readonly passed: (end: ChainEnd) => boolean;
  /** What was changed and is not in the database, in whatever order. */
  readonly records: () => AsyncIterable<JournalRecord>;
}

/** What a database that was restored has of the audit. */
export interface Restored {
  readonly head: ChainEnd;
  /** Whether it has this end; without it, every one that is not after its head. */
  readonly has?: (end: ChainEnd) => boolean;
  /** From when on it was written to again: until then tells nothing of what it was before. */
  readonly before?: string | undefined;
}

/**
 * Reads folders of journals, or single ones, whichever processes wrote them.
 * @throws Error with a message for people
 */
export async function readJournals(
  places: readonly string[],
  { head, has, before = "9999" }: Restored,
): Promise<Journals> {
  const isIn = has ?? (({ sequence }) => sequence <= head.sequence);
  const begins = has ?? (({ hash }) => hash === head.hash);
  const files = (await Promise.all(places.map(filesAt))).flat();
  const journals = files.filter((file) => !file.endsWith(PRESENT_ENDING));
  const presents = await Promise.all(files.filter((file) => file.endsWith(PRESENT_ENDING)).map(readPresent));
  const records = async function* records(): AsyncGenerator<JournalRecord> {
    for (const file of journals) {
      for await (const record of recordsOf(file)) {
        if (record.to === undefined || !isIn(record.to)) yield record;
      }
    }
  };
  const ends = presents.filter((present) => !isIn(present));
  const { links, starts, furthest, times } = await scan(records(), { head, begins });
  const passed = follow(links, starts);
  const reached = [...passed.values()]
    .filter((end) => !isIn(end))
    .reduce((a, b) => (b.sequence > a.sequence ? b : a), head);
  const missing = [furthest, ...ends].find(({ hash }) => !passed.has(hash));
  return {
    reached,
    until: [...times, ...presents.map(({ at }) => at)]
      .filter((at) => at < before)
      .toSorted()
      .at(-1),
    gap: missing && gapBetween(reached, missing),
    passed: (end) => passed.has(end.hash) || isIn(end),
    records,
  };
}

interface Scanned {
  /** The ends that changes lead to, by the hash of the one they follow. */
  readonly links: ReadonlyMap<string, readonly ChainEnd[]>;
  readonly starts: readonly ChainEnd[];
  readonly furthest: ChainEnd;
  /** When the changes were made. */
  readonly times: Iterable<string>;
}

async function scan(
  records: AsyncIterable<JournalRecord>,
  { head, begins }: { readonly head: ChainEnd; readonly begins: (end: ChainEnd) => boolean },
): Promise<Scanned> {
  const links = new Map<string, ChainEnd[]>();
  const starts = [head];
  const times = new Set<string>();
  let furthest = head;
  for await (const { at, from, to } of records) {
    times.add(at);
    if (!from || !to) continue;
    links.set(from.hash, [...(links.get(from.hash) ?? []), to]);
    if (begins(from)) starts.push(from);
    if (furthest === head || to.sequence > furthest.sequence) furthest = to;
  }
  return { links, starts, furthest, times };
}

function gapBetween(reached: ChainEnd, missing: ChainEnd): string {
  return (
    `they do not follow one another from entry ${String(reached.sequence)} of the audit to entry ${String(missing.sequence)}: a ` +
    "journal is missing, somebody wrote without one, or they are of another database"
  );
}

/** Every end that changes lead to, one after the other. Of two that follow the same one, one was never committed. */
function follow(
  links: ReadonlyMap<string, readonly ChainEnd[]>,
  starts: readonly ChainEnd[],
): ReadonlyMap<string, ChainEnd> {
  const passed = new Map(starts.map((start) => [start.hash, start]));
  const due = [...starts];
  for (let end = due.pop(); end; end = due.pop()) {
    for (const next of links.get(end.hash) ?? []) {
      if (passed.has(next.hash)) continue;
      passed.set(next.hash, next);
      due.push(next);
    }
  }
  return passed;
}

/** Until when those who wrote the journals of a folder said that nothing is missing. */
export async function presentsIn(folder: string): Promise<readonly Present[]> {
  const names = await readdir(folder).catch(() => []);
  const presents = names.filter((name) => name.endsWith(PRESENT_ENDING));
  return Promise.all(presents.map((name) => readPresent(path.join(folder, name))));
}

async function filesAt(place: string): Promise<readonly string[]> {
  if (!(await stat(place)).isDirectory()) return [place];
  const names = await readdir(place);
  const files = names.filter((name) => name.endsWith(JOURNAL_ENDING) || name.endsWith(PRESENT_ENDING));
  return files.toSorted().map((name) => path.join(place, name));
}

/** A line whose end never reached the disk was of a change that was not committed. */
export async function* recordsOf(file: string): AsyncGenerator<JournalRecord> {
  let number = 0;
  let previous: { readonly line: string; readonly number: number } | undefined;
  for await (const line of linesOf(file)) {
    if (previous) yield* recordIn(file, previous);
    number += 1;
    previous = { line, number };
  }
  if (previous && isWhole(previous.line)) yield* recordIn(file, previous);
}

function* recordIn(
  file: string,
  { line, number }: { readonly line: string; readonly number: number },
): Generator<JournalRecord> {
  const value = parsed(line) as Partial<JournalRecord & { readonly jeton_revocations: number }> | undefined;
  if (number === 1) {
    if (value?.jeton_revocations === JOURNAL_FORMAT) return;
    throw new Error(`${file} is no revocation journal of this version of Jeton`);
  }
  const isRecord =
    value && Array.isArray(value.removed) && value.removed.every(isRemoved) && typeof value.at === "string";
  const isLinked = value?.from === undefined || (isEnd(value.from) && isEnd(value.to));
  if (!isRecord || !isLinked)
    throw new Error(`${file}, line ${String(number)}: this is nothing a server wrote`);
  // As just looked at.
  yield value as JournalRecord;
}

const isWhole = (line: string): boolean => parsed(line) !== undefined;

function isEnd(value: unknown): value is ChainEnd {
  if (typeof value !== "object" || value === null) return false;
  const { sequence, hash } = value as Readonly<Record<string, unknown>>;
  return Number.isSafeInteger(sequence) && typeof hash === "string";
}

async function readPresent(file: string): Promise<Present> {
  const value = parsed(await readFile(file, "utf8")) as Partial<Present> | undefined;
  const at = value?.at;
  if (isEnd(value) && typeof at === "string") return { ...value, at };
  throw new Error(`${file} is nothing a server wrote`);
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
