import { audit } from "./0001-audit-tables.ts";
import { signIns } from "./0001-sign-in-tables.ts";
import { made } from "./made-columns.ts";
import { events } from "./0001-event-tables.ts";
import { declarations } from "./0001-declaration-tables.ts";
import type { ColumnTypes, Migration } from "./migration.ts";

const scopes = (types: ColumnTypes): readonly string[] => {
  const { text, integer, options } = types;
  return [
    `create table projects (${made(types)},
  name ${text} not null,
  description ${text}
)${options}`,
    `create unique index projects_name on projects (name)`,

    `create table users (${made(types)},
  email ${text} not null,
  folded_email ${text} not null,
  display_name ${text},
  disabled ${integer} not null
)${options}`,
    `create unique index users_email on users (folded_email)`,

    `create table service_accounts (${made(types)},
  name ${text} not null,
  project_id ${text} not null,
  description ${text},
  audience ${text},
  disabled ${integer} not null
)${options}`,
    `create unique index service_accounts_name on service_accounts (project_id, name)`,
    `create unique index service_accounts_audience on service_accounts (audience)`,

    `create table resource_types (${made(types)},
  name ${text} not null,
  area ${text},
  description ${text},
  actions ${text} not null
)${options}`,
    `create unique index resource_types_name on resource_types (name)`,

    `create table policies (${made(types)},
  project_id ${text} not null,
  max_lifetime ${text},
  allow_never ${integer} not null,
  presets ${text},
  require_approval ${integer} not null,
  unused_after ${text},
  creators ${text} not null
)${options}`,
    `create unique index policies_project on policies (project_id)`,
  ];
};

const groups = (types: ColumnTypes): readonly string[] => {
  const { text, options } = types;
  return [
    `create table groups (${made(types)},
  name ${text} not null,
  project_id ${text} not null,
  description ${text}
)${options}`,
    `create unique index groups_name on groups (project_id, name)`,

    `create table group_members (${made(types)},
  group_id ${text} not null,
  project_id ${text} not null,
  service_account_id ${text},
  user_id ${text}
)${options}`,
    `create unique index group_members_service_account on group_members (service_account_id, group_id)`,
    `create unique index group_members_user on group_members (user_id, group_id)`,
    `create index group_members_group on group_members (group_id, id)`,
    `create index group_members_project on group_members (project_id, id)`,
  ];
};

const roles = (types: ColumnTypes): readonly string[] => {
  const { text, integer, options } = types;
  return [
    `create table roles (${made(types)},
  name ${text} not null,
  project_id ${text} not null,
  description ${text},
  rules ${text} not null,
  built_in ${integer} not null
)${options}`,
    `create unique index roles_name on roles (project_id, name)`,

    `create table role_bindings (${made(types)},
  role_id ${text} not null,
  service_account_id ${text},
  user_id ${text},
  group_id ${text},
  claim_issuer ${text},
  claim_name ${text},
  claim_values ${text},
  project_id ${text} not null,
  expires_at ${text}
)${options}`,
    `create index role_bindings_role on role_bindings (role_id, id)`,
    `create index role_bindings_service_account on role_bindings (service_account_id, id)`,
    `create index role_bindings_user on role_bindings (user_id, id)`,
    `create index role_bindings_claim on role_bindings (claim_issuer, claim_name, id)`,
    `create index role_bindings_group on role_bindings (group_id, id)`,
    `create index role_bindings_project on role_bindings (project_id, id)`,
  ];
};

const tokenIndexes: readonly string[] = [
  // A name is free again once its token is revoked or deleted.
  `create unique index tokens_service_account_name on tokens (service_account_id, name)
where deleted_at is null and revoked_at is null`,
  `create unique index tokens_user_name on tokens (user_id, name)
where deleted_at is null and revoked_at is null`,
  `create unique index tokens_role_name on tokens (role_id, name)
where deleted_at is null and revoked_at is null`,
  `create index tokens_service_account on tokens (service_account_id, id)`,
  `create index tokens_user on tokens (user_id, id)`,
  `create index tokens_role on tokens (role_id, id)`,
  `create index tokens_project on tokens (project_id, id)`,
  `create index tokens_created_by on tokens (created_by, id)`,
  // For lists in these orders. By their last use they are sorted: an index would cost more at each use than it saves.
  `create index tokens_name on tokens (name, id)`,
  `create index tokens_created on tokens (created_at, id)`,
  `create index tokens_expires on tokens (expires_at, id)`,
  // For whoever looks for what soon ends, among the few that are not made to end soon. `session` comes first: lists leave
  // out what is ephemeral, for which SQLite would take this and sort all of it.
  `create index tokens_ending on tokens (session, ephemeral, expires_at)`,
  `create index tokens_trust_policy on tokens (trust_policy_id, id) where trust_policy_id is not null`,
];

const tokens = (types: ColumnTypes): readonly string[] => {
  const { text, integer, options } = types;
  return [
    `create table tokens (${made(types)},
  service_account_id ${text},
  user_id ${text},
  role_id ${text},
  project_id ${text} not null,
  kind ${text} not null,
  name ${text} not null,
  description ${text},
  within_id ${text},
  mode ${text} not null,
  rules ${text},
  expires_at ${text},
  max_age ${text},
  extend_on_use ${integer} not null,
  absolute_expires_at ${text},
  not_before ${text},
  usage_limit ${integer},
  allowed_cidrs ${text},
  audiences ${text},
  rate_limit ${text},
  labels ${text} not null,
  disabled ${integer} not null,
  enabled_at ${text},
  ephemeral ${integer} not null,
  trust_policy_id ${text},
  session ${integer} not null,
  authenticated_at ${text},
  hint ${text} not null,
  pending_since ${text},
  requested_by ${text},
  approved_at ${text},
  approved_by ${text},
  rotated_at ${text},
  revoked_at ${text},
  deleted_at ${text},
  last_used_at ${text},
  last_used_ip ${text},
  last_used_by ${text},
  uses ${integer} not null
)${options}`,
    ...tokenIndexes,
  ];
};

const trust = (types: ColumnTypes): readonly string[] => {
  const { text, integer, options } = types;
  return [
    `create table trust_policies (${made(types)},
  service_account_id ${text} not null,
  project_id ${text} not null,
  name ${text} not null,
  description ${text},
  issuer ${text} not null,
  audience ${text} not null,
  claims ${text} not null,
  max_ttl ${text} not null,
  mode ${text} not null,
  rules ${text},
  allowed_cidrs ${text},
  explain_refusals ${integer} not null,
  disabled ${integer} not null
)${options}`,
    `create unique index trust_policies_name on trust_policies (project_id, name)`,
    `create index trust_policies_service_account on trust_policies (service_account_id, id)`,
    `create index trust_policies_issuer on trust_policies (issuer, id)`,
    `create index trust_policies_project on trust_policies (project_id, id)`,

    `create table exchanges (
  id ${text} primary key,
  trust_policy_id ${text} not null,
  outcome ${text} not null,
  created_at ${text} not null,
  expires_at ${text} not null
)${options}`,
    `create index exchanges_policy on exchanges (trust_policy_id, outcome, id)`,
    `create index exchanges_expires on exchanges (expires_at, id)`,
  ];
};

const secrets = ({ text, integer, options }: ColumnTypes): readonly string[] => [
  `create table secrets (
  id ${text} primary key,
  token_id ${text} not null,
  kind ${text},
  salt_id ${text} not null,
  hash ${text} not null,
  imported_hint ${text},
  ends_at ${text},
  rotation_id ${text},
  replaced ${text},
  reused_at ${text},
  shown_to ${text} not null,
  shown_by ${text},
  created_at ${text} not null,
  needs ${integer} not null default 0
)${options}`,
  `create index secrets_token on secrets (token_id, id)`,
  // Only these are looked for by their hash.
  `create unique index secrets_imported on secrets (hash) where imported_hint is not null`,
  `create index secrets_shown_to on secrets (shown_to, id)`,
  `create index secrets_shown_by on secrets (shown_by, id)`,

  `create table passwords (id ${text} primary key, hash ${text} not null, created_at ${text} not null)${options}`,
  `create table spent_secrets (id ${text} primary key, created_at ${text} not null)${options}`,

  `create table salts (
  id ${text} primary key,
  canary ${text} not null, state ${text} not null, created_at ${text} not null
)${options}`,

  `create table encryption_keys (id ${text} primary key, canary ${text} not null, created_at ${text} not null)${options}`,

  `create table signing_keys (
  id ${text} primary key,
  purpose ${text} not null,
  public_key ${text} not null,
  sealed ${text} not null,
  encryption_key_id ${text} not null,
  signs_from ${text},
  created_at ${text} not null
)${options}`,

  `create table kept_secrets (
  id ${text} primary key,
  owner_id ${text} not null,
  sealed ${text} not null,
  encryption_key_id ${text} not null,
  ends_at ${text},
  created_at ${text} not null
)${options}`,
  `create index kept_secrets_owner on kept_secrets (owner_id, id)`,

  `create table replays (
  id ${text} primary key,
  body_hash ${text} not null,
  target_id ${text} not null,
  created_at ${text} not null
)${options}`,
  `create index replays_created on replays (created_at, id)`,
];

const statistics = ({ text, integer, options }: ColumnTypes): readonly string[] => [
  // By day first: what is read is a span of days, and what is forgotten the oldest.
  `create table day_counts (
  day ${text} not null,
  project_id ${text} not null,
  uses ${integer} not null,
  denials ${integer} not null,
  primary key (day, project_id)
)${options}`,
];

export const firstTables: Migration = {
  name: "first-tables",
  statements: (types) =>
    [scopes, signIns, groups, roles, tokens, trust, declarations, secrets, events, statistics, audit].flatMap(
      (part) => part(types),
    ),
};
