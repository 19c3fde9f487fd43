import { hash } from "node:crypto";

import type { AuditRow } from "../domain/rows.ts";

/** An end of the audit chain: the last entry's number and hash. */
export interface ChainEnd {
  readonly sequence: number;
  readonly hash: string;
}

/** Before the first entry. */
export const chainStart: ChainEnd = { sequence: 0, hash: "0".repeat(64) };

/**
 * RFC 8785: no spaces, keys in the order of their UTF-16 code units, strings and numbers as JSON.stringify writes them. A
 * key whose value is undefined is left out.
 */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonicalJson).join(",")}]`;
  }
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`);
    return `{${fields.join(",")}}`;
  }
  return JSON.stringify(value ?? null);
}

/**
 * The hash of an entry: SHA-256, in lower-case hex, over the UTF-8 bytes of `previous_hash`, a line feed, and the RFC 8785
 * JSON of the entry with all its fields but `previous_hash` and `hash`, null ones included.
 */
export function entryHash(row: Omit<AuditRow, "hash"> & { readonly hash?: string }): string {
  const { previous_hash: previous, hash: _, ...entry } = row;
  return hash("sha256", `${previous}\n${canonicalJson(entry)}`, "hex");
}

/** The row for an entry that follows `end`. */
export function linkEntry(
  end: ChainEnd,
  entry: Omit<AuditRow, "sequence" | "previous_hash" | "hash">,
): AuditRow {
  const linked = { ...entry, sequence: end.sequence + 1, previous_hash: end.hash };
  return { ...linked, hash: entryHash(linked) };
}

export type ChainCheck =
  | { readonly type: "intact"; readonly end: ChainEnd }
  /** At `sequence` an entry is missing, does not follow the one before it, or is not what was written. */
  | { readonly type: "broken"; readonly sequence: number; readonly reason: "gap" | "link" | "content" };

/**
 * Whether rows, in order, continue the chain from `after`; a chain in pages is checked page by page from each `end`. A chain
 * cut off at its end is found by comparing the last `end` with one that was kept elsewhere.
 */
export function verifyChain(rows: Iterable<AuditRow>, after: ChainEnd = chainStart): ChainCheck {
  let end = after;
  for (const row of rows) {
    const sequence = end.sequence + 1;
    if (row.sequence !== sequence) {
      return { type: "broken", sequence, reason: "gap" };
    }
    if (row.previous_hash !== end.hash) {
      return { type: "broken", sequence, reason: "link" };
    }
    if (row.hash !== entryHash(row)) {
      return { type: "broken", sequence, reason: "content" };
    }
    end = { sequence, hash: row.hash };
  }
  return { type: "intact", end };
}
