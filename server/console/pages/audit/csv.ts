import type { AuditEvent } from "./verify-events.ts";

const columns = [
  ["sequence", ({ sequence }: AuditEvent) => String(sequence)],
  ["time", ({ time }: AuditEvent) => time],
  ["actor_type", ({ actor }: AuditEvent) => actor.type],
  ["actor_id", ({ actor }: AuditEvent) => actor.id],
  ["token_id", ({ actor }: AuditEvent) => actor.token_id ?? ""],
  ["action", ({ action }: AuditEvent) => action],
  ["target_type", ({ target }: AuditEvent) => target.type],
  ["target_id", ({ target }: AuditEvent) => target.id],
  ["ip", ({ ip }: AuditEvent) => ip ?? ""],
  ["request_id", ({ request_id: id }: AuditEvent) => id ?? ""],
  ["changes", ({ changes }: AuditEvent) => JSON.stringify(changes)],
  ["hash", ({ hash }: AuditEvent) => hash],
] as const;

/** RFC 4180, for spreadsheets: what they would take for a formula is text there too. */
export function csvOf(events: readonly AuditEvent[]): string {
  const rows = events.map((event) => columns.map(([, read]) => cell(read(event))));
  return [columns.map(([name]) => name), ...rows].map((row) => `${row.join(",")}\r\n`).join("");
}

/** https://owasp.org/www-community/attacks/CSV_Injection */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
