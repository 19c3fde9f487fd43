import type { Send } from "../server/contract/client.ts";
import { retryableStatus, retryAfterOf } from "../server/contract/retry.ts";
import { oneLine } from "./plain-text.ts";
import type { RunnerRequest } from "./runner-identity.ts";

/** Each request to the runner's endpoint. */
const ATTEMPT_MILLISECONDS = 10_000;

export interface IdToken {
  readonly text: string;
  /** What it says of itself, for messages: nothing here verifies it. */
  readonly claims: Readonly<Record<string, unknown>>;
}

export type IdTokenAnswer =
  | { readonly type: "ok"; readonly idToken: IdToken }
  | {
      readonly type: "failed";
      /** Of the answer, when there was one. */
      readonly status: number | undefined;
      readonly reason: string;
      readonly retryable: boolean;
      readonly retryAfterMilliseconds?: number | undefined;
    };

/** Asks the runner's endpoint once for an ID token of the job. It throws for nothing the endpoint can do. */
export async function requestIdToken(
  { url, bearer }: RunnerRequest,
  audience: string,
  { send, signal }: { readonly send: Send; readonly signal: AbortSignal },
): Promise<IdTokenAnswer> {
  const address = new URL(url);
  address.searchParams.set("audience", audience);
  const timeout = AbortSignal.timeout(ATTEMPT_MILLISECONDS);
  try {
    const reply = await send({
      method: "GET",
      url: address.href,
      headers: { accept: "application/json", authorization: `Bearer ${bearer}` },
      body: undefined,
      signal: AbortSignal.any([signal, timeout]),
    });
    return read(reply, bearer);
  } catch (cause) {
    const late = signal.aborted || timeout.aborted;
    const reason = late
      ? "did not answer in time"
      : `cannot be reached: ${cause instanceof Error ? oneLine(cause.message) : "no connection"}`;
    return { type: "failed", status: undefined, reason, retryable: !signal.aborted };
  }
}

function read({ status, header, text }: Awaited<ReturnType<Send>>, bearer: string): IdTokenAnswer {
  const { value, message } = parseObject(text) ?? {};
  const claims = typeof value === "string" ? claimsOf(value) : undefined;
  if (status === 200 && typeof value === "string" && claims !== undefined) {
    return { type: "ok", idToken: { text: value, claims } };
  }
  const why = status === 200 ? "an answer without an ID token" : shown(message, bearer);
  return {
    type: "failed",
    status,
    reason: `answers with status ${String(status)}${why === "" ? "" : `: ${why}`}`,
    // GitHub refuses a job for a moment that it does not yet take for running: "Can't issue ID_TOKEN for job in 'Pending' state".
    retryable: retryableStatus.has(status) || (status === 403 && text.includes("Pending")),
    retryAfterMilliseconds: retryAfterOf(header("retry-after"), header("date")),
  };
}

/** An answer that repeats the credential is not repeated. */
function shown(message: unknown, bearer: string): string {
  return typeof message === "string" && !message.includes(bearer) ? oneLine(message) : "";
}

/** The claims of a JWT (RFC 7519 section 3); undefined when it is none. */
function claimsOf(text: string): Readonly<Record<string, unknown>> | undefined {
  const parts = text.split(".");
  return parts.length === 3 ? parseObject(Buffer.from(parts[1] ?? "", "base64url").toString()) : undefined;
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
