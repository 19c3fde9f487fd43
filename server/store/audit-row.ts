import type { AuditRow } from "../domain/rows.ts";

type Stored = Readonly<Record<string, unknown>>;

/** An audit entry as the domain knows it, from its stored columns. */
export function auditRow(
  { decodeRow }: { readonly decodeRow: (stored: Stored) => Record<string, unknown> },
  stored: Stored,
): AuditRow {
  // tables.ts has every column of the row with its type: the cast states it.
  return decodeRow(stored) as unknown as AuditRow;
}
