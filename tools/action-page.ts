import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { markdownTable } from "./markdown-table.ts";

interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
}

/** `docs/action.md`: the inputs and outputs of the Action, as action.yml has them. */
export async function actionPage(): Promise<string> {
  const text = await readFile(fileURLToPath(new URL("../action.yml", import.meta.url)), "utf8");
  // The file is ours, and a test holds what it must have.
  const { inputs, outputs } = parse(text) as ActionFile;
  const given = Object.entries(inputs).map(([name, input]) => [
    `\`${name}\``,
    input.default ? `\`${input.default}\`` : "",
    cell(input.description),
  ]);
  const got = Object.entries(outputs).map(([name, { description }]) => [`\`${name}\``, cell(description)]);
  return `# The Action

How it is used: [README](../README.md#use-it-in-github-actions), [whole workflows](../examples/workflows).

## Inputs

${markdownTable(["Input", "Default", "Meaning"], given)}

## Outputs

Besides these each line of \`tokens\` has one of its NAME, and with \`files\` one of NAME_FILE. Nobody has to declare them:
\`steps.ID.outputs.NAME\` is there, in a composite action as well.

${markdownTable(["Output", "Meaning"], got)}
`;
}

function cell(text: string): string {
  return text.trim().replaceAll("|", "\\|");
}
