import type { Rule } from "../contract/built-in-roles.ts";
import type { Declarable } from "../contract/declared.ts";
import type { Access } from "../contract/permission.ts";
import type { RateLimit } from "../contract/rate-limit.ts";
import type { TokenKind } from "../contract/token-text.ts";
import type { ClaimMatchers } from "./authorization/claim-matching.ts";

/**
 * What is stored. Instants are RFC 3339 text in UTC with milliseconds, so that text order is time order; `project_id` is a
 * project's id or `system`. Rows refer by id alone: a re-created name inherits nothing.
 */
export interface Row {
  readonly id: string;
}

export interface Made extends Row {
  readonly created_at: string;
  readonly updated_at: string;
  readonly created_by: string;
  readonly managed_by: string;
}

export interface ProjectRow extends Made {
  readonly name: string;
  readonly description: string | null;
}

export interface UserRow extends Made {
  /** As it was given. */
  readonly email: string;
  /** By which it is found and unique: see `foldEmail`. */
  readonly folded_email: string;
  readonly display_name: string | null;
  readonly disabled: boolean;
}

export interface ServiceAccountRow extends Made {
  readonly name: string;
  readonly project_id: string;
  readonly description: string | null;
  readonly audience: string | null;
  readonly disabled: boolean;
}

export interface GroupRow extends Made {
  readonly name: string;
  readonly project_id: string;
  readonly description: string | null;
}

export interface GroupMemberRow extends Made {
  readonly group_id: string;
  /** The group's, which never changes. */
  readonly project_id: string;
  /** Exactly one of the two. */
  readonly service_account_id: string | null;
  readonly user_id: string | null;
}

export interface RoleRow extends Made {
  readonly name: string;
  readonly project_id: string;
  readonly description: string | null;
  readonly rules: readonly Rule[];
  readonly built_in: boolean;
}

export interface RoleBindingRow extends Made {
  readonly role_id: string;
  /** Exactly one of the subjects. */
  readonly service_account_id: string | null;
  readonly user_id: string | null;
  readonly group_id: string | null;
  /** The three together, of whom signs in with one of those values of the claim. */
  readonly claim_issuer: string | null;
  readonly claim_name: string | null;
  readonly claim_values: readonly string[] | null;
  readonly project_id: string;
  readonly expires_at: string | null;
}

export interface ResourceTypeRow extends Made {
  readonly name: string;
  readonly area: string | null;
  readonly description: string | null;
  readonly actions: readonly { readonly name: string; readonly access: Access }[];
}

/** What tokens of a project and those below it have to comply with; durations are ISO 8601. */
export interface PolicyRow extends Made {
  readonly project_id: string;
  readonly max_lifetime: string | null;
  readonly allow_never: boolean;
  readonly presets: readonly string[] | null;
  readonly require_approval: boolean;
  readonly unused_after: string | null;
  readonly creators: "self_service" | "admins";
}

export type TokenMode = "full_access" | "read_only" | "custom";

export interface TokenRow extends Made {
  /** Exactly one of the owners. */
  readonly service_account_id: string | null;
  readonly user_id: string | null;
  readonly role_id: string | null;
  readonly project_id: string;
  readonly kind: TokenKind;
  readonly name: string;
  readonly description: string | null;
  readonly within_id: string | null;
  readonly mode: TokenMode;
  readonly rules: readonly Rule[] | null;
  readonly expires_at: string | null;
  /** ISO 8601. */
  readonly max_age: string | null;
  readonly extend_on_use: boolean;
  readonly absolute_expires_at: string | null;
  readonly not_before: string | null;
  readonly usage_limit: number | null;
  readonly allowed_cidrs: readonly string[] | null;
  readonly audiences: readonly string[] | null;
  readonly rate_limit: RateLimit | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly disabled: boolean;
  /** When it last was enabled after it had been disabled. */
  readonly enabled_at: string | null;
  readonly ephemeral: boolean;
  /** Of a token that an ID token was exchanged for. */
  readonly trust_policy_id: string | null;
  /** Of a person who signed in: its text is accepted from a cookie, and from nowhere else. */
  readonly session: boolean;
  /** Of a session: when its person proved who they are; null where nobody says. */
  readonly authenticated_at: string | null;
  readonly hint: string;
  /** Since when it is refused until somebody approves it; null when it is not. */
  readonly pending_since: string | null;
  /** Who asked for what is pending: ids of accounts and, of roles, of their tokens. */
  readonly requested_by: readonly string[] | null;
  readonly approved_at: string | null;
  readonly approved_by: string | null;
  readonly rotated_at: string | null;
  readonly revoked_at: string | null;
  /** A tombstone: gone for everyone, kept so that its secret never comes back to life. */
  readonly deleted_at: string | null;
  readonly last_used_at: string | null;
  readonly last_used_ip: string | null;
  readonly last_used_by: string | null;
  readonly uses: number;
}

export interface TrustPolicyRow extends Made {
  readonly service_account_id: string;
  /** The account's. */
  readonly project_id: string;
  readonly name: string;
  readonly description: string | null;
  readonly issuer: string;
  readonly audience: string;
  readonly claims: ClaimMatchers;
  /** ISO 8601. */
  readonly max_ttl: string;
  readonly mode: TokenMode;
  readonly rules: readonly Rule[] | null;
  readonly allowed_cidrs: readonly string[] | null;
  readonly explain_refusals: boolean;
  readonly disabled: boolean;
}

/** A set of objects that was applied as one. */
export interface DeclarationRow extends Row {
  readonly name: string;
  readonly project_id: string;
  readonly created_at: string;
  readonly created_by: string;
  readonly updated_at: string;
  /** Who last changed something by applying it. */
  readonly applied_by: string;
}

/** An object that a declaration looks after; its id is the object's, which no other one looks after. */
export interface DeclaredObjectRow extends Row {
  readonly declaration_id: string;
  readonly kind: Declarable;
  /** As it was declared. */
  readonly reference: string;
  /** Its fields as they were last applied. */
  readonly document: Readonly<Record<string, unknown>>;
  /** Since when. */
  readonly created_at: string;
}

/** A user's password; its id is the user's. */
export interface PasswordRow extends Row {
  /** A PHC string: see domain/password-hash.ts. */
  readonly hash: string;
  /** When the password was given; a hash that is made anew of the same one leaves it. */
  readonly created_at: string;
}

/** One secret of a token; its id is the lookup id in the token's text, of a JWT the token's, or of an imported one its own. */
export interface SecretRow extends Row {
  readonly token_id: string;
  /** Its text's: the token's is another once it was transferred to an owner of another type. Null for an imported one, and a JWT. */
  readonly kind: TokenKind | null;
  readonly salt_id: string;
  /** `HMAC-SHA-256(salt, "v1|" + SHA-256(whole text))` in hex. */
  readonly hash: string;
  /** By which to recognise a text of another system; null where the text is one of Jeton's own. */
  readonly imported_hint: string | null;
  /** End of the grace of a secret rotated away; null for the current one. */
  readonly ends_at: string | null;
  /** The rotation that made it; null for the one the token was made with. */
  readonly rotation_id: string | null;
  /** The rotation that it gave way to; null for the current one, and for one that ended otherwise. */
  readonly replaced: Replacement | null;
  /** When it was last told of that it was presented past its grace. */
  readonly reused_at: string | null;
  /** Who got it in a reply: the id of somebody, of a token that is a role's, or `system`. */
  readonly shown_to: string;
  /** The token by which it was asked for; null where none was. */
  readonly shown_by: string | null;
  readonly created_at: string;
}

/** A rotation, as the secret that gave way to it remembers it: enough to take it back. */
export interface Replacement {
  readonly rotation_id: string;
  /** Whether the token rotated itself, with this very secret. */
  readonly by_itself: boolean;
  /** Of the request it did so with, when that had an idempotency key: see domain/replay.ts. */
  readonly repeat: string | null;
  /** Of the token, before and after. */
  readonly expires_at: { readonly before: string | null; readonly after: string | null };
  /** Of the token, before. */
  readonly rotated_at: string | null;
  readonly hint: string;
}

/** That there was a secret of that lookup id, which is purged: nobody brings its text as a new one. */
export interface SpentSecretRow extends Row {
  /** When it was purged. */
  readonly created_at: string;
}

/** A request that was answered, so that its repetition does nothing twice; its id is made of caller, operation and key. */
export interface ReplayRow extends Row {
  readonly body_hash: string;
  readonly target_id: string;
  readonly created_at: string;
}

/** An ID token that was exchanged, or refused, under a trust policy; kept until it can be neither again. */
export interface ExchangeRow extends Row {
  readonly trust_policy_id: string;
  readonly outcome: "minted" | "refused";
  readonly created_at: string;
  readonly expires_at: string;
}

export interface AuditRow extends Row {
  /** From 1, without a gap. */
  readonly sequence: number;
  readonly time: string;
  readonly actor_type: string;
  readonly actor_id: string;
  readonly actor_token_id: string | null;
  /** An operation: `token.rotate`. */
  readonly action: string;
  readonly target_type: string;
  readonly target_id: string;
  /** The fields that changed, before and after; never a secret. */
  readonly changes: Readonly<Record<string, unknown>>;
  readonly ip: string | null;
  readonly request_id: string | null;
  readonly previous_hash: string;
  /** SHA-256, hex, over `previous_hash` and the entry: see store/audit-chain.ts. */
  readonly hash: string;
}
