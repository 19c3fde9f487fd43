import type { Kinds } from "../store.ts";

/**
 * Which changes of a row raise the epoch, since what is remembered of verifications may be another after them: `all`, or
 * those of rows that are there already, where a new one takes nothing away and is found by reading; or `none`, of what
 * verifications do not read.
 */
type Raising =
  | "all"
  | "none"
  | {
      readonly ofExisting: true;
      /** Columns that say nothing of what a token may do. */
      readonly but: readonly string[];
    };

/** Every kind of row; one that is not here does not compile. */
export const raisesEpoch: { readonly [K in keyof Kinds]: Raising } = {
  projects: "all",
  users: "all",
  identity_providers: "all",
  user_identities: "all",
  sign_ins: "all",
  service_accounts: "all",
  groups: "all",
  group_members: "all",
  roles: "all",
  role_bindings: "all",
  resource_types: "all",
  policies: "all",
  trust_policies: "all",
  salts: "all",
  // Most changes of a busy server are new tokens: what is remembered of others stays.
  tokens: { ofExisting: true, but: [] },
  secrets: { ofExisting: true, but: ["hash", "salt_id", "reused_at"] },
  passwords: "none",
  spent_sign_ins: "none",
  spent_secrets: "none",
  declarations: "none",
  declared_objects: "none",
  encryption_keys: "none",
  signing_keys: "none",
  kept_secrets: "none",
  replays: "none",
  exchanges: "none",
  webhooks: "none",
  events: "none",
  webhook_deliveries: "none",
  expiry_notices: "none",
  // Whether there is a quarantine is looked at each second, by itself.
  restorations: "none",
};

/** The kinds whose rows stay as they were read for as long as the epoch does. */
export const lastingKinds = (Object.keys(raisesEpoch) as (keyof Kinds)[]).filter(
  (kind) => raisesEpoch[kind] === "all",
);
