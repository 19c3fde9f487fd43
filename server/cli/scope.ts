import type { Command } from "commander";
import { failure } from "./failure.ts";

/** Where something is: exactly one of the two, where one is asked for. */
export interface ScopeFlags {
  readonly project?: string | undefined;
  readonly system?: boolean | undefined;
}

const SYSTEM = "system";

export function withScope(command: Command, what: string): Command {
  return command
    .option("-p, --project <name>", `${what} of this project.`)
    .option("--system", `${what} of the system.`);
}

/**
 * The project, `system` for the system; undefined where neither is said.
 * @throws Failure `usage` where both are
 */
export function scopeOf({ project, system }: ScopeFlags): string | undefined {
  if (project !== undefined && system === true)
    throw failure("usage", "project and system exclude each other");
  return system === true ? SYSTEM : project;
}

/** @throws Failure `usage` where neither is said, or both are */
export function demandScope(flags: ScopeFlags): string {
  const scope = scopeOf(flags);
  if (scope !== undefined) return scope;
  throw failure("usage", "either project or system is required", "give --project NAME or --system");
}
