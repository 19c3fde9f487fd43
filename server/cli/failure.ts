import type { ClientProblem } from "../contract/client.ts";
import { redactTokens } from "../contract/token-text.ts";
import type { Exit } from "./exit-codes.ts";
import { outcomes } from "./outcomes.ts";

/** Why a command ends before it is done: what it ends with, what to say, and what to do about it. */
export interface Failure extends Error {
  readonly exit: Exit;
  readonly remedy: string | undefined;
}

/** An error to throw; whatever it quotes, it holds no secret. */
export function failure(exit: Exit, message: string, remedy?: string): Failure {
  return Object.assign(new Error(redactTokens(message)), { exit, remedy });
}

export function isFailure(cause: unknown): cause is Failure {
  return cause instanceof Error && "exit" in cause && "remedy" in cause;
}

/** What the server refused, or why nothing answered, with each field on a line of its own. */
export function failureOf(problem: ClientProblem): Failure {
  const { exit, remedy } = outcomes[problem.code];
  const fields = (problem.errors ?? [])
    .filter(({ detail }) => problem.errors?.length !== 1 || detail !== problem.detail)
    .map(({ pointer, detail }) => `\n  ${fieldAt(pointer)}: ${detail}`);
  const only = problem.errors?.length === 1 && fields.length === 0 ? problem.errors[0] : undefined;
  const subject = only ? `${fieldAt(only.pointer)}: ` : "";
  const held = Object.entries(problem.holds ?? {}).map(
    ([noun, count]) => `\n  ${String(count)} ${noun.replaceAll("_", " ")}${count === 1 ? "" : "s"}`,
  );
  const existing = problem.existing_id === undefined ? "" : `\n  it is ${problem.existing_id}`;
  const request = problem.request_id === undefined ? "" : `\n  request ${problem.request_id}`;
  const trace = exit === "error" ? request : "";
  return failure(
    exit,
    `${subject}${problem.detail}${[...fields, ...held].join("")}${existing}${trace}`,
    remedy,
  );
}

/** A field as people write it: `/rules/0/actions` is `rules[0].actions`. */
function fieldAt(pointer: string): string {
  const steps = pointer.replace(/^\//, "").split("/");
  return steps
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((step, index) => (/^\d+$/.test(step) ? `[${step}]` : `${index > 0 ? "." : ""}${step}`))
    .join("");
}
