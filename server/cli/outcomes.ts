import type { ClientProblem } from "../contract/client.ts";
import type { Exit } from "./exit-codes.ts";

interface Outcome {
  readonly exit: Exit;
  /** What to do about it, where the problem itself does not say. */
  readonly remedy: string;
}

const correct = "correct it and run the command again; nothing was changed";
const version =
  "this is a fault of the command or of something between it and the server; check that both are of the same version (`jeton --version`)";
const signIn =
  "sign in with `jeton login`, or give a token: JETON_TOKEN, JETON_TOKEN_FILE, --token-file or --token-stdin";
const trust =
  "compare the ID token's claims with the trust policy (`jeton describe trust-policy`); the audit says what did not match";

/** For every way a call can fail what the command ends with, and what people can do then. */
export const outcomes: Readonly<Record<ClientProblem["code"], Outcome>> = {
  malformed_json: { exit: "usage", remedy: version },
  malformed_request: { exit: "usage", remedy: correct },
  query_too_costly: { exit: "usage", remedy: "ask for less at once" },
  unsupported_grant_type: { exit: "usage", remedy: version },
  invalid_grant: { exit: "unauthenticated", remedy: trust },
  invalid_target: {
    exit: "usage",
    remedy: "check the service account and the audience that the ID token is exchanged for",
  },
  invalid_scope: { exit: "usage", remedy: "leave out the scope: rights come from the account's roles" },
  missing_credential: { exit: "unauthenticated", remedy: signIn },
  invalid_token: {
    exit: "unauthenticated",
    remedy:
      "it may have expired, been revoked, or be of another server: `jeton config view` shows which is used; " +
      signIn,
  },
  wrong_credentials: {
    exit: "unauthenticated",
    remedy: "check the e-mail address and the password; after several tries wait a little",
  },
  forbidden: {
    exit: "forbidden",
    remedy: "ask an administrator for a role that has this permission; `jeton explain` says what is missing",
  },
  exceeds_own_rights: {
    exit: "forbidden",
    remedy: "give less, or have somebody do it who holds all of it: nobody grants what they lack",
  },
  sign_in_refused: {
    exit: "forbidden",
    remedy: "ask an administrator to let this identity in; the audit says why it was not",
  },
  cross_site_request: {
    exit: "forbidden",
    remedy: "use the server's own address, JETON_PUBLIC_URL, as the URL",
  },
  reauthentication_required: {
    exit: "unauthenticated",
    remedy:
      "sign in again: this is only done shortly after a sign-in, so that a session left open does not do it",
  },
  not_found: {
    exit: "not_found",
    remedy: "check its name, its project (--project or --system) and that the caller may see it",
  },
  unknown_path: {
    exit: "not_found",
    remedy: "check that the URL is that of a Jeton server, and that it is not older than this command",
  },
  not_configured: { exit: "not_found", remedy: "ask whoever runs the server to set it up" },
  method_not_allowed: { exit: "usage", remedy: version },
  name_taken: { exit: "conflict", remedy: "choose another name, or change the one that has it" },
  protected: {
    exit: "conflict",
    remedy: "make one of your own instead: what is built in is the same on every server",
  },
  in_use: {
    exit: "conflict",
    remedy: "delete what depends on it first, or all of it at once where the command has --cascade",
  },
  last_admin: { exit: "conflict", remedy: "give somebody else the role `admin` in the system first" },
  stale_plan: { exit: "conflict", remedy: "make the plan again, and look at it" },
  managed_by_others: {
    exit: "conflict",
    remedy: "change it where it is managed, or say --force (leave it theirs) or --adopt (take it over)",
  },
  too_many_deletions: {
    exit: "conflict",
    remedy: "look at the plan; when all of it is meant, allow that many with --prune-limit",
  },
  wrong_state: { exit: "conflict", remedy: "look at its state with `jeton describe`" },
  precondition_failed: {
    exit: "conflict",
    remedy: "look at it again and repeat the command: somebody changed it in the meantime",
  },
  payload_too_large: { exit: "usage", remedy: "send less at once" },
  unsupported_media_type: { exit: "usage", remedy: version },
  validation_failed: { exit: "usage", remedy: correct },
  idempotency_key_reused: { exit: "conflict", remedy: "use a new key for another request" },
  rate_limited: { exit: "unavailable", remedy: "wait a little and try again" },
  internal: { exit: "error", remedy: "the server's log has the cause, by the request's id" },
  unavailable: {
    exit: "unavailable",
    remedy: "try again in a little while; `/readyz` of the server says what it waits for",
  },
  unreachable: {
    exit: "unavailable",
    remedy: "check the URL (`jeton config view`), the network and any proxy, and that the server runs",
  },
  timed_out: { exit: "unavailable", remedy: "try again, or give it longer with --timeout" },
  interrupted: {
    exit: "interrupted",
    remedy: "what had reached the server may have been done: look before you repeat it",
  },
  unexpected_reply: {
    exit: "error",
    remedy: "check that the URL (`jeton config view`) is the server's and not that of something before it",
  },
};
