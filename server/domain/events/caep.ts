import { type EventTypeName, PING } from "../../contract/event-types.ts";
import type { EventRow, WebhookRow } from "./event-rows.ts";
import type { Jwts } from "../secrets/jwts.ts";
import type { Message } from "./message.ts";

/** OpenID CAEP 1.0 sections 3.1 and 3.3, and of OpenID SSF 1.0 section 8.1.4 what is sent to try a receiver. */
const SESSION_REVOKED = "https://schemas.openid.net/secevent/caep/event-type/session-revoked";
const CREDENTIAL_CHANGE = "https://schemas.openid.net/secevent/caep/event-type/credential-change";
const VERIFICATION = "https://schemas.openid.net/secevent/ssf/event-type/verification";

interface Meaning {
  readonly uri: string;
  /** What the event says besides when it happened and who did it. */
  readonly says: Readonly<Record<string, string>>;
}

const revoked: Meaning = { uri: SESSION_REVOKED, says: {} };
/** Of a type that transmitter and receiver agree on, beside those of people. */
const changed = (change_type: "create" | "update" | "revoke"): Meaning => ({
  uri: CREDENTIAL_CHANGE,
  says: { credential_type: "jeton-token", change_type },
});

/** What receivers of CAEP are told: all that ends what a token or an owner may, and each new secret. */
const meanings: Readonly<Partial<Record<string, Meaning>>> = {
  "token.created": changed("create"),
  "token.rotated": changed("update"),
  "token.rolled_back": changed("update"),
  "token.transferred": changed("update"),
  "token.secret_ended": changed("revoke"),
  "token.disabled": revoked,
  "token.revoked": revoked,
  "token.deleted": revoked,
  "token.expired": revoked,
  "service_account.disabled": revoked,
  "service_account.deleted": revoked,
  "user.disabled": revoked,
  "user.deleted": revoked,
} satisfies Partial<Record<EventTypeName, Meaning>>;

export function hasCaepMeaning(type: EventTypeName): boolean {
  return Object.hasOwn(meanings, type);
}

/**
 * A Security Event Token (RFC 8417) as it is pushed (RFC 8935): what it is about in `sub_id` (RFC 9493), one event, and no
 * `exp`, so that no verifier takes it for an access token.
 */
export async function securityEventToken(
  jwts: Jwts,
  { event, webhook, now }: { readonly event: EventRow; readonly webhook: WebhookRow; readonly now: Date },
): Promise<Message> {
  const { uri, says } = meanings[event.type] ?? { uri: VERIFICATION, says: {} };
  const { request_id: txn } = event.data;
  const claims = {
    jti: event.id,
    iat: Math.floor(now.getTime() / 1000),
    aud: webhook.url,
    ...(typeof txn === "string" && { txn }),
    sub_id: subjectOf(event),
    events: { [uri]: event.type === PING ? {} : { ...says, ...circumstances(event) } },
  };
  const body = await jwts.sign({ typ: "secevent+jwt", claims });
  return { headers: { "content-type": "application/secevent+jwt" }, body };
}

function opaque(id: unknown): { readonly format: "opaque"; readonly id: string } {
  return { format: "opaque", id: String(id) };
}

/** RFC 8935 section 2.4: what a receiver that answers 400 may say of a Security Event Token. */
const refusals = [
  ...(["invalid_request", "invalid_key", "invalid_issuer", "invalid_audience"] as const),
  ...(["authentication_failed", "access_denied"] as const),
];

/** Why a receiver did not take a token, of the names there are for it alone: none of its words are kept. */
export function refusalOf(status: number, body: string | undefined): (typeof refusals)[number] | undefined {
  if (status !== 400 || body === undefined) return undefined;
  try {
    const answer: unknown = JSON.parse(body);
    const said = typeof answer === "object" && answer !== null && "err" in answer ? answer.err : undefined;
    return refusals.find((name) => name === said);
  } catch {
    return undefined;
  }
}

/** A token is a session of its owner; of an owner itself, all of them are meant. */
function subjectOf({ subject_id, data }: EventRow): object {
  const { token_id: token, service_account_id, user_id, role_id } = data;
  if (token === undefined) return opaque(subject_id);
  const user = opaque(service_account_id ?? user_id ?? role_id);
  return { format: "complex", session: opaque(token), user };
}

function circumstances({ created_at, data }: EventRow): object {
  // Every event has it: see the contract.
  const { type, id } = data["actor"] as { readonly type: string; readonly id: string };
  const isOwner = [data["service_account_id"], data["user_id"]].includes(id);
  const entity = type === "system" ? "system" : isOwner ? "user" : "admin";
  return { event_timestamp: Math.floor(Date.parse(created_at) / 1000), initiating_entity: entity };
}
