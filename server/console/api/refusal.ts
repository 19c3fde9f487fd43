import type { ClientProblem, Result } from "../../contract/client.ts";

/** What TanStack Query keeps as a failure: an error, whose cause is the problem. */
export function asError(problem: ClientProblem): Error {
  return new Error(problem.detail, { cause: problem });
}

/** The problem of a failure; of one that is a mistake of the console's own, in the same shape. */
export function problemOf(error: unknown): ClientProblem {
  if (error instanceof Error && isProblem(error.cause)) return error.cause;
  const detail = error instanceof Error ? error.message : String(error);
  return { code: "unexpected_reply", detail: `the console made a mistake: ${detail}` };
}

function isProblem(cause: unknown): cause is ClientProblem {
  return typeof cause === "object" && cause !== null && "code" in cause && "detail" in cause;
}

/**
 * The value of a result.
 * @throws Error whose cause is the problem
 */
export function valueOf<T>(result: Result<T>): T {
  if (result.type === "problem") throw asError(result.problem);
  return result.value;
}

/** Whether nobody is signed in any more. */
export function isSignedOut(problem: ClientProblem): boolean {
  return problem.status === 401 && problem.code !== "reauthentication_required";
}
