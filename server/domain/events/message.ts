import { createHmac } from "node:crypto";
import { TYPE_PREFIX } from "../../contract/event-types.ts";
import type { EventRow } from "./event-rows.ts";

/** What is posted to a webhook. */
export interface Message {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** CloudEvents 1.0.2 in the structured mode of its HTTP binding. */
export function cloudEvent({ id, type, subject_id, data, created_at }: EventRow, source: string): Message {
  const event = {
    specversion: "1.0",
    id,
    source,
    type: TYPE_PREFIX + type,
    subject: subject_id,
    time: created_at,
    datacontenttype: "application/json",
    data,
  };
  return { headers: { "content-type": "application/cloudevents+json" }, body: JSON.stringify(event) };
}

/**
 * Signs a message as Standard Webhooks says: HMAC-SHA-256 over its id, the time of sending and the body, once with each
 * key, so that whoever knows one of them can verify it.
 * @param id the same however often the message is sent
 */
export function signed(
  { headers, body }: Message,
  { id, keys, now }: { readonly id: string; readonly keys: readonly Buffer[]; readonly now: Date },
): Message {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const signatures = keys.map((key) => {
    const mac = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
    return `v1,${mac}`;
  });
  return {
    body,
    headers: {
      ...headers,
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": signatures.join(" "),
    },
  };
}
