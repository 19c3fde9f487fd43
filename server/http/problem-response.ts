import type { Logger } from "pino";
import { Problem, problemBody, problems } from "../contract/problem.ts";
import { type Route, routes } from "../contract/routes.ts";
import { MOST_AGE_SECONDS } from "../contract/session.ts";
import type { Exchange } from "./bindings.ts";
import { graphqlRefusal } from "./graphql-reply.ts";
import type { Metrics } from "./metrics.ts";
import { oauthErrorBody, oauthStatus } from "./oauth-error.ts";

/** Seconds after which a client may try a server again that cannot answer now. */
const UNAVAILABLE_FOR = 1;

/**
 * The one place where a failure becomes a reply. What is no Problem is `internal`: the log keeps its cause under the
 * request's id, the caller is told the id alone.
 */
export function problemResponse(
  exchange: Exchange,
  cause: unknown,
  { logger, metrics }: { readonly logger: Logger; readonly metrics: Metrics },
): Response {
  const operation = exchange.get("operation");
  const route: Route | undefined = operation && routes[operation];
  const problem = inWordsOf(route, loggedProblem(cause, exchange.get("requestId"), logger));
  metrics.problem(operation, problem.code);
  if (problems[problem.code].status === 401) exchange.header("WWW-Authenticate", challenge(problem));
  const retryAfter = problem.retryAfter ?? (problem.code === "unavailable" ? UNAVAILABLE_FOR : undefined);
  if (retryAfter !== undefined) exchange.header("Retry-After", String(retryAfter));
  if (route?.replies === "graphql") {
    return graphqlRefusal(exchange, problem, problems[problem.code].status);
  }
  if (route?.body === "form") return exchange.json(oauthErrorBody(problem), oauthStatus(problem));
  const body = problemBody(problem, exchange.get("requestId"));
  const { status } = problems[problem.code];
  return exchange.body(JSON.stringify(body), status, {
    "Content-Type": "application/problem+json",
  });
}

/** What a failure is to whoever sent the request; the log keeps what they are not told. */
export function loggedProblem(cause: unknown, requestId: string, logger: Logger): Problem {
  const problem = cause instanceof Problem ? cause : unexpected(cause);
  logCause(problem, requestId, logger);
  return problem;
}

function inWordsOf(route: Route | undefined, problem: Problem): Problem {
  if (route?.invalid === undefined || problem.code !== "validation_failed") return problem;
  return new Problem(route.invalid, problem.message, { ...(problem.errors && { errors: problem.errors }) });
}

function unexpected(cause: unknown): Problem {
  return new Problem(
    "internal",
    "something went wrong here; the server's log has it under the request's id",
    {
      cause,
    },
  );
}

function logCause(problem: Problem, requestId: string, logger: Logger): void {
  if (problem.code === "internal")
    logger.error({ request_id: requestId, err: problem.cause ?? problem }, problem.message);
  if (problem.code === "unavailable")
    logger.warn({ request_id: requestId, err: problem.cause ?? problem }, problem.message);
}

/** RFC 6750 section 3: without a credential no error is named. RFC 9470 section 3: how long ago it may be at most. */
function challenge({ code }: Problem): string {
  if (code === "reauthentication_required")
    return `Bearer error="insufficient_user_authentication", max_age="${String(MOST_AGE_SECONDS)}"`;
  return code === "invalid_token" ? 'Bearer error="invalid_token"' : "Bearer";
}
