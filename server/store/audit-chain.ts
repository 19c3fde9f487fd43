import { hash } from "node:crypto";

import { type AuditEvent, eventOf } from "../domain/audit/audit-event.ts";
import { canonicalJson } from "../contract/canonical-json.ts";
import type { AuditRow } from "../domain/rows.ts";
import type { ChainEnd } from "../domain/store.ts";

export type { ChainEnd } from "../domain/store.ts";

/** Before the first entry. */
export const chainStart: ChainEnd = { sequence: 0, hash: "0".repeat(64) };

/**
 * The hash of an event: SHA-256, in lower-case hex, over the UTF-8 bytes of `previous_hash`, a line feed, and the RFC 8785
 * JSON of the event, as the API shows it, with all its fields but `previous_hash` and `hash`, null ones included.
 */
function eventHash(whole: AuditEvent): string {
  const { previous_hash: previous, hash: _, ...event } = whole;
  return hash("sha256", `${previous}\n${canonicalJson(event)}`, "hex");
}

export function entryHash(row: Omit<AuditRow, "hash"> & { readonly hash?: string }): string {
  return eventHash(eventOf({ hash: "", ...row }));
}

/** The row for an entry that follows `end`. */
export function linkEntry(
  end: ChainEnd,
  entry: Omit<AuditRow, "sequence" | "previous_hash" | "hash">,
): AuditRow {
  const linked = { ...entry, sequence: end.sequence + 1, previous_hash: end.hash };
  return { ...linked, hash: entryHash(linked) };
}

/**
 * At `sequence` an entry is missing (gap) or one too many (extra), does not follow the one before it (link), or is not what
 * was written (content).
 */
export interface Break {
  readonly type: "broken";
  readonly sequence: number;
  readonly reason: "gap" | "extra" | "link" | "content";
}

export type ChainCheck = { readonly type: "intact"; readonly end: ChainEnd } | Break;

/** Whether an event is the one that follows `end`. */
export function verifyEvent(event: AuditEvent, end: ChainEnd): ChainCheck {
  const sequence = end.sequence + 1;
  const broken = (reason: Break["reason"]): Break => ({ type: "broken", sequence, reason });
  if (event.sequence !== sequence) {
    return broken(event.sequence > sequence ? "gap" : "extra");
  }
  if (event.previous_hash !== end.hash) {
    return broken("link");
  }
  if (event.hash !== eventHash(event)) {
    return broken("content");
  }
  return { type: "intact", end: { sequence, hash: event.hash } };
}

/**
 * Whether rows, in order, continue the chain from `after`; a chain in pages is checked page by page from each `end`. A chain
 * cut off at its end is found by comparing the last `end` with one that was kept elsewhere.
 */
export function verifyChain(rows: Iterable<AuditRow>, after: ChainEnd = chainStart): ChainCheck {
  let end = after;
  for (const row of rows) {
    const check = verifyEvent(eventOf(row), end);
    if (check.type === "broken") {
      return check;
    }
    ({ end } = check);
  }
  return { type: "intact", end };
}
