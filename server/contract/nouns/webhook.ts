import * as z from "zod";
import { eventTypeNames } from "../event-types.ts";
import { immutable, volatile, withDefault, writable, writeOnly } from "../field.ts";
import { byField, bySearch } from "../filter.ts";
import { noun } from "../noun.ts";
import { description, dnsLabel, id, instant, projectScope } from "../text.ts";
import { webhookSecret } from "../webhook-secret.ts";
import { webhookUrl } from "../webhook-url.ts";

const events = z
  .array(z.enum(eventTypeNames))
  .min(1, { message: "must not be empty: leave it out instead, an empty list never means all" })
  .max(eventTypeNames.length)
  .refine((names) => new Set(names).size === names.length, { message: "must not repeat an entry" })
  .meta({ uniqueItems: true });

export const webhook = noun({
  name: "webhook",
  title: "webhook",
  idPrefix: "wh",
  reference: "PROJECT/NAME",
  type: "jeton.webhook",
  description:
    "An address that is told what happens in a project and in those below it: signed messages, sent again until they arrive. " +
    "It is told only what whoever answers for it may read.",
  fields: {
    name: writable(dnsLabel, "Name, unique in its project."),
    project: immutable(
      projectScope,
      "The project whose events are sent, with those of the projects below; `system` is all.",
    ),
    description: writable(description, "Who listens there, and what for."),
    url: writable(
      webhookUrl,
      "Where messages are sent. Whoever may read the webhook sees it: put no secret in it.",
    ),
    events: writable(
      events.nullable(),
      "The types of events that are sent; absent, all there are, those of later versions too.",
    ),
    format: withDefault(
      immutable(
        z.enum(["cloudevents", "caep"]),
        "`cloudevents`: every event as a CloudEvent; `caep`: what ends a token or an owner, or gives a token a new secret, as OpenID CAEP's events in signed Security Event Tokens, for which the server needs `JETON_PUBLIC_URL`.",
      ),
      "cloudevents",
    ),
    disabled: withDefault(
      writable(
        z.boolean(),
        "A disabled webhook is sent nothing: events of that time are lost to it, and what waits is sent once it is enabled. An answer of 410 disables it.",
      ),
      false,
    ),
    secret: writeOnly(
      webhookSecret.nullable(),
      "What messages are signed with, as Standard Webhooks writes it: `whsec_` and 24 to 64 bytes in base64. " +
        "Absent, the server makes one, and the reply shows it, this once. After a change messages are signed with the one before as well, for a day.",
    ),
    authorized_by: volatile(
      id,
      "Who answers for it: whoever made it, or changed last where or what it sends. It is sent only what that user, service account or token of a role may read.",
    ),
    dropped_at: volatile(
      instant.nullable(),
      "When an event was last dropped because too many waited to be sent.",
    ),
  },
  filters: {
    ...byField("named", "project"),
    ...byField("equal", "name", "url", "authorized_by"),
    ...byField("flag", "disabled"),
    ...bySearch("name", "description", "url"),
  },
  orders: ["name"],
});
