import type { Reply } from "../../contract/operations.ts";
import { type QuestionFlags, questionFrom, withQuestion } from "../access-question.ts";
import { type Define, type Tools, withExamples, withOutput } from "../command.ts";
import { isData, printData } from "../output.ts";
import { textTable } from "../table.ts";

type Explanation = Reply<"access.explain">;
type Holding = Explanation["allowed_by"][number];

/** `jeton explain ACTION TYPE [NAME]`: by which binding and rule it may be done, or what is missing. */
export const defineExplain: Define = (command, tools) => {
  withQuestion(command).description(
    "Say why something may be done, by the binding, the group and the rule that allow it, or what is in the way.",
  );
  withOutput(command, "table, json or yaml");
  withExamples(
    command,
    "jeton explain run flow nightly --project shop",
    "jeton explain delete jeton.project --system --user ann@example.com",
  );
  command.action(
    tools.action<QuestionFlags>(async (flags, ...args) => {
      const format = tools.formatOf(flags, ["table", "json", "yaml"]);
      const api = await tools.connect(flags);
      const { ask, about } = await questionFrom(api, flags, args);
      const explained = await api.call<Explanation>("access.explain", { body: { ...ask, ...about } });
      if (isData(format)) await printData(tools.terminal, format, explained);
      else show(explained, tools.terminal, tools.paint(flags));
    }),
  );
};

function show(
  { allowed, detail, allowed_by: holdings, missing }: Explanation,
  { out }: Tools["terminal"],
  paint: ReturnType<Tools["paint"]>,
): void {
  out(`${allowed ? paint("yes", "green") : paint("no", "red")}: ${detail}\n`);
  if (holdings.length > 0) out(`\n${held(holdings)}`);
  for (const { code, detail: why, nearest } of missing) {
    out(`\n${paint(code, "yellow")}: ${why}\n`);
    if (nearest.length > 0) out(held(nearest));
  }
}

/** What is held where the caller does not see is said to be above, and no more. */
function held(holdings: readonly Holding[]): string {
  const lines = holdings.map(
    ({ role, project, inherited, group, expires_at: end, role_binding_id: id, ...of }) => [
      role ?? "(not yours to see)",
      project ?? (inherited ? "(above)" : ""),
      group ?? "",
      of.rule === null ? "" : ruleText(of.rule_index, of.rule),
      end ?? "never",
      id ?? "",
    ],
  );
  return textTable([["ROLE", "PROJECT", "GROUP", "RULE", "EXPIRES", "BINDING"], ...lines]);
}

function ruleText(index: number | null, rule: NonNullable<Holding["rule"]>): string {
  const names = rule.resource_names ? ` on ${rule.resource_names.join(", ")}` : "";
  return `${index === null ? "" : `[${String(index)}] `}${rule.resource_type}: ${rule.actions.join(", ")}${names}`;
}
