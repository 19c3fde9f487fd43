import type { ColumnTypes } from "./migration.ts";
import { made } from "./made-columns.ts";

/** Whom people sign in through, and who they are then; for the first migration. */
export const signIns = (types: ColumnTypes): readonly string[] => {
  const { text, integer, options } = types;
  return [
    `create table identity_providers (${made(types)},
  name ${text} not null,
  display_name ${text},
  issuer ${text} not null,
  client_id ${text} not null,
  scopes ${text},
  required_claims ${text},
  allow_sign_up ${integer} not null,
  trust_email ${integer} not null,
  claims_max_age ${text} not null,
  disabled ${integer} not null
)${options}`,
    `create unique index identity_providers_name on identity_providers (name)`,

    `create table user_identities (${made(types)},
  user_id ${text} not null,
  issuer ${text} not null,
  subject ${text} not null
)${options}`,
    `create unique index user_identities_subject on user_identities (issuer, subject)`,
    `create index user_identities_user on user_identities (user_id, id)`,

    `create table sign_ins (
  id ${text} primary key,
  identity_provider_id ${text} not null,
  issuer ${text} not null,
  claims ${text} not null,
  claims_end_at ${text} not null,
  created_at ${text} not null,
  needs ${integer} not null default 0
)${options}`,
    `create index sign_ins_identity_provider on sign_ins (identity_provider_id, id)`,

    `create table spent_sign_ins (
  id ${text} primary key,
  created_at ${text} not null,
  expires_at ${text} not null
)${options}`,
    `create index spent_sign_ins_expires on spent_sign_ins (expires_at, id)`,
  ];
};
