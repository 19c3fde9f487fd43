import type { Command } from "commander";
import { confirm } from "../ask.ts";
import { type Define, type Tools, withExamples, withOutput } from "../command.ts";
import type { FieldFlags } from "../fields.ts";
import { instantFrom, withFilters } from "../filters.ts";
import { calledBy } from "../find.ts";
import { handOver, type HandOverFlags, withHandOver } from "../hand-over.ts";
import { aliasesOf, nounNamed, operationOf, singular } from "../nouns.ts";
import type { Item } from "../output.ts";
import type { ScopeFlags } from "../scope.ts";
import { readSecretFile } from "../secret-input.ts";
import { addSecretFlags, secretBody, type TokenFlags } from "../token-owner.ts";
import { findAll } from "../verb.ts";

type Flags = HandOverFlags &
  ScopeFlags &
  TokenFlags &
  FieldFlags & { readonly grace?: string; readonly expiresAt?: string };

/** `jeton rotate token NAME` and `jeton rotate webhook NAME`. */
export const defineRotate: Define = (command, tools) => {
  withExamples(command, "jeton rotate token ci --grace 1h --quiet", "jeton rotate webhook shop/alerts");
  const token = noun(
    command,
    "token",
    "Give a token a new secret; the old one stops, at once or after a grace.",
  );
  token.option(
    "--expires-at <when>",
    "A new end: an instant, a duration from now such as 30d, or never. By default now + its max age, or as it is.",
  );
  addSecretFlags(token);
  token.action(
    tools.action<Flags>(async (flags, name = "") => {
      await rotate({ noun: "token", title: "Token", word: "token" }, { tools, flags, name });
    }),
  );
  const webhook = noun(command, "webhook", "Give a webhook a new secret to sign with.");
  webhook.option("--secret-file <file>", "A file with the new secret; by default the server makes one.");
  webhook.action(
    tools.action<Flags>(async (flags, name = "") => {
      await rotate({ noun: "webhook", title: "Webhook", word: "secret" }, { tools, flags, name });
    }),
  );
};

function noun(parent: Command, name: string, summary: string): Command {
  const facts = nounNamed(name);
  const command = parent
    .command(`${singular(facts)} <object>`)
    .aliases(aliasesOf(facts, singular(facts)))
    .summary(summary)
    .description(summary)
    .option("--grace <duration>", "How long the old secret stays valid beside the new one, for example 1h.")
    .option("-y, --yes", "Do not ask.");
  withFilters(command, facts);
  withHandOver(command, facts.title);
  withOutput(command, "table, json, yaml or name");
  return withExamples(command, `jeton rotate ${singular(facts)} NAME --grace 1h`);
}

interface Request {
  readonly tools: Tools;
  readonly flags: Flags;
  readonly name: string;
}

interface Kind {
  readonly noun: string;
  readonly title: string;
  readonly word: string;
}

async function rotate({ noun: nounName, title, word }: Kind, { tools, flags, name }: Request): Promise<void> {
  const { terminal } = tools;
  const facts = nounNamed(nounName);
  const format = tools.formatOf(flags, ["table", "json", "yaml", "name"]);
  const api = await tools.connect(flags);
  const [found] = await findAll(api, facts, { tools, flags, names: [name] });
  const called = calledBy(facts, found ?? {});
  // What scripts hold stops: a person is asked, and a script has said what it wants.
  if (flags.grace === undefined && nounName === "token" && terminal.canAsk) {
    await confirm(terminal, `The secret that is in use of ${called} stops at once. Rotate it?`, flags);
  }
  const body = { ...(await bodyOf(nounName, { tools, flags, name })) };
  const make = (): Promise<Item> =>
    api.call(operationOf(facts, "rotate"), { id: String(found?.["id"]), body });
  await handOver({ terminal, flags, format, url: api.url, title, done: "rotated", word }, make);
}

async function bodyOf(nounName: string, { tools, flags }: Request): Promise<Item> {
  const grace = flags.grace === undefined ? {} : { grace_period: flags.grace };
  if (nounName === "webhook") {
    const { secretFile: file } = flags;
    return { ...grace, ...(file !== undefined && { secret: readSecretFile(file, "--secret-file") }) };
  }
  return { ...grace, ...(await secretBody(tools.terminal, flags)), ...endFrom(flags.expiresAt, tools.now()) };
}

export function endFrom(given: string | undefined, now: Date): Item {
  if (given === undefined) return {};
  return {
    expires_at: given === "never" ? null : instantFrom(given, { now, isAhead: true, flag: "expires-at" }),
  };
}
