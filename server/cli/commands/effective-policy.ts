import { type CommonFlags, type Define, withExamples, withOutput } from "../command.ts";
import { isData, type Item, printData } from "../output.ts";
import { demandScope, type ScopeFlags, withScope } from "../scope.ts";
import { textTable } from "../table.ts";

/** `jeton effective-policy --project P`. */
export const defineEffectivePolicy: Define = (command, tools) => {
  command.description(
    "Which policy is in force in a project: the strictest of its own and those above it, and whose each value is.",
  );
  withScope(command, "The policy");
  withOutput(command, "table, json or yaml");
  withExamples(
    command,
    "jeton effective-policy --project shop.payments",
    "jeton effective-policy --system -o json",
  );
  command.action(
    tools.action<CommonFlags & ScopeFlags>(async (flags) => {
      const format = tools.formatOf(flags, ["table", "json", "yaml"]);
      const project = demandScope(flags);
      const api = await tools.connect(flags);
      const policy = await api.call("policy.effective", { query: { project } });
      if (isData(format)) await printData(tools.terminal, format, policy);
      else tools.terminal.out(policyTable(policy));
    }),
  );
};

function policyTable(policy: Item): string {
  const sources = policy["sources"] as Readonly<Record<string, { readonly project: string } | null>>;
  const rows = Object.entries(sources).map(([name, source]) => {
    const value = policy[name];
    const shown =
      value === null
        ? ""
        : Array.isArray(value)
          ? value.join(",")
          : typeof value === "string"
            ? value
            : JSON.stringify(value);
    return [name.replaceAll("_", "-"), shown, source?.project ?? ""];
  });
  return textTable([["POLICY", "VALUE", "SET IN"], ...rows]);
}
