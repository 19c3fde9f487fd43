import { redactTokens } from "./token-text.ts";

/**
 * Every way a request can fail: the closed list of codes, with the HTTP status and the title each has.
 * The body is `application/problem+json` of RFC 9457; `type` is `urn:jeton:problem:<code>`.
 */
export const problems = {
  malformed_json: { status: 400, title: "The body is not valid JSON" },
  malformed_request: { status: 400, title: "The request cannot be read" },
  // Of the token exchange, in the words of RFC 6749 section 5.2 and RFC 8693 section 2.2.2.
  query_too_costly: { status: 400, title: "The query asks for too much" },
  unsupported_grant_type: { status: 400, title: "This kind of grant is not supported" },
  invalid_grant: { status: 400, title: "The ID token gives no access" },
  invalid_target: { status: 400, title: "No token is given for this" },
  invalid_scope: { status: 400, title: "Scopes are not given" },
  missing_credential: { status: 401, title: "No credential was sent" },
  invalid_token: { status: 401, title: "The token is not valid" },
  wrong_credentials: { status: 401, title: "The e-mail address or the password is wrong" },
  // Its own code beside 401, so that nobody takes the session for ended: RFC 9470 section 3.
  reauthentication_required: { status: 401, title: "Who is signed in has to prove it again" },
  forbidden: { status: 403, title: "The caller may not do this" },
  exceeds_own_rights: { status: 403, title: "The caller cannot give what it does not hold" },
  sign_in_refused: { status: 403, title: "Nobody was signed in" },
  cross_site_request: { status: 403, title: "The request comes from another site" },
  not_found: { status: 404, title: "There is no such object" },
  // Apart from the one above, or a client with a wrong address would take every object for deleted.
  unknown_path: { status: 404, title: "There is nothing at this path" },
  not_configured: { status: 404, title: "This is not set up on this server" },
  method_not_allowed: { status: 405, title: "This path does not have that method" },
  name_taken: { status: 409, title: "The name is taken" },
  protected: { status: 409, title: "The object is built in and cannot be changed" },
  in_use: { status: 409, title: "Other objects depend on this one" },
  last_admin: { status: 409, title: "This would leave nobody who administers the system" },
  stale_plan: { status: 409, title: "The plan is no longer what applying it would do" },
  managed_by_others: { status: 409, title: "The object is managed by others" },
  too_many_deletions: { status: 409, title: "More would be deleted than is allowed at once" },
  wrong_state: { status: 409, title: "The object's state does not allow this" },
  precondition_failed: { status: 412, title: "The object has been changed since" },
  payload_too_large: { status: 413, title: "The body is too large" },
  unsupported_media_type: { status: 415, title: "The content type is not supported" },
  validation_failed: { status: 422, title: "Some fields are not valid" },
  idempotency_key_reused: { status: 422, title: "The idempotency key was used for another request" },
  rate_limited: { status: 429, title: "Too many requests" },
  internal: { status: 500, title: "Internal error" },
  unavailable: { status: 503, title: "The server cannot answer now" },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problems;

/** One field that is wrong: where (a JSON pointer of RFC 6901 into the body, or a parameter's name) and what to do. */
export interface FieldError {
  readonly pointer: string;
  readonly detail: string;
}

interface Needs {
  /** `type:action`. */
  readonly permission: string;
  readonly project: string;
}

/** The body of a failed request, as it goes over the wire. */
export interface ProblemBody {
  readonly type: string;
  readonly code: ProblemCode;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
  readonly existing_id?: string;
  /** What the caller would have to hold, and where. */
  readonly needs?: Needs;
  /** Of what is in the way, how many there are of each noun. */
  readonly holds?: Readonly<Record<string, number>>;
  readonly request_id?: string;
}

interface ProblemExtra {
  readonly errors?: readonly FieldError[];
  readonly existing_id?: string;
  readonly needs?: Needs;
  /** Seconds after which the same request may be sent again. */
  readonly retry_after?: number;
  readonly holds?: ProblemBody["holds"];
  /** For the log, never for the caller. */
  readonly cause?: unknown;
}

/**
 * Thrown once where something is refused, mapped once at the edge. `message` is public; `cause` is not. Messages quote what
 * a caller sent, and a caller may have sent a token in the wrong place: no problem ever holds one.
 */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly errors: readonly FieldError[] | undefined;
  readonly existingId: string | undefined;
  readonly needs: Needs | undefined;
  readonly retryAfter: number | undefined;
  readonly holds: ProblemBody["holds"];

  constructor(code: ProblemCode, detail: string, extra: ProblemExtra = {}) {
    super(redactTokens(detail), { cause: extra.cause });
    this.name = "Problem";
    this.code = code;
    this.errors = extra.errors?.map((error) => ({
      pointer: redactTokens(error.pointer),
      detail: redactTokens(error.detail),
    }));
    this.existingId = extra.existing_id;
    this.needs = extra.needs;
    this.retryAfter = extra.retry_after;
    this.holds = extra.holds;
  }
}

/** A 422 about one field. */
export function invalidField(pointer: string, detail: string): Problem {
  return new Problem("validation_failed", detail, { errors: [{ pointer, detail }] });
}

export function problemBody(problem: Problem, requestId?: string): ProblemBody {
  const { status, title } = problems[problem.code];
  return {
    type: `urn:jeton:problem:${problem.code}`,
    code: problem.code,
    status,
    title,
    detail: problem.message,
    ...(problem.errors && { errors: problem.errors }),
    ...(problem.existingId !== undefined && { existing_id: problem.existingId }),
    ...(problem.needs && { needs: problem.needs }),
    ...(problem.holds && { holds: problem.holds }),
    ...(requestId !== undefined && { request_id: requestId }),
  };
}
