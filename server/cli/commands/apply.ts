import type { Reply } from "../../contract/operations.ts";
import { confirm } from "../ask.ts";
import { type Define, withExamples, withOutput } from "../command.ts";
import { type DeclarationFlags, readDeclaration } from "../declaration-input.ts";
import { isData, printData } from "../output.ts";
import { hasChanges, planText } from "../plan-text.ts";
import { createSecretFile, type SecretFile } from "../secret-file.ts";
import { refused, withDeclaration } from "./plan.ts";

interface Flags extends DeclarationFlags {
  readonly planDigest?: string;
  readonly secretsOut?: string;
}

type Applied = Reply<"declaration.apply">;

/** `jeton apply -f`: all of a declaration, or nothing. */
export const defineApply: Define = (command, tools) => {
  command.description(
    "Make things as a declaration says: all of it, or nothing. The plan is shown and asked about first; off a terminal --yes or --plan-digest says that it is meant.",
  );
  withDeclaration(command)
    .option("-y, --yes", "Do not ask.")
    .option(
      "--plan-digest <digest>",
      "Only if the plan is still the one that was seen, as `jeton plan` names it.",
    )
    .option(
      "--secrets-out <file>",
      "Write the secrets of new tokens to this new file, for its owner alone: JSON, by the tokens' references.",
    );
  withOutput(command, "table, json or yaml");
  withExamples(
    command,
    "jeton apply --project shop --name access -f access/ --prune",
    "jeton apply --project shop --name access -f access.yaml --plan-digest DIGEST --secrets-out secrets.json",
  );
  command.action(
    tools.action<Flags>(async (flags) => {
      const { terminal } = tools;
      const format = tools.formatOf(flags, ["table", "json", "yaml"]);
      const paint = tools.paint(flags);
      const { name, body, placeOf } = await readDeclaration(tools, flags);
      const asked = { ...body, take_secrets: flags.secretsOut !== undefined };
      const api = await tools.connect(flags);
      const plan = await api.call<Reply<"declaration.plan">>("declaration.plan", { name, body: asked });
      terminal.err(planText(plan, paint, placeOf));
      if (plan.refused > 0) throw refused(plan.refused);
      const isSeen = flags.planDigest !== undefined || !hasChanges(plan);
      if (!isSeen) await confirm(terminal, `Apply \`${name}\`?`, flags);
      const digest = flags.planDigest ?? plan.digest;
      using file = flags.secretsOut === undefined ? undefined : createSecretFile(flags.secretsOut);
      const applied = await api.call<Applied>("declaration.apply", { name, body: { ...asked, digest } });
      if (file) keepSecrets(file, applied.secrets);
      const shown = { ...applied, secrets: file ? applied.secrets.map(withoutSecret) : applied.secrets };
      if (isData(format)) await printData(terminal, format, shown);
      else {
        terminal.out(`declaration/${name} applied\n`);
        if (file)
          terminal.err(`The secrets of ${String(applied.secrets.length)} new tokens are in ${file.path}.\n`);
      }
    }),
  );
};

function keepSecrets(file: SecretFile, secrets: Applied["secrets"]): void {
  const kept = secrets.flatMap(({ reference, secret }) =>
    secret === undefined ? [] : [[reference, secret]],
  );
  file.keep(`${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`);
}

function withoutSecret(token: Applied["secrets"][number]): object {
  return Object.fromEntries(Object.entries(token).filter(([name]) => name !== "secret"));
}
