import { Problem } from "../../contract/problem.ts";
import type { Head } from "../store.ts";

/** Milliseconds for which a read of the epoch vouches for what is remembered, from when it began. */
const VOUCHES_FOR = 900;

/** Milliseconds. */
interface Clocks {
  /** Never set; it may stand still while the machine sleeps. */
  readonly monotonic: () => number;
  /** Goes on while the machine sleeps; it may be set. */
  readonly wall: () => number;
}

/** What a process knows of the epoch, which others raise as well. */
export interface EpochWatch {
  /** As it is known; undefined before it was read, and where it says nothing any more. */
  readonly epoch: () => number | undefined;
  /** Whether nobody can have been told, 900 ms ago or before, of a change that is not known here. */
  readonly isFresh: () => boolean;
  /** Milliseconds since the last read that succeeded began; Infinity when none has. */
  readonly age: () => number;
  /** Reads it. One that is under way may have begun before whoever asks was told of something, so another follows it. */
  readonly read: () => Promise<void>;
  /** Of a change by this process, before whoever asked for it is told. */
  readonly note: (epoch: number) => void;
  /**
   * That the database is the one it was.
   * @throws Problem `unavailable` when it has lost what it had acknowledged
   */
  readonly demandSame: () => void;
}

/**
 * Keeps the epoch as it was last read. What is remembered of an epoch is good while a read that began less than 900 ms ago
 * gave the same: whoever changed something since was told at most that long ago. A read that gives less than what was known
 * when it began (or another audit entry of the same number) is of a database that was put back, or of a replica of it
 * that took over without its last changes: a revoked token may be a live one there, so all is refused from then on.
 */
export function createEpochWatch(
  head: () => Promise<Head>,
  clocks: Clocks,
  onLost: (lost: { readonly known: Head; readonly read: Head }) => void = () => undefined,
): EpochWatch {
  let known: Head | undefined;
  /** What this process raised it to. */
  let raised = 0;
  let began = { monotonic: -Infinity, wall: -Infinity };
  let isLost = false;
  let underWay: Promise<void> | undefined;
  let following: Promise<void> | undefined;

  const age = (): number =>
    Math.max(clocks.monotonic() - began.monotonic, Math.abs(clocks.wall() - began.wall));

  const asKnown = (): Head | undefined => known && { ...known, epoch: Math.max(known.epoch, raised) };

  const readOnce = async (): Promise<void> => {
    const before = asKnown();
    const at = { monotonic: clocks.monotonic(), wall: clocks.wall() };
    const read = await head();
    if (before && !isSameHistory(before, read)) {
      isLost = true;
      onLost({ known: before, read });
      return;
    }
    began = at;
    known = read;
  };
  const start = (): Promise<void> => {
    const reading = readOnce().finally(() => {
      if (underWay === reading) underWay = undefined;
    });
    underWay = reading;
    return reading;
  };

  return {
    epoch: () => (isLost || !known ? undefined : Math.max(known.epoch, raised)),
    isFresh: () => !isLost && age() < VOUCHES_FOR,
    age,
    read: () => {
      if (!underWay) return start();
      following ??= underWay
        .catch(() => undefined)
        .then(() => {
          following = undefined;
          return start();
        });
      return following;
    },
    note: (epoch) => {
      raised = Math.max(raised, epoch);
    },
    demandSame: () => {
      if (isLost)
        throw new Problem("unavailable", "the database has lost changes; this server must be restarted");
    },
  };
}

function isSameHistory(known: Head, read: Head): boolean {
  if (read.epoch < known.epoch || read.sequence < known.sequence) return false;
  return read.sequence > known.sequence || read.hash === known.hash;
}
