import type { ColumnTypes } from "./migration.ts";

/** The audit, for the first migration. */
export const audit = ({ text, integer, options }: ColumnTypes): readonly string[] => [
  `create table audit_entries (
  id ${text} primary key,
  sequence ${integer} not null,
  time ${text} not null,
  actor_type ${text} not null,
  actor_id ${text} not null,
  actor_token_id ${text},
  action ${text} not null,
  target_type ${text} not null,
  target_id ${text} not null,
  changes ${text} not null,
  ip ${text},
  request_id ${text},
  previous_hash ${text} not null,
  hash ${text} not null
)${options}`,
  `create unique index audit_entries_sequence on audit_entries (sequence)`,
  `create index audit_entries_time on audit_entries (time, sequence)`,
  `create index audit_entries_actor on audit_entries (actor_id, sequence)`,
  `create index audit_entries_action on audit_entries (action, sequence)`,
  `create index audit_entries_target on audit_entries (target_id, sequence)`,

  `create table restorations (
  id ${text} primary key,
  reason ${text} not null,
  sequence ${integer} not null,
  hash ${text} not null,
  lost_sequence ${integer},
  quarantined_since ${text},
  accepted_at ${text},
  created_at ${text} not null
)${options}`,

  // One row: the end of the audit chain and the epoch. Whoever writes holds its lock.
  `create table chain_head (
  id ${integer} primary key check (id = 1),
  sequence ${integer} not null,
  hash ${text} not null,
  epoch ${integer} not null
)${options}`,
  `insert into chain_head (id, sequence, hash, epoch) values (1, 0, '${"0".repeat(64)}', 0)`,
];
