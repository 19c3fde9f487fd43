import type { Command } from "commander";
import type { Api } from "../api.ts";
import { type CommonFlags, type Define, type Tools, withExamples, withOutput } from "../command.ts";
import { failure } from "../failure.ts";
import { bodyFrom, type FieldFlags, withFields } from "../fields.ts";
import { nounNamed, operationOf } from "../nouns.ts";
import { isData, type Item, printData } from "../output.ts";
import { demandScope, type ScopeFlags, withScope } from "../scope.ts";

export type GrantFlags = CommonFlags & ScopeFlags & FieldFlags;

/** Who gets what, where. */
export function addGrantFlags(command: Command): Command {
  withScope(command, "It holds in what is");
  return withFields(command, nounNamed("role_binding"), "create");
}

/** `jeton grant --role R --service-account S --project P`: a role binding, by what it says. */
export const defineGrant: Define = (command, tools) => {
  command.description(
    "Give a role to a service account, a user, a group, or whoever signs in with a claim. What they have already is no error.",
  );
  addGrantFlags(command);
  withOutput(command, "table, json, yaml or name");
  withExamples(
    command,
    "jeton grant --role releaser --service-account deployer --project shop",
    "jeton grant --role viewer --user ann@example.com --system --expires-at 8h",
    "jeton grant --role editor --claim-issuer https://id.example.org --claim-name groups --claim-value platform --project shop",
  );
  command.action(
    tools.action<GrantFlags>(async (flags) => {
      const format = tools.formatOf(flags, ["table", "json", "yaml", "name"]);
      const api = await tools.connect(flags);
      const body = await bindingFrom(api, tools, flags);
      const [before] = await bindingsLike(api, body);
      const isThere = before !== undefined && (before["expires_at"] ?? null) === (body["expires_at"] ?? null);
      const item = isThere ? before : await api.call("role_binding.create", { body });
      if (isData(format)) await printData(tools.terminal, format, item);
      else if (format === "name") tools.terminal.out(`${String(item["id"])}\n`);
      else tools.terminal.out(`role-binding/${String(item["id"])} ${isThere ? "unchanged" : "created"}\n`);
    }),
  );
};

async function bindingFrom(api: Api, tools: Tools, flags: GrantFlags): Promise<Item> {
  const facts = nounNamed("role_binding");
  const fromFile = flags["file"] !== undefined && flags.project === undefined && flags.system !== true;
  const scope = fromFile ? undefined : demandScope(flags);
  const reading = { api, terminal: tools.terminal, now: tools.now(), project: scope };
  const body = {
    ...(scope !== undefined && { project: scope }),
    ...(await bodyFrom(reading, { facts, change: "create", flags })),
  };
  if (!("role_id" in body)) throw failure("usage", "--role is required");
  const subjects = facts.exactlyOneOf.flat().filter((name) => name in body);
  if (subjects.length !== 1) {
    throw failure(
      "usage",
      "exactly one of --service-account, --user, --group, --claim-issuer (with --claim-name and --claim-value) is required",
    );
  }
  return body;
}

/** Those of the same role for the same subject in the very same place. */
async function bindingsLike(api: Api, body: Item): Promise<readonly Item[]> {
  const query = Object.entries(body).filter(
    ([name, value]) => typeof value === "string" && name !== "expires_at",
  );
  const found = await api.list(
    operationOf(nounNamed("role_binding"), "list"),
    Object.fromEntries(query) as Record<string, string>,
  );
  return found.filter(({ claim }) => sameClaim(claim, body["claim"]));
}

function sameClaim(one: unknown, other: unknown): boolean {
  const spelled = (claim: unknown): string => {
    if (claim === null || claim === undefined) return "";
    const { issuer, name, values } = claim as { issuer: string; name: string; values: readonly string[] };
    return JSON.stringify([issuer, name, values.toSorted()]);
  };
  return spelled(one) === spelled(other);
}

/** Takes back what `grant` gave. */
export async function revokeRole(tools: Tools, flags: GrantFlags): Promise<void> {
  const api = await tools.connect(flags);
  const found = await bindingsLike(api, await bindingFrom(api, tools, flags));
  if (found.length === 0)
    throw failure(
      "not_found",
      "nothing like this was granted there",
      "see `jeton get role-bindings`: it may hold by a group, or above",
    );
  for (const { id } of found) {
    await api.call("role_binding.delete", { id });
    tools.terminal.out(`role-binding/${String(id)} deleted\n`);
  }
}
