import { declarationRow, declaredObjectRow } from "./declaration-rows.ts";
import { eventRow, webhookDeliveryRow, webhookRow } from "./event-rows.ts";
import type { Kinds } from "../../server/domain/store.ts";
import {
  encryptionKeyRow,
  exchangeRow,
  policyRow,
  groupMemberRow,
  groupRow,
  identityProviderRow,
  keptSecretRow,
  projectRow,
  replayRow,
  restorationRow,
  resourceTypeRow,
  roleBindingRow,
  roleRow,
  saltRow,
  secretRow,
  serviceAccountRow,
  signInRow,
  signingKeyRow,
  tokenRow,
  trustPolicyRow,
  userIdentityRow,
  userRow,
} from "./rows.ts";

const text =
  "First line\r\nsecond\ttab \"quoted\" \\ 'single' % _ ; -- Grüße 你好 👩‍👩‍👧‍👦 \u{10ffff} \u2028 \u0001";

/** Of every kind: a row, another one, and changes to most of its fields. */
export const rowSamples: {
  readonly [K in keyof Kinds]: readonly [Kinds[K], Kinds[K], Partial<Omit<Kinds[K], "id">>];
} = {
  projects: [
    projectRow({ id: "prj_a", description: text }),
    projectRow({ id: "prj_b", description: "" }),
    { description: null, updated_at: "2026-02-01T00:00:00.000Z" },
  ],
  users: [
    userRow({ id: "usr_a", display_name: text, disabled: true }),
    userRow({ id: "usr_b", email: "B@Example.com" }),
    { disabled: false, display_name: null },
  ],
  service_accounts: [
    serviceAccountRow({ id: "sa_a", disabled: true, description: text }),
    serviceAccountRow({ id: "sa_b", project_id: "prj_a" }),
    { disabled: false, description: "" },
  ],
  identity_providers: [
    identityProviderRow({ id: "idp_a", display_name: text, scopes: ["email"], allow_sign_up: true }),
    identityProviderRow({ id: "idp_b", required_claims: { hd: ["example.com"] }, disabled: true }),
    { required_claims: null, claims_max_age: "PT1H", trust_email: true },
  ],
  user_identities: [
    userIdentityRow({ id: "uid_a", subject: "248289761001" }),
    userIdentityRow({ id: "uid_b", user_id: "usr_a" }),
    { user_id: "usr_b" },
  ],
  sign_ins: [
    signInRow({ id: "usr_a", claims: { groups: ["a", text], __proto__x: [] } }),
    signInRow({ id: "usr_b" }),
    { claims: { "https://example.com/roles": ["1"] }, claims_end_at: "2031-01-01T00:00:00.000Z" },
  ],
  spent_sign_ins: [
    { id: "spent_a", created_at: "2026-01-01T00:00:00.000Z", expires_at: "2026-01-01T00:10:00.000Z" },
    { id: "spent_b", created_at: "2026-01-01T00:00:00.000Z", expires_at: "2026-01-01T00:10:00.000Z" },
    { expires_at: "2026-01-01T00:20:00.000Z" },
  ],
  groups: [
    groupRow({ id: "grp_a", description: text }),
    groupRow({ id: "grp_b", project_id: "prj_a" }),
    { name: "c", description: "" },
  ],
  group_members: [
    groupMemberRow({ id: "gm_a" }),
    groupMemberRow({ id: "gm_b", service_account_id: null, user_id: "usr_a" }),
    { updated_at: "2026-02-01T00:00:00.000Z" },
  ],
  roles: [
    roleRow({ id: "role_a", rules: [], built_in: true }),
    roleRow({
      id: "role_b",
      rules: [
        { resource_type: "z", actions: ["b", "a"], resource_names: [text, ""] },
        { resource_type: "a", actions: ["*"], resource_names: null },
      ],
    }),
    { rules: [{ resource_type: "*", actions: ["@read"], resource_names: ["@own"] }], built_in: false },
  ],
  role_bindings: [
    roleBindingRow({ id: "rb_a", expires_at: "2027-01-01T00:00:00.000Z" }),
    roleBindingRow({ id: "rb_b", service_account_id: null, claim_values: ["b", "a"] }),
    { expires_at: null },
  ],
  resource_types: [
    resourceTypeRow({ id: "rt_a", area: "Flows", actions: [] }),
    resourceTypeRow({ id: "rt_b" }),
    {
      area: null,
      actions: [
        { name: "findOne", access: "read" },
        { name: "find", access: "write" },
      ],
    },
  ],
  policies: [
    policyRow({ id: "pol_a", presets: ["P7D", "PT12H"], require_approval: true, creators: "admins" }),
    policyRow({ id: "pol_b", project_id: "prj_b", max_lifetime: "P30D", allow_never: false }),
    { presets: null, unused_after: "P90D", require_approval: false },
  ],
  passwords: [
    {
      id: "usr_a",
      hash: "$argon2id$v=19$m=64,t=1,p=1$c2FsdA$dGFn",
      created_at: "2026-01-01T00:00:00.000Z",
    },
    { id: "usr_b", hash: text, created_at: "" },
    { hash: "x" },
  ],
  tokens: [
    tokenRow({
      id: "tok_a",
      rules: [],
      labels: { b: text, a: "", __proto__x: "1", "a/b.c": "2" },
      mode: "custom",
      disabled: true,
      ephemeral: true,
      uses: Number.MAX_SAFE_INTEGER,
    }),
    tokenRow({ id: "tok_b", service_account_id: null, role_id: "role_a", kind: "r" }),
    { rules: null, labels: { new: "1" }, disabled: false, uses: 3, last_used_by: text },
  ],
  trust_policies: [
    trustPolicyRow({ id: "tp_a", claims: { sub: [text, "b"], ref: ["refs/heads/*"] }, disabled: true }),
    trustPolicyRow({ id: "tp_b", allowed_cidrs: ["10.0.0.0/8"], description: text }),
    { claims: { sub: ["**"] }, explain_refusals: true, allowed_cidrs: null },
  ],
  secrets: [
    secretRow({ id: "Ab0" }),
    secretRow({ id: "aB0", ends_at: "2027-01-01T00:00:00.000Z" }),
    { ends_at: "2026-06-01T00:00:00.000Z" },
  ],
  spent_secrets: [
    { id: "000000000001", created_at: "2030-01-01T00:00:00.000Z" },
    { id: "000000000002", created_at: "2030-01-01T00:00:00.000Z" },
    { created_at: "2031-01-01T00:00:00.000Z" },
  ],
  salts: [saltRow({ id: "salt_a" }), saltRow({ id: "salt_b" }), { state: "retired" }],
  encryption_keys: [
    encryptionKeyRow({ id: "enc_a" }),
    encryptionKeyRow({ id: "enc_b", canary: "x" }),
    { canary: "y" },
  ],
  signing_keys: [
    signingKeyRow({ id: "key_a" }),
    signingKeyRow({ id: "key_b", public_key: text }),
    { sealed: "BBBB" },
  ],
  kept_secrets: [
    keptSecretRow({ id: "kep_a" }),
    keptSecretRow({ id: "kep_b", sealed: text }),
    { ends_at: "2030-01-01T00:00:00.000Z" },
  ],
  declarations: [
    declarationRow({ id: "decl_a" }),
    declarationRow({ id: "decl_b", project_id: "prj_a" }),
    { applied_by: "sa_other", updated_at: "2026-02-01T00:00:00.000Z" },
  ],
  declared_objects: [
    declaredObjectRow({ id: "sa_a", document: { description: text, labels: { a: null } } }),
    declaredObjectRow({ id: "sa_b", declaration_id: "decl_b" }),
    { reference: "sa/shop/other", document: {} },
  ],
  exchanges: [
    exchangeRow({ id: "1a" }),
    exchangeRow({ id: "1b", outcome: "refused" }),
    { expires_at: "2027-01-01T00:00:00.000Z" },
  ],
  webhooks: [
    webhookRow({ id: "wh_a", events: ["token.revoked", "token.created"], disabled: true }),
    webhookRow({ id: "wh_b", description: text }),
    { events: null, dropped_at: "2030-01-01T00:00:00.000Z" },
  ],
  events: [
    eventRow({ id: "evt_a", data: { name: text, labels: { a: "1" }, none: null } }),
    eventRow({ id: "evt_b" }),
    { type: "token.created" },
  ],
  webhook_deliveries: [
    webhookDeliveryRow({ id: "whd_a", lease_id: "lea_1", leased_until: "2030-01-01T00:00:00.000Z" }),
    webhookDeliveryRow({ id: "whd_b", state: "dead", last_error: "timeout", last_status: 500 }),
    { state: "delivered", attempts: 3, next_attempt_at: null },
  ],
  expiry_notices: [
    { id: "tok_a", created_at: "", expires_at: "2030-01-01T00:00:00.000Z", days: 30 },
    { id: "tok_b", created_at: "", expires_at: "2030-01-01T00:00:00.000Z", days: 0 },
    { days: 7 },
  ],
  restorations: [
    restorationRow({ id: "rst_a", quarantined_since: "2026-02-01T00:00:00.000Z" }),
    restorationRow({ id: "rst_b", reason: "by_hand", lost_sequence: 9 }),
    { accepted_at: "2026-02-01T00:00:00.000Z" },
  ],
  replays: [replayRow({ id: "a|b|c" }), replayRow({ id: text }), { target_id: "tok_2" }],
};
