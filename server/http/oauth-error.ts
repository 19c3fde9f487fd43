import { type FieldError, type Problem, type ProblemCode, problems } from "../contract/problem.ts";

/** RFC 6749 section 5.2 and 4.1.2.1, RFC 6750 section 3.1, RFC 8628 section 3.5: what each problem is called there. */
const errors: Partial<Record<ProblemCode, string>> = {
  unsupported_grant_type: "unsupported_grant_type",
  invalid_grant: "invalid_grant",
  invalid_target: "invalid_target",
  invalid_scope: "invalid_scope",
  missing_credential: "invalid_client",
  invalid_token: "invalid_token",
  forbidden: "insufficient_scope",
  internal: "server_error",
  unavailable: "temporarily_unavailable",
  rate_limited: "slow_down",
};

/** With what is wrong with each claim of an ID token, beside what the RFC has. */
export function oauthErrorBody(problem: Problem): {
  readonly error: string;
  readonly error_description: string;
  readonly errors?: readonly FieldError[];
} {
  // Section 5.2 admits neither quotes, backslashes nor anything outside ASCII.
  const description = problem.message.replaceAll(/["\\]/g, "'").replaceAll(/[^ -~]/g, "?");
  return {
    error: errors[problem.code] ?? "invalid_request",
    error_description: description,
    ...(problem.code === "invalid_grant" && problem.errors && { errors: problem.errors }),
  };
}

/** Section 5.2 answers a request that is wrong with 400. */
export function oauthStatus({ code }: Problem): Exclude<(typeof problems)[ProblemCode]["status"], 422> {
  const { status } = problems[code];
  return status === 422 ? 400 : status;
}
