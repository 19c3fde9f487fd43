import * as z from "zod";
import { computed } from "../field.ts";
import { record } from "../noun.ts";
import { id, instant } from "../text.ts";

const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const auditEvent = record({
  name: "audit_event",
  title: "audit event",
  idPrefix: "aud",
  reference: "none",
  type: "jeton.audit-event",
  description:
    "One change, written in the transaction that made it and chained by hashes to the one before. " +
    "Nobody makes, changes or deletes one.",
  fields: {
    sequence: computed(z.int().min(1), "Its place in the chain: from 1, without a gap."),
    time: computed(instant, "When the change was made, by the clock of the server."),
    actor: computed(
      z.object({
        type: z.string().meta({ description: "`user`, `service_account`, `role` or `system`." }),
        id,
        token_id: id
          .nullable()
          .meta({ description: "Of the token that was presented; null for the server." }),
      }),
      "Who made the change, and with whose token.",
    ),
    action: computed(z.string(), "The operation, for example `token.rotate`."),
    target: computed(
      z.object({ type: z.string().meta({ description: "A noun, for example `token`." }), id }),
      "What was changed.",
    ),
    changes: computed(
      z.record(z.string(), z.unknown()),
      "What is new about it: of a change each field's `before` and `after`; never a secret, and `***` for what is personal.",
    ),
    ip: computed(z.string().nullable(), "The address of the client."),
    request_id: computed(z.string().nullable(), "The request's id, as in its reply and in the log."),
    previous_hash: computed(hash, "The `hash` of the event before; 64 zeros before the first."),
    hash: computed(
      hash,
      "SHA-256 of `previous_hash`, a line feed, and the event without its two hashes as canonical JSON (RFC 8785).",
    ),
  },
});
