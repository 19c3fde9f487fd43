import type { Shown } from "../../contract/noun.ts";
import type { auditEvent } from "../../contract/nouns/audit-event.ts";
import type { AuditRow } from "../rows.ts";

export type AuditEvent = Shown<typeof auditEvent>;

/** An entry of the audit as everybody is shown it, and as its hash is made. */
export function eventOf(row: AuditRow): AuditEvent {
  const { actor_type, actor_id, actor_token_id, target_type, target_id, ...rest } = row;
  return {
    ...rest,
    actor: { type: actor_type, id: actor_id, token_id: actor_token_id },
    target: { type: target_type, id: target_id },
  };
}
