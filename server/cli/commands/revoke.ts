import { confirm } from "../ask.ts";
import { type Define, type Tools, withExamples, withOutput } from "../command.ts";
import { failure } from "../failure.ts";
import { filtersFrom, withFilters } from "../filters.ts";
import { calledBy } from "../find.ts";
import { aliasesOf, nounNamed, operationOf } from "../nouns.ts";
import { isData, type Item, printData } from "../output.ts";
import { findAll, type VerbFlags } from "../verb.ts";
import { addGrantFlags, type GrantFlags, revokeRole } from "./grant.ts";

interface Flags extends VerbFlags {
  readonly dryRun?: boolean;
  readonly includeSelf?: boolean;
}

/** `jeton revoke token NAME...`, `jeton revoke tokens --FILTER...`, and the opposite of `jeton grant`. */
export const defineRevoke: Define = (command, tools) => {
  const facts = nounNamed("token");
  command.description(
    "End tokens for good, by name or all that match; or take a role back that was granted.",
  );
  addGrantFlags(command);
  withExamples(
    command,
    "jeton revoke token --system NAME",
    "jeton revoke tokens --service-account shop/deployer --dry-run",
    "jeton revoke --role shop/releaser --service-account shop/deployer --project shop",
  );
  command.action(
    tools.action<GrantFlags>(async (flags) => {
      await revokeRole(tools, flags);
    }),
  );
  const tokens = command
    .command("token [name...]")
    .aliases(aliasesOf(facts, "token"))
    .summary("End tokens for good.")
    .description(
      "End tokens for good: those that are named, or without a name all that match the filters, or none.",
    )
    .option("-y, --yes", "Do not ask.")
    .option("--dry-run", "Say what would be revoked, and revoke nothing.")
    .option("--include-self", "The token that asks too, where it matches; otherwise it is passed over.");
  withFilters(tokens, facts);
  withOutput(tokens, "table, json or yaml");
  withExamples(
    tokens,
    "jeton revoke token --project shop ci",
    "jeton revoke tokens --unused-since 90d --project shop",
  );
  tokens.action(
    tools.action<Flags>(async (flags, ...names) => {
      await (names.length > 0 ? revokeNamed(tools, flags, names) : revokeMatching(tools, flags));
    }),
  );
};

async function revokeNamed(tools: Tools, flags: Flags, names: readonly string[]): Promise<void> {
  const facts = nounNamed("token");
  const format = tools.formatOf(flags, ["table", "json", "yaml"]);
  const api = await tools.connect(flags);
  for (const item of await findAll(api, facts, { tools, flags, names })) {
    const id = String(item["id"]);
    const changed = flags.dryRun === true ? item : await api.call(operationOf(facts, "revoke"), { id });
    const done = flags.dryRun === true ? "would be revoked" : "revoked";
    if (isData(format)) await printData(tools.terminal, format, changed);
    else tools.terminal.out(`${calledBy(facts, item)} ${done}\n`);
  }
}

async function revokeMatching(tools: Tools, flags: Flags): Promise<void> {
  const { terminal } = tools;
  const facts = nounNamed("token");
  const format = tools.formatOf(flags, ["table", "json", "yaml"]);
  const api = await tools.connect(flags);
  const filters: Record<string, unknown> = await filtersFrom({ api, now: tools.now() }, facts, flags);
  for (const { name, kind } of facts.filters)
    if (kind === "flag" && name in filters) filters[name] = filters[name] === "true";
  if (Object.keys(filters).length === 0) {
    throw failure(
      "usage",
      "say which tokens: by name, or by filters such as --service-account",
      "see `jeton revoke token --help`",
    );
  }
  const body = { ...filters, ...(flags.includeSelf === true && { include_self: true }) };
  // What would happen is known before anybody is asked, so that they know what they say yes to.
  const plan = await api.call("token.bulk-revoke", { body: { ...body, dry_run: true } });
  if (flags.dryRun !== true) await confirm(terminal, `Revoke ${counted(plan)} for good?`, flags);
  const reply = flags.dryRun === true ? plan : await api.call("token.bulk-revoke", { body });
  if (isData(format)) {
    await printData(terminal, format, reply);
    return;
  }
  for (const id of reply["ids"] as readonly string[]) terminal.out(`${id}\n`);
  terminal.err(`${counted(reply)} ${flags.dryRun === true ? "would be " : ""}revoked.\n`);
}

function counted({ count }: Item): string {
  return `${String(count)} token${count === 1 ? "" : "s"}`;
}
