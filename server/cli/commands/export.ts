import { type CommonFlags, type Define, withExamples } from "../command.ts";
import { type Exported, exportedNouns, readExported } from "../exported.ts";
import { failure } from "../failure.ts";
import { toHcl } from "../hcl.ts";

interface Flags extends CommonFlags {
  readonly project?: string;
}

/** `jeton export`: what is there, as a configuration that leaves it as it is. */
export const defineExport: Define = (command, tools) => {
  command
    .description(
      "Print what is there as Terraform resources with the blocks that import them, or as a declaration: of what the caller may read, without secrets, and without tokens that have ended.",
    )
    .requiredOption("-o, --output <format>", "hcl or yaml.")
    .option("-p, --project <name>", "Only what is in this project and below.");
  withExamples(
    command,
    "jeton export -o hcl > imported.tf && terraform plan",
    "jeton export -o yaml --project shop > access.yaml",
  );
  command.action(
    tools.action<Flags>(async ({ output, project, ...flags }) => {
      if (output !== "hcl" && output !== "yaml") throw failure("usage", "--output must be hcl or yaml");
      const api = await tools.connect(flags);
      const nouns = output === "hcl" ? exportedNouns.terraform : exportedNouns.declarations;
      const exported = await readExported(api, nouns, project);
      tools.terminal.out(output === "hcl" ? toHcl(exported) : await toYaml(exported));
    }),
  );
};

/** Documents by their references, as `jeton apply` reads them; those who manage them now are asked by `--adopt`. */
async function toYaml(exported: readonly Exported[]): Promise<string> {
  const { stringify } = await import("yaml");
  const references = new Map(exported.map(({ item, reference }) => [String(item["id"]), reference]));
  const documents = exported.map(({ facts, fields }) => {
    const entries = fields.map(({ facts: { name, refersTo }, value }): [string, unknown] => {
      const id = String(value);
      const reference = references.get(id) ?? builtIn(id) ?? value;
      return [name, refersTo === undefined ? value : reference];
    });
    return { kind: facts.name, ...Object.fromEntries(entries) };
  });
  // Version 1.1 as well reads what is quoted for it: `no` and `on` are texts for all readers.
  return documents.map((one) => stringify(one, { lineWidth: 0, compat: "yaml-1.1" })).join("---\n");
}

/** The same on every server, and in no export. */
function builtIn(id: string): string | undefined {
  return /^role_(?:admin|editor|viewer|user|project-creator)$/.test(id)
    ? `role/system/${id.slice(5)}`
    : undefined;
}
