import { Problem, problems } from "../contract/problem.ts";
import type { Identity } from "../domain/memory/known.ts";

/**
 * The answer that lets a request pass: who sent it, in headers that the proxy hands to its upstream. All of them, each
 * time: what a proxy does not find here it may take from the client's own headers.
 */
export function identityHeaders(identity: Identity): Readonly<Record<string, string>> {
  return {
    "Jeton-Subject": identity.subject,
    "Jeton-Subject-Type": identity.subject_type,
    "Jeton-Subject-Id": identity.subject_id,
    "Jeton-Token-Id": identity.token_id,
    "Jeton-Project": identity.project,
  };
}

/**
 * nginx's auth_request knows 2xx, 401 and 403 and makes a 500 of all else, so a question that is wrong in itself is
 * refused as 403, and its body still says what is wrong with it.
 */
export function forwardAuthRefusal(cause: unknown): unknown {
  if (!(cause instanceof Problem)) return cause;
  const { status } = problems[cause.code];
  if (status >= 500 || status === 401 || status === 403) return cause;
  return new Problem("forbidden", cause.message, {
    ...(cause.errors && { errors: cause.errors }),
    ...(cause.retryAfter !== undefined && { retry_after: cause.retryAfter }),
  });
}
