import type { AuditRow } from "../domain/rows.ts";
import type { Kinds } from "../domain/store.ts";

/** How a column is stored, in both databases alike: JSON as text, a boolean as 0 or 1. */
export type StoredAs = "text" | "json" | "boolean" | "integer";

export interface StoredKinds extends Kinds {
  audit_entries: AuditRow;
}
export type TableName = keyof StoredKinds;

type StoredAsOf<V> = [V] extends [string | null]
  ? "text"
  : [V] extends [boolean | null]
    ? "boolean"
    : [V] extends [number | null]
      ? "integer"
      : "json";

type Tables = {
  readonly [K in TableName]: { readonly [C in keyof StoredKinds[K]]-?: StoredAsOf<StoredKinds[K][C]> };
};

const made = {
  id: "text",
  created_at: "text",
  updated_at: "text",
  created_by: "text",
  managed_by: "text",
} as const;

/** Every table with rows of its own. A new kind of row is an entry here and a migration. */
export const tables: Tables = {
  projects: { ...made, name: "text", description: "text" },
  users: { ...made, email: "text", folded_email: "text", display_name: "text", disabled: "boolean" },
  sign_ins: { id: "text", issuer: "text", claims: "json", claims_end_at: "text", created_at: "text" },
  service_accounts: {
    ...made,
    name: "text",
    project_id: "text",
    description: "text",
    audience: "text",
    disabled: "boolean",
  },
  groups: { ...made, name: "text", project_id: "text", description: "text" },
  group_members: {
    ...made,
    group_id: "text",
    project_id: "text",
    service_account_id: "text",
    user_id: "text",
  },
  roles: {
    ...made,
    name: "text",
    project_id: "text",
    description: "text",
    rules: "json",
    built_in: "boolean",
  },
  role_bindings: {
    ...made,
    role_id: "text",
    service_account_id: "text",
    user_id: "text",
    group_id: "text",
    claim_issuer: "text",
    claim_name: "text",
    claim_values: "json",
    project_id: "text",
    expires_at: "text",
  },
  resource_types: { ...made, name: "text", area: "text", description: "text", actions: "json" },
  policies: {
    ...made,
    project_id: "text",
    max_lifetime: "text",
    allow_never: "boolean",
    presets: "json",
    require_approval: "boolean",
    unused_after: "text",
    creators: "text",
  },
  passwords: { id: "text", hash: "text", created_at: "text" },
  tokens: {
    ...made,
    service_account_id: "text",
    user_id: "text",
    role_id: "text",
    project_id: "text",
    kind: "text",
    name: "text",
    description: "text",
    within_id: "text",
    mode: "text",
    rules: "json",
    expires_at: "text",
    max_age: "text",
    extend_on_use: "boolean",
    absolute_expires_at: "text",
    not_before: "text",
    usage_limit: "integer",
    allowed_cidrs: "json",
    audiences: "json",
    rate_limit: "json",
    labels: "json",
    disabled: "boolean",
    enabled_at: "text",
    ephemeral: "boolean",
    trust_policy_id: "text",
    session: "boolean",
    hint: "text",
    pending_since: "text",
    requested_by: "json",
    approved_at: "text",
    approved_by: "text",
    rotated_at: "text",
    revoked_at: "text",
    deleted_at: "text",
    last_used_at: "text",
    last_used_ip: "text",
    last_used_by: "text",
    uses: "integer",
  },
  trust_policies: {
    ...made,
    service_account_id: "text",
    project_id: "text",
    name: "text",
    description: "text",
    issuer: "text",
    audience: "text",
    claims: "json",
    max_ttl: "text",
    mode: "text",
    rules: "json",
    allowed_cidrs: "json",
    explain_refusals: "boolean",
    disabled: "boolean",
  },
  secrets: {
    id: "text",
    token_id: "text",
    kind: "text",
    salt_id: "text",
    hash: "text",
    imported_hint: "text",
    ends_at: "text",
    rotation_id: "text",
    replaced: "json",
    reused_at: "text",
    shown_to: "text",
    shown_by: "text",
    created_at: "text",
  },
  spent_secrets: { id: "text", created_at: "text" },
  salts: { id: "text", canary: "text", state: "text", created_at: "text" },
  encryption_keys: { id: "text", canary: "text", created_at: "text" },
  signing_keys: {
    id: "text",
    purpose: "text",
    public_key: "text",
    sealed: "text",
    encryption_key_id: "text",
    signs_from: "text",
    created_at: "text",
  },
  kept_secrets: {
    id: "text",
    owner_id: "text",
    sealed: "text",
    encryption_key_id: "text",
    ends_at: "text",
    created_at: "text",
  },
  exchanges: { id: "text", trust_policy_id: "text", outcome: "text", created_at: "text", expires_at: "text" },
  replays: { id: "text", body_hash: "text", target_id: "text", created_at: "text" },
  audit_entries: {
    id: "text",
    sequence: "integer",
    time: "text",
    actor_type: "text",
    actor_id: "text",
    actor_token_id: "text",
    action: "text",
    target_type: "text",
    target_id: "text",
    changes: "json",
    ip: "text",
    request_id: "text",
    previous_hash: "text",
    hash: "text",
  },
};
