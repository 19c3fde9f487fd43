import type { Row } from "../rows.ts";

/** That this database was put back to what it was before. */
export interface RestorationRow extends Row {
  /** From a backup; by hand, as a dump or a copy; or found, at a start, to be older than what is kept outside it. */
  readonly reason: "backup" | "by_hand" | "went_back";
  /** Where the audit ended in what was put back. */
  readonly sequence: number;
  readonly hash: string;
  /** The last entry the audit is known to have had before; null where nothing tells. */
  readonly lost_sequence: number | null;
  /** Whatever was made until then is refused until somebody accepts it; null where all that was removed is removed again. */
  readonly quarantined_since: string | null;
  readonly accepted_at: string | null;
  readonly created_at: string;
}
