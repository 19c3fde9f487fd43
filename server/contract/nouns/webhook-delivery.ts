import * as z from "zod";
import { computed } from "../field.ts";
import { byField, byTime } from "../filter.ts";
import { filteredRecord } from "../noun.ts";
import { id, instant } from "../text.ts";

/** How a delivery stands. */
export const deliveryStates = ["pending", "delivered", "dead"] as const;

/** Why the last attempt failed; no word of what was answered is kept. */
export const deliveryErrors = {
  status: "the answer had another status than 2xx",
  timeout: "there was no whole answer in time",
  unreachable:
    "nothing answers there, or only at addresses that are not public; the server's log says which, and JETON_OUTBOUND_ALLOW can allow some",
  tls: "its certificate is not valid",
  not_permitted: "whoever answers for the webhook may no longer read this",
  not_signed: "the server could not sign it; its log says why",
  // RFC 8935 section 2.4.
  invalid_request: "its receiver does not take it for a Security Event Token",
  invalid_key: "its receiver does not know the key it is signed with, or takes it for unfit",
  invalid_issuer: "its receiver does not expect this server",
  invalid_audience: "its receiver is not whom the webhook's address stands for",
  authentication_failed: "its receiver does not know who sends it",
  access_denied: "its receiver lets nobody like this server send it",
} as const;

export type DeliveryError = keyof typeof deliveryErrors;
/** They are the table's own keys. */
const errorNames = Object.keys(deliveryErrors) as [DeliveryError, ...DeliveryError[]];

export const webhookDelivery = filteredRecord({
  name: "webhook_delivery",
  title: "webhook delivery",
  idPrefix: "whd",
  reference: "none",
  type: "jeton.webhook",
  description:
    "One event on its way to one webhook. It is sent again, ever more rarely, for three days; then it is `dead`, and can be sent again by hand. " +
    "Deliveries are kept for thirty days.",
  fields: {
    webhook_id: computed(id, "The webhook."),
    project: computed(z.string(), "The webhook's project."),
    event_id: computed(
      id,
      "The event's id, and the message's `webhook-id`: the same however often it is sent.",
    ),
    event_type: computed(z.string(), "What kind of event, for example `token.revoked`."),
    subject_id: computed(id, "What the event is about, for example a token's id."),
    state: computed(
      z.enum(deliveryStates),
      "`pending`: it is sent at `next_attempt_at`; `delivered`: it was answered with 2xx; `dead`: it is not sent again.",
    ),
    attempts: computed(z.int().min(0), "How often it was sent."),
    created_at: computed(instant, "When the event happened."),
    next_attempt_at: computed(instant.nullable(), "When it is sent next, at the earliest."),
    last_attempt_at: computed(instant.nullable(), "When it was sent last."),
    last_status: computed(z.int().nullable(), "The HTTP status of the last answer; null for none."),
    last_error: computed(z.enum(errorNames).nullable(), "Why the last attempt failed."),
    delivered_at: computed(instant.nullable(), "When it was answered with 2xx."),
  },
  filters: {
    ...byField("named", "project"),
    ...byField("equal", "webhook_id", "event_id", "event_type", "subject_id"),
    ...byField("state", "state"),
    ...byTime("created", "created_at"),
  },
  orders: ["created_at", "next_attempt_at", "delivered_at"],
});
