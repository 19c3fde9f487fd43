import type { ChainEnd } from "../domain/store.ts";
import type { Removed } from "../domain/restore/watch-removals.ts";

/**
 * A revocation journal is a folder with a file of lines of JSON for each process that wrote to the database, so that
 * processes and machines never share one. A line is a change: where the audit ended before and after it, by which lines of
 * all files are put together again, and what it took away.
 */
export interface JournalRecord {
  readonly at: string;
  /** Absent for a use that was counted, which the audit does not tell of. */
  readonly from?: ChainEnd;
  readonly to?: ChainEnd;
  readonly removed: readonly Removed[];
  /** Records of the same one, in the same file, were flushed together: of the last some may never have been committed. */
  readonly batch: number;
}

/** That all changes up to where the audit ended then were in the journals, when this was written. */
export interface Present extends ChainEnd {
  readonly at: string;
}

export const JOURNAL_FORMAT = 1;
export const JOURNAL_ENDING = ".journal";
/** Of the file beside a journal that says until when it was written. */
export const PRESENT_ENDING = ".present";
