import type { ItemOf } from "../../api/queries.ts";
import { canonicalJson } from "../../../contract/canonical-json.ts";

export type AuditEvent = ItemOf<"audit_event.list">;

export type Verdict =
  | { readonly type: "whole"; readonly first: number; readonly last: number; readonly links: number }
  | { readonly type: "broken"; readonly sequence: number; readonly why: string }
  /** Browsers compute hashes on https and on this machine alone. */
  | { readonly type: "impossible" };

/**
 * Recomputes the hash of each event that is loaded, and holds it to follow the one before where that is loaded too. What
 * the server shows is not believed, but what it does not show cannot be told: for that there are signed checkpoints.
 */
export async function verifyEvents(events: readonly AuditEvent[]): Promise<Verdict> {
  // Its type says that it is always there.
  const subtle = crypto.subtle as SubtleCrypto | undefined;
  if (!subtle) return { type: "impossible" };
  const ordered = events.toSorted((a, b) => a.sequence - b.sequence);
  let links = 0;
  for (const [index, event] of ordered.entries()) {
    const { sequence, hash, previous_hash: previous } = event;
    if ((await hashOf(subtle, event)) !== hash) {
      return { type: "broken", sequence, why: "its hash is not that of what it says" };
    }
    const before = ordered[index - 1];
    if (before?.sequence !== sequence - 1) continue;
    links += 1;
    if (before.hash !== previous) {
      return { type: "broken", sequence, why: "it does not follow the event before it" };
    }
  }
  return { type: "whole", first: ordered[0]?.sequence ?? 0, last: ordered.at(-1)?.sequence ?? 0, links };
}

/** As docs of the audit say: SHA-256 of the hash before, a line feed, and the rest as canonical JSON (RFC 8785). */
async function hashOf(subtle: SubtleCrypto, event: AuditEvent): Promise<string> {
  const { hash: _, previous_hash: previous, ...rest } = event;
  const bytes = new TextEncoder().encode(`${previous}\n${canonicalJson(rest)}`);
  const digest = new Uint8Array(await subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
