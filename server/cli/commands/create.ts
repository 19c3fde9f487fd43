import type { Command } from "commander";
import type { Api } from "../api.ts";
import { type Define, type Tools, withExamples, withOutput } from "../command.ts";
import { failure } from "../failure.ts";
import { bodyFrom, demandOneInput, type FieldFlags, fieldsOf, isSecret, withFields } from "../fields.ts";
import { flagOf } from "../filters.ts";
import { calledBy } from "../find.ts";
import { handOver, type HandOverFlags, withHandOver } from "../hand-over.ts";
import type { NounFacts } from "../noun-facts.ts";
import { aliasesOf, nameField, nounsWith, operationOf, singular } from "../nouns.ts";
import { isData, type Item, printData } from "../output.ts";
import { demandScope, scopeOf, type ScopeFlags, withScope } from "../scope.ts";
import { addTokenFlags, tokenBody, type TokenFlags } from "../token-owner.ts";

type Flags = HandOverFlags & ScopeFlags & TokenFlags & FieldFlags;

/** `jeton create NOUN NAME`. */
export const defineCreate: Define = (command, tools) => {
  withExamples(
    command,
    "jeton create project shop",
    "jeton create service-account --project shop deployer",
    "jeton create token --system --role admin NAME",
    "jeton create token --service-account shop/deployer --expires-at 30d --quiet ci",
    "jeton create role --project shop --rule flow:view,list releaser",
  );
  for (const facts of nounsWith("create", tools.words)) defineNoun(command, facts, tools);
};

function article(title: string): string {
  return /^[aeio]/.test(title) ? `an ${title}` : `a ${title}`;
}

function defineNoun(parent: Command, facts: NounFacts, tools: Tools): void {
  const hasName = nameField(facts) !== undefined && nameField(facts) !== "project";
  const command = parent
    .command(`${singular(facts)}${hasName ? " [name]" : ""}`)
    .aliases(aliasesOf(facts, singular(facts)))
    .summary(`Create ${article(facts.title)}.`)
    .description(facts.description);
  if (isScoped(facts)) withScope(command, "It is");
  withFields(command, facts, "create");
  if (facts.name === "token") addTokenFlags(command);
  if (hasSecret(facts)) withHandOver(command, facts.title);
  withOutput(command, "table, json, yaml or name");
  withExamples(command, exampleOf(facts, hasName));
  command.action(tools.action<Flags>(async (flags, name) => await create(facts, { tools, flags, name })));
}

/** What is required, said once. */
function exampleOf(facts: NounFacts, hasName: boolean): string {
  const required = fieldsOf(facts, "create").filter((field) => field.required && !isSecret(field));
  const flags = required.map((field) => ` --${flagOf(field, facts)} VALUE`).join("");
  const owner = facts.exactlyOneOf
    .map(([first = ""]) => ` --${first.replace(/_id$/, "").replaceAll("_", "-")} NAME`)
    .join("");
  const scope = isScoped(facts) && facts.name !== "token" ? " --project NAME" : "";
  return `jeton create ${singular(facts)}${scope}${owner}${flags}${hasName ? " NAME" : ""}`;
}

function isScoped({ fields }: NounFacts): boolean {
  return fields.some(({ name, access }) => name === "project" && access.includes("immutable"));
}

function hasSecret({ name }: NounFacts): boolean {
  return name === "token" || name === "webhook";
}

interface Request {
  readonly tools: Tools;
  readonly flags: Flags;
  readonly name: string | undefined;
}

async function create(facts: NounFacts, { tools, flags, name }: Request): Promise<void> {
  const { terminal } = tools;
  const format = tools.formatOf(flags, ["table", "json", "yaml", "name"]);
  demandOneInput(flags);
  const api = await tools.connect(flags);
  const body = await requestBody(api, facts, { tools, flags, name });
  const make = (): Promise<Item> => api.call(operationOf(facts, "create"), { body });
  if (hasSecret(facts)) {
    const word = facts.name === "token" ? "token" : "secret";
    const title = facts.name === "token" ? "Token" : "Webhook";
    await handOver({ terminal, flags, format, url: api.url, title, done: "created", word }, make);
    return;
  }
  const item = await make();
  if (isData(format)) await printData(terminal, format, item);
  else terminal.out(format === "name" ? `${String(item["id"])}\n` : `${calledBy(facts, item)} created\n`);
}

async function requestBody(api: Api, facts: NounFacts, { tools, flags, name }: Request): Promise<Item> {
  const { terminal } = tools;
  const scope = scopeOf(flags);
  const reading = { api, terminal, now: tools.now(), project: scope };
  const body = await bodyFrom(reading, { facts, change: "create", flags });
  const field = nameField(facts);
  if (name !== undefined && field !== undefined) body[field] = name;
  if (facts.name === "token") Object.assign(body, await tokenBody({ api, terminal, flags, body, scope }));
  else if (isScoped(facts) && (scope !== undefined || body["project"] === undefined))
    body["project"] = demandScope(flags);
  demandGroups(facts, body);
  if (field !== undefined && body[field] === undefined) throw failure("usage", `${field} is required`);
  const missing = fieldsOf(facts, "create").find((one) => one.required && body[one.name] === undefined);
  if (missing) {
    const flag = flagOf(missing, facts);
    throw failure("usage", `--${isSecret(missing) ? `${flag}-file` : flag} is required`);
  }
  return body;
}

/** Says it in the words of the flags; the server says it too. */
function demandGroups(facts: NounFacts, body: Item): void {
  const groups = [
    ...facts.exactlyOneOf.map((names) => ({ names, least: 1 })),
    ...facts.atMostOneOf.map((names) => ({ names, least: 0 })),
  ];
  for (const { names, least } of groups) {
    const given = names.filter((one) => body[one] !== undefined && body[one] !== null);
    const flags = names.map((one) => `--${one.replace(/_id$/, "").replaceAll("_", "-")}`);
    if (facts.name === "token" && names.includes("user_id")) flags.push("--mine");
    if (given.length < least) throw failure("usage", `exactly one of ${flags.join(", ")} is required`);
    if (given.length > 1) throw failure("usage", `only one of ${flags.join(", ")} can be given`);
  }
}
