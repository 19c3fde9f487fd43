import { made } from "./made-columns.ts";
import type { ColumnTypes } from "./migration.ts";

/** What is told to others, and how far it has come. */
export const events = (types: ColumnTypes): readonly string[] => {
  const { text, integer, options } = types;
  return [
    `create table webhooks (${made(types)},
  name ${text} not null,
  project_id ${text} not null,
  description ${text},
  url ${text} not null,
  events ${text},
  format ${text} not null,
  disabled ${integer} not null,
  authorized_by ${text} not null,
  dropped_at ${text}
)${options}`,
    `create unique index webhooks_name on webhooks (project_id, name)`,
    `create index webhooks_project on webhooks (project_id, id)`,

    `create table events (
  id ${text} primary key,
  type ${text} not null,
  project_id ${text} not null,
  subject_id ${text} not null,
  data ${text} not null,
  created_at ${text} not null
)${options}`,
    `create index events_created on events (created_at, id)`,

    `create table webhook_deliveries (
  id ${text} primary key,
  webhook_id ${text} not null,
  project_id ${text} not null,
  event_id ${text} not null,
  event_type ${text} not null,
  subject_id ${text} not null,
  state ${text} not null,
  attempts ${integer} not null,
  next_attempt_at ${text},
  lease_id ${text},
  leased_until ${text},
  last_attempt_at ${text},
  last_status ${integer},
  last_error ${text},
  delivered_at ${text},
  created_at ${text} not null
)${options}`,
    // By webhook and in the order of ids, so that one's backlog is no burden for the others.
    `create index webhook_deliveries_webhook on webhook_deliveries (webhook_id, state, id)`,
    `create index webhook_deliveries_due on webhook_deliveries (state, next_attempt_at)`,
    `create index webhook_deliveries_event on webhook_deliveries (event_id, id)`,
    `create index webhook_deliveries_subject on webhook_deliveries (subject_id, id)`,
    `create index webhook_deliveries_project on webhook_deliveries (project_id, id)`,
    `create index webhook_deliveries_created on webhook_deliveries (created_at, id)`,

    `create table expiry_notices (
  id ${text} primary key,
  expires_at ${text} not null,
  days ${integer} not null,
  created_at ${text} not null
)${options}`,
  ];
};
