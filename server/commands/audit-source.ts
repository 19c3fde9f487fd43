import { type AuditEvent, eventOf } from "../domain/audit/audit-event.ts";
import { canonicalJson } from "../contract/canonical-json.ts";
import type { ChainEnd } from "../domain/store.ts";
import { linesOf } from "../store/lines-of.ts";
import { openAuditSnapshot } from "../store/audit-snapshot.ts";

/** The events of an audit in order; undefined for one that is not as the server writes it. */
export interface AuditSource extends AsyncDisposable {
  readonly events: () => AsyncIterable<AuditEvent | undefined>;
  /** Where the chain is said to end; an export does not say it. */
  readonly head: ChainEnd | undefined;
}

export async function databaseSource(url: string): Promise<AuditSource> {
  const snapshot = await openAuditSnapshot(url);
  return {
    head: snapshot.head,
    events: async function* events() {
      for await (const row of snapshot.rows()) yield eventOf(row);
    },
    [Symbol.asyncDispose]: () => snapshot.close(),
  };
}

export function fileSource(file: string): AuditSource {
  return {
    head: undefined,
    events: async function* events() {
      for await (const line of linesOf(file)) yield parseEvent(line);
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

/** Byte for byte what the server writes: else other readers might see something else in it than was hashed. */
function parseEvent(line: string): AuditEvent | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== "object" || value === null || canonicalJson(value) !== line) return undefined;
    const { sequence } = value as { readonly sequence?: unknown };
    // Whatever else is missing, the hash is then another one.
    return Number.isSafeInteger(sequence) ? (value as AuditEvent) : undefined;
  } catch {
    return undefined;
  }
}
