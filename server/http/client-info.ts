import { createHmac } from "node:crypto";
import { Problem } from "../contract/problem.ts";
import { holdsToken, redactTokens } from "../contract/token-text.ts";
import type { Caller, ClientInfo } from "../domain/caller.ts";
import type { Quota } from "../domain/tokens/rates.ts";
import type { Exchange } from "./bindings.ts";
import { decodePercent, type Matcher, rawPath } from "./routing.ts";

/** What a client may say about who looks after what it makes: one of these words, some with a label of their own. */
const MANAGED_BY = /^(?:api|console|(?:action|cli|terraform)(?::[ -~]+)?|declaration:[ -~]+)$/;
const MAX_USER_AGENT = 256;
/** When the token of a request ends, told when that is soon. */
export const TOKEN_END = "Jeton-Token-Expires";

/** @throws Problem `malformed_request` */
export function clientInfo(exchange: Exchange, matcher: Matcher): ClientInfo {
  const managedBy = exchange.req.header("jeton-managed-by") ?? "api";
  if (managedBy.length > 128 || !MANAGED_BY.test(managedBy)) {
    const detail =
      "must be `api`, `console`, `terraform`, `action`, `cli` or `declaration:NAME`, at most 128 characters";
    throw badHeader("Jeton-Managed-By", detail);
  }
  if (holdsToken(managedBy)) throw badHeader("Jeton-Managed-By", "holds a token; never put a secret here");
  return {
    ip: exchange.get("ip"),
    userAgent: printable(exchange.req.header("user-agent")),
    requestId: exchange.get("requestId"),
    managedBy,
    ...(matcher.id === "token.rotate" && rotating(exchange, matcher)),
    noteQuota: (quota) => {
      for (const [name, value] of Object.entries(quotaHeaders(quota))) exchange.header(name, value);
    },
    noteEnd: (at) => {
      exchange.header(TOKEN_END, at);
    },
  };
}

/** draft-ietf-httpapi-ratelimit-headers-10: the policy, and what is left of it. */
export function quotaHeaders({
  requests,
  seconds,
  remaining,
  fullAfter,
}: Quota): Readonly<Record<string, string>> {
  return {
    "RateLimit-Policy": `"token";q=${String(requests)};w=${String(seconds)}`,
    RateLimit: `"token";r=${String(remaining)};t=${String(fullAfter)}`,
  };
}

/** Header bytes arrive as Latin-1; what is kept of them is printable ASCII, and no token, since it is stored and shown. */
export function printable(text: string | undefined): string | null {
  if (text === undefined) return null;
  return redactTokens(text.slice(0, MAX_USER_AGENT).replaceAll(/[^ -~]/g, "?"));
}

/** What a rotation is about, as far as it can be read before its bearer is known. */
function rotating(exchange: Exchange, { pattern }: Matcher): Pick<ClientInfo, "rotating"> {
  const id = decodePercent(pattern.exec(rawPath(exchange.req))?.groups?.["id"] ?? "");
  return id === undefined ? {} : { rotating: { id, key: exchange.req.header("idempotency-key") } };
}

/**
 * The caller with its request's idempotency key, when it sent one.
 * @throws Problem `malformed_request`
 */
export function withRepeat(exchange: Exchange, caller: Caller, body: Uint8Array): Caller {
  const key = exchange.req.header("idempotency-key");
  if (key === undefined) return caller;
  if (!/^[ -~]{1,255}$/.test(key))
    throw badHeader("Idempotency-Key", "must have 1 to 255 printable ASCII characters");
  // By the key, which is stored as a hash alone: a body may hold a password, that a plain hash would give away.
  const bodyHash = createHmac("sha256", key)
    .update(`${exchange.req.method} ${rawPath(exchange.req)}\n`)
    .update(body)
    .digest("hex");
  const replayed = (): void => {
    exchange.header("Idempotency-Replayed", "true");
  };
  return { ...caller, client: { ...caller.client, repeat: { key, bodyHash, replayed } } };
}

const TAG = '(?:W/)?("[!#-~]*")';
const TAGS = new RegExp(`^(?:\\*|${TAG}(?:[ \\t]*,[ \\t]*${TAG})*)$`);

/**
 * The caller with the entity tags its request is bound to (RFC 9110 section 13.1.1). A proxy that compresses replies makes
 * weak ones of ours; they still mean the same, since ours are of an object and not of the bytes that show it.
 * @throws Problem `malformed_request`
 */
export function withIfMatch(exchange: Exchange, caller: Caller): Caller {
  const header = exchange.req.header("if-match")?.trim();
  if (header === undefined) return caller;
  if (!TAGS.test(header)) throw badHeader("If-Match", "must be the `ETag` of a reply, in its quotes, or `*`");
  const ifMatch = header === "*" ? ["*"] : (header.match(/"[!#-~]*"/g) ?? []);
  return { ...caller, client: { ...caller.client, ifMatch } };
}

function badHeader(name: string, detail: string): Problem {
  return new Problem("malformed_request", `${name}: ${detail}`, { errors: [{ pointer: name, detail }] });
}
