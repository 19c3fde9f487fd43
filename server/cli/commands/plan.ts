import type { Command } from "commander";
import type { Reply } from "../../contract/operations.ts";
import { type Define, withExamples, withOutput } from "../command.ts";
import { type DeclarationFlags, readDeclaration } from "../declaration-input.ts";
import { failure } from "../failure.ts";
import { isData, printData } from "../output.ts";
import { planText } from "../plan-text.ts";
import { withScope } from "../scope.ts";

/** `jeton plan -f`: what applying a declaration would change. */
export const definePlan: Define = (command, tools) => {
  command.description("Say what applying a declaration would change, field by field; nothing is changed.");
  withDeclaration(command);
  withOutput(command, "table, json or yaml");
  withExamples(
    command,
    "jeton plan --project shop --name access -f access.yaml",
    "cat *.yaml | jeton plan --system --name all -f -",
  );
  command.action(
    tools.action<DeclarationFlags>(async (flags) => {
      const format = tools.formatOf(flags, ["table", "json", "yaml"]);
      const { name, body, placeOf } = await readDeclaration(tools, flags);
      const api = await tools.connect(flags);
      const plan = await api.call<Reply<"declaration.plan">>("declaration.plan", { name, body });
      if (isData(format)) await printData(tools.terminal, format, plan);
      else tools.terminal.out(`${planText(plan, tools.paint(flags), placeOf)}digest: ${plan.digest}\n`);
      if (plan.refused > 0) throw refused(plan.refused);
    }),
  );
};

export function refused(count: number): ReturnType<typeof failure> {
  const message = `${String(count)} of the changes would be refused: nothing of the declaration is applied`;
  return failure("conflict", message, "correct what is refused, or have somebody apply it who may");
}

/** What plan and apply have in common. */
export function withDeclaration(command: Command): Command {
  return withScope(command, "The declaration is")
    .requiredOption(
      "-f, --filename <path...>",
      "Files to read, or folders with all YAML files in them; `-` is the standard input.",
    )
    .requiredOption(
      "--name <name>",
      "The declaration's name: what it made before and no longer has is known by it.",
    )
    .option("--prune", "Delete what the declaration made and no longer has.")
    .option("--prune-limit <count>", "Delete at most so many; by default half of what it has.")
    .option("--adopt", "Take over objects that others manage.")
    .option("--force", "Change objects that others manage, and leave them theirs.");
}
