import type { Kinds } from "../store.ts";
import {
  both,
  earliest,
  either,
  ended,
  fewer,
  fixed,
  latest,
  least,
  type Meet,
  mode,
  most,
  once,
  place,
  rules,
  shortest,
  slower,
} from "./meet.ts";

/** How what is taken away from a kind of row is taken away again from an older copy of it. */
interface Removal<R> {
  /** Whether a row that is deleted takes a right with it. */
  readonly gone: boolean;
  /** Whether a row that is made takes a right away, and so is made again. */
  readonly made?: true;
  /** What each column leaves; one that is not here leaves nothing when it changes: when in doubt, a right was removed. */
  readonly columns: { readonly [C in keyof R]?: Meet | "harmless" };
  /** What becomes of a row of which nothing is left; absent, it is deleted. */
  readonly stopped?: Partial<R>;
}

const said = {
  created_at: "harmless",
  created_by: "harmless",
  updated_at: "harmless",
  managed_by: "harmless",
  name: "harmless",
  description: "harmless",
  display_name: "harmless",
} as const;

/** What nobody is let in by, or kept out. */
const nothing = { gone: false, columns: {} } as const;
/** What has happened, and must not happen again. */
const spent = { gone: false, made: true, columns: {} } as const;

/** Every kind of row; a new one does not compile without a line that says what it takes to revive nothing of it. */
export const removals: { readonly [K in keyof Kinds]: Removal<Kinds[K]> } = {
  projects: { gone: true, columns: said },
  users: {
    gone: true,
    // Whoever has the old address might sign in by it.
    columns: { ...said, email: "harmless", folded_email: fixed, disabled: either },
    stopped: { disabled: true },
  },
  identity_providers: {
    gone: true,
    columns: {
      ...said,
      allow_sign_up: both,
      trust_email: both,
      claims_max_age: shortest,
      disabled: either,
    },
    stopped: { disabled: true },
  },
  user_identities: { gone: true, columns: said },
  sign_ins: { gone: true, columns: { created_at: "harmless", claims_end_at: earliest } },
  spent_sign_ins: spent,
  service_accounts: { gone: true, columns: { ...said, disabled: either }, stopped: { disabled: true } },
  groups: { gone: true, columns: said },
  group_members: { gone: true, columns: said },
  roles: { gone: true, columns: { ...said, rules }, stopped: { rules: [] } },
  role_bindings: { gone: true, columns: { ...said, expires_at: earliest, claim_values: fewer } },
  resource_types: { gone: true, columns: { ...said, area: "harmless", actions: fewer } },
  policies: {
    gone: false,
    made: true,
    columns: {
      ...said,
      presets: "harmless",
      max_lifetime: shortest,
      allow_never: both,
      require_approval: either,
      unused_after: shortest,
      creators: once("admins"),
    },
    stopped: {},
  },
  passwords: { gone: true, columns: { hash: "harmless" } },
  tokens: {
    gone: true,
    columns: {
      ...said,
      ...harmless("hint", "labels", "ephemeral", "enabled_at", "requested_by", "authenticated_at"),
      ...harmless("approved_at", "approved_by", "rotated_at", "last_used_at", "last_used_ip", "last_used_by"),
      within_id: place,
      mode,
      rules,
      expires_at: earliest,
      max_age: shortest,
      extend_on_use: both,
      absolute_expires_at: earliest,
      not_before: latest,
      usage_limit: least,
      allowed_cidrs: fewer,
      audiences: fewer,
      rate_limit: slower,
      disabled: either,
      pending_since: ended,
      revoked_at: ended,
      deleted_at: ended,
      uses: most,
    },
    stopped: { disabled: true },
  },
  trust_policies: {
    gone: true,
    columns: {
      ...said,
      explain_refusals: "harmless",
      max_ttl: shortest,
      mode,
      rules,
      allowed_cidrs: fewer,
      disabled: either,
    },
    stopped: { disabled: true },
  },
  declarations: nothing,
  declared_objects: nothing,
  secrets: {
    gone: true,
    columns: {
      ...harmless("salt_id", "hash", "kind", "rotation_id", "replaced", "reused_at", "created_at"),
      ends_at: earliest,
    },
  },
  spent_secrets: spent,
  salts: {
    gone: true,
    columns: { created_at: "harmless", state: once("retired") },
    stopped: { state: "retired" },
  },
  encryption_keys: nothing,
  signing_keys: { gone: true, columns: harmless("sealed", "encryption_key_id", "signs_from", "created_at") },
  kept_secrets: {
    gone: true,
    columns: { ...harmless("sealed", "encryption_key_id", "created_at"), ends_at: earliest },
  },
  replays: nothing,
  exchanges: spent,
  webhooks: {
    gone: true,
    columns: { ...said, dropped_at: "harmless", events: fewer, disabled: either },
    stopped: { disabled: true },
  },
  events: nothing,
  webhook_deliveries: nothing,
  expiry_notices: nothing,
  restorations: nothing,
};

function harmless<C extends string>(...columns: readonly C[]): { readonly [K in C]: "harmless" } {
  return Object.fromEntries(columns.map((column) => [column, "harmless"])) as { [K in C]: "harmless" };
}
