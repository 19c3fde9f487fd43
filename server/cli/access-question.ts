import type { Command } from "commander";
import type { Api } from "./api.ts";
import type { CommonFlags } from "./command.ts";
import { failure } from "./failure.ts";
import { findId } from "./find.ts";
import { nounNamed, singular } from "./nouns.ts";
import type { Item } from "./output.ts";
import { scopeOf, type ScopeFlags, withScope } from "./scope.ts";

/** Whom a question may be about. */
const subjects = ["service_account", "user", "role", "token"] as const;

export interface QuestionFlags extends CommonFlags, ScopeFlags {
  readonly serviceAccount?: string | undefined;
  readonly user?: string | undefined;
  readonly role?: string | undefined;
  readonly token?: string | undefined;
}

/** What is asked, and about whom. */
export function withQuestion(command: Command): Command {
  withScope(command, "Whether it may be done to what is")
    .argument("<action>", "An action of the resource type, for example `run`.")
    .argument("<resource-type>", "A resource type, for example `flow` or `jeton.token`.")
    .argument("[name]", "Which resource; absent, the question is about every one.")
    .option("--service-account <name>", "About this service account, not about the caller.")
    .option("--user <email>", "About this user.")
    .option("--role <name>", "About whoever has this role and no other.")
    .option("--token <id>", "About the bearer of this token.");
  return command;
}

/**
 * @returns the question's own fields, and apart from them whom it is about, as the API takes them
 * @throws Failure `usage` where it is not said where, or two are meant
 */
export async function questionFrom(
  api: Api,
  flags: QuestionFlags,
  [action = "", resourceType = "", name]: readonly string[],
): Promise<{ readonly ask: Item; readonly about: Item }> {
  const project = scopeOf(flags);
  if (project === undefined) throw failure("usage", "say where: --project NAME or --system");
  const given = {
    service_account: flags.serviceAccount,
    user: flags.user,
    role: flags.role,
    token: flags.token,
  };
  const named = subjects.filter((subject) => given[subject] !== undefined);
  if (named.length > 1) {
    const words = named.map((subject) => `--${singular({ name: subject })}`).join(" and ");
    throw failure("usage", `${words} exclude each other`);
  }
  const about: Record<string, string> = {};
  for (const subject of named) {
    about[`${subject}_id`] = await findId(api, nounNamed(subject), { text: given[subject] ?? "", project });
  }
  return {
    ask: { action, resource_type: resourceType, project, ...(name !== undefined && { name }) },
    about,
  };
}
