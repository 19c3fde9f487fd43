import type {
  EncryptionKeyRow,
  KeptSecretRow,
  SaltRow,
  SigningKeyRow,
} from "../../server/domain/secrets/key-rows.ts";
import type { RestorationRow } from "../../server/domain/restore/restoration-row.ts";
import type {
  ExchangeRow,
  PolicyRow,
  GroupMemberRow,
  GroupRow,
  ProjectRow,
  ReplayRow,
  ResourceTypeRow,
  RoleBindingRow,
  RoleRow,
  SecretRow,
  ServiceAccountRow,
  TokenRow,
  TrustPolicyRow,
  UserRow,
} from "../../server/domain/rows.ts";
import type {
  IdentityProviderRow,
  SignInRow,
  UserIdentityRow,
} from "../../server/domain/sign-in/sign-in-rows.ts";

/** One valid row of every kind; a test says only what it is about. */

const TIME = "2026-01-02T03:04:05.678Z";

const made = (id: string) => ({
  id,
  created_at: TIME,
  updated_at: TIME,
  created_by: "sa_maker",
  managed_by: "api",
});

export const projectRow = (row: Partial<ProjectRow> & { id: string }): ProjectRow => ({
  ...made(row.id),
  name: row.id.replace(/^prj_/, ""),
  description: null,
  ...row,
});

export const userRow = (row: Partial<UserRow> & { id: string }): UserRow => ({
  ...made(row.id),
  email: `${row.id.replace(/^usr_/, "")}@example.com`,
  folded_email: `${row.id.replace(/^usr_/, "")}@example.com`.toLowerCase(),
  display_name: null,
  disabled: false,
  ...row,
});

export const identityProviderRow = (
  row: Partial<IdentityProviderRow> & { id: string },
): IdentityProviderRow => ({
  ...made(row.id),
  name: row.id.replace(/^idp_/, ""),
  display_name: null,
  issuer: "https://login.example.com",
  client_id: "jeton",
  scopes: null,
  required_claims: null,
  allow_sign_up: false,
  trust_email: false,
  claims_max_age: "P1D",
  disabled: false,
  ...row,
});

export const userIdentityRow = (row: Partial<UserIdentityRow> & { id: string }): UserIdentityRow => ({
  ...made(row.id),
  user_id: "usr_1",
  issuer: "https://login.example.com",
  subject: row.id,
  ...row,
});

export const signInRow = (row: Partial<SignInRow> & { id: string }): SignInRow => ({
  identity_provider_id: "idp_1",
  issuer: "https://login.example.com",
  claims: {},
  claims_end_at: "2030-01-02T00:00:00.000Z",
  created_at: TIME,
  ...row,
});

export const serviceAccountRow = (row: Partial<ServiceAccountRow> & { id: string }): ServiceAccountRow => ({
  ...made(row.id),
  name: row.id.replace(/^sa_/, ""),
  project_id: "system",
  description: null,
  audience: null,
  disabled: false,
  ...row,
});

export const groupRow = (row: Partial<GroupRow> & { id: string }): GroupRow => ({
  ...made(row.id),
  name: row.id.replace(/^grp_/, ""),
  project_id: "system",
  description: null,
  ...row,
});

export const groupMemberRow = (row: Partial<GroupMemberRow> & { id: string }): GroupMemberRow => ({
  ...made(row.id),
  group_id: "grp_1",
  project_id: "system",
  service_account_id: "sa_1",
  user_id: null,
  ...row,
});

export const roleRow = (row: Partial<RoleRow> & { id: string }): RoleRow => ({
  ...made(row.id),
  name: row.id.replace(/^role_/, ""),
  project_id: "system",
  description: null,
  rules: [{ resource_type: "flow", actions: ["view"], resource_names: null }],
  built_in: false,
  ...row,
});

export const roleBindingRow = (row: Partial<RoleBindingRow> & { id: string }): RoleBindingRow => ({
  ...made(row.id),
  role_id: "role_viewer",
  service_account_id: "sa_1",
  user_id: null,
  group_id: null,
  claim_issuer: null,
  claim_name: null,
  claim_values: null,
  project_id: "system",
  expires_at: null,
  ...row,
});

export const resourceTypeRow = (row: Partial<ResourceTypeRow> & { id: string }): ResourceTypeRow => ({
  ...made(row.id),
  name: row.id.replace(/^rt_/, ""),
  area: null,
  description: null,
  actions: [{ name: "view", access: "read" }],
  ...row,
});

export const policyRow = (row: Partial<PolicyRow> & { id: string }): PolicyRow => ({
  ...made(row.id),
  project_id: "system",
  max_lifetime: null,
  allow_never: true,
  presets: null,
  require_approval: false,
  unused_after: null,
  creators: "self_service",
  ...row,
});

export const tokenRow = (row: Partial<TokenRow> & { id: string }): TokenRow => ({
  ...made(row.id),
  service_account_id: "sa_1",
  user_id: null,
  role_id: null,
  project_id: "system",
  kind: "s",
  name: row.id.replace(/^tok_/, ""),
  description: null,
  within_id: null,
  mode: "full_access",
  rules: null,
  expires_at: null,
  max_age: null,
  extend_on_use: false,
  absolute_expires_at: null,
  not_before: null,
  usage_limit: null,
  allowed_cidrs: null,
  audiences: null,
  rate_limit: null,
  labels: {},
  disabled: false,
  enabled_at: null,
  ephemeral: false,
  trust_policy_id: null,
  session: false,
  authenticated_at: null,
  hint: "jtns_000000000000",
  pending_since: null,
  requested_by: null,
  approved_at: null,
  approved_by: null,
  rotated_at: null,
  revoked_at: null,
  deleted_at: null,
  last_used_at: null,
  last_used_ip: null,
  last_used_by: null,
  uses: 0,
  ...row,
});

export const trustPolicyRow = (row: Partial<TrustPolicyRow> & { id: string }): TrustPolicyRow => ({
  ...made(row.id),
  service_account_id: "sa_1",
  project_id: "system",
  name: row.id.replace(/^tp_/, ""),
  description: null,
  issuer: "https://issuer.example.org",
  audience: "https://jeton.example.org",
  claims: { sub: ["somebody"] },
  max_ttl: "PT15M",
  mode: "full_access",
  rules: null,
  allowed_cidrs: null,
  explain_refusals: false,
  disabled: false,
  ...row,
});

export const secretRow = (row: Partial<SecretRow> & { id: string }): SecretRow => ({
  token_id: "tok_1",
  kind: "s",
  salt_id: "salt_1",
  hash: "ab".repeat(32),
  imported_hint: null,
  ends_at: null,
  rotation_id: null,
  replaced: null,
  reused_at: null,
  shown_to: "sa_maker",
  shown_by: null,
  created_at: TIME,
  ...row,
});

export const saltRow = (row: Partial<SaltRow> & { id: string }): SaltRow => ({
  canary: "cd".repeat(32),
  state: "writing",
  created_at: TIME,
  ...row,
});

export const encryptionKeyRow = (row: Partial<EncryptionKeyRow> & { id: string }): EncryptionKeyRow => ({
  canary: "cd".repeat(32),
  created_at: TIME,
  ...row,
});

export const signingKeyRow = (row: Partial<SigningKeyRow> & { id: string }): SigningKeyRow => ({
  purpose: "audit",
  public_key: "-----BEGIN PUBLIC KEY-----",
  sealed: "AAAA",
  encryption_key_id: "enc_1",
  signs_from: null,
  created_at: TIME,
  ...row,
});

export const keptSecretRow = (row: Partial<KeptSecretRow> & { id: string }): KeptSecretRow => ({
  owner_id: "wh_1",
  sealed: "AAAA",
  encryption_key_id: "enc_1",
  ends_at: null,
  created_at: TIME,
  ...row,
});

export const exchangeRow = (row: Partial<ExchangeRow> & { id: string }): ExchangeRow => ({
  trust_policy_id: "tp_1",
  outcome: "minted",
  created_at: TIME,
  expires_at: "2026-06-01T00:00:00.000Z",
  ...row,
});

export const replayRow = (row: Partial<ReplayRow> & { id: string }): ReplayRow => ({
  body_hash: "ef".repeat(32),
  target_id: "tok_1",
  created_at: TIME,
  ...row,
});

export const restorationRow = (row: Partial<RestorationRow> & { id: string }): RestorationRow => ({
  reason: "backup",
  sequence: 7,
  hash: "0".repeat(64),
  lost_sequence: null,
  quarantined_since: null,
  accepted_at: null,
  created_at: TIME,
  ...row,
});
