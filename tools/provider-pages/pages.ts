import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FunctionSchema, Schema } from "../../provider/framework/attribute.ts";
import { lists } from "../../provider/data-sources/lists.ts";
import { createJeton } from "../../provider/jeton.ts";
import type { AnyNoun } from "../../server/contract/noun.ts";
import { nouns } from "../../server/contract/nouns/all.ts";
import type { Output } from "../bundle.ts";
import { attributesSection, type Told, valueTypeName } from "./attributes.ts";
import { choicesAt } from "./choices.ts";
import { importSection } from "./import-section.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = "provider/docs";
const guides = `${folder}/guides`;

/** A kind of page: its folder, in which the registry looks for it, and what the registry calls it. */
const kinds = {
  resources: "Resource",
  "data-sources": "Data Source",
  "ephemeral-resources": "Ephemeral Resource",
  functions: "Function",
  "list-resources": "List Resource",
  actions: "Action",
} as const;

type Kind = keyof typeof kinds;

/** The whole of these is generated; the guides beside them are written by hand. */
export const pageFolders: readonly string[] = Object.keys(kinds).map((kind) => `${folder}/${kind}`);

/** The provider's pages, laid out as Terraform's registry takes them. */
export function pageOutputs(): readonly Output[] {
  const schema = createJeton({}).schema();
  const pages = (kind: Kind, schemas: Readonly<Record<string, Schema>>): readonly Output[] =>
    Object.entries(schemas).map(([type, one]) => page(kind, type, () => typePage(kind, type, one)));
  return [
    { path: `${folder}/index.md`, make: () => indexPage(schema.provider) },
    ...pages("resources", schema.resources),
    ...pages("data-sources", schema.dataSources),
    ...pages("ephemeral-resources", schema.ephemeralResources),
    ...pages("list-resources", schema.listResources),
    ...pages("actions", schema.actions),
    ...Object.entries(schema.functions).map(([name, one]) =>
      page("functions", name, () => functionPage(name, one)),
    ),
  ];
}

/** Without the provider's name, as the registry wants it. */
function page(kind: Kind, type: string, make: () => Promise<string>): Output {
  return { path: `${folder}/${kind}/${type.replace(/^jeton_/, "")}.md`, make };
}

async function typePage(kind: Kind, type: string, schema: Schema): Promise<string> {
  const noun = nounOf(type);
  const example = await exampleOfType(kind, type);
  return [
    head(`${type} ${kinds[kind]}`, schema.description),
    ...(newer[kind] === undefined ? [] : [`${newer[kind]}\n`]),
    exampleSection(example),
    attributesSection(schema, { choices: choicesOf(noun), isManaged: kind === "resources" }),
    ...(kind === "resources" && noun ? [importSection(noun, example)] : []),
  ].join("\n");
}

const newer: Readonly<Partial<Record<Kind, string>>> = {
  "ephemeral-resources": "Needs Terraform 1.10 or newer. What it gives is in no state and no plan.",
  "list-resources":
    "Needs Terraform 1.14 or newer: it finds objects for `terraform query`, from a file that ends in `.tfquery.hcl`.",
  actions: "Needs Terraform 1.14 or newer.",
};

function nounOf(type: string): AnyNoun | undefined {
  return Object.values(nouns).find(({ name }) => type === `jeton_${name}`);
}

function choicesOf(noun: AnyNoun | undefined): Told["choices"] {
  return ([first = "", ...rest]) => {
    const field = noun?.fields[first];
    return field ? choicesAt(field.schema, rest) : [];
  };
}

/** Its own narrowing is in the schema; every list is asked for in this way. */
async function exampleOfType(kind: Kind, type: string): Promise<string> {
  if (kind === "list-resources") return `list "${type}" "all" {\n  provider = jeton\n}\n`;
  const isList = kind === "data-sources" && lists.some(({ typeName }) => typeName === type);
  return isList ? `data "${type}" "all" {}\n` : await exampleOf(kind, type);
}

function exampleOf(kind: Kind, name: string): Promise<string> {
  return readFile(join(root, "examples/terraform", kind, `${name}.tf`), "utf8");
}

function exampleSection(example: string): string {
  return `## Example\n\n\`\`\`hcl\n${example}\`\`\`\n`;
}

async function functionPage(name: string, schema: FunctionSchema): Promise<string> {
  const { summary, description, parameters, variadic, returns } = schema;
  const all = [...parameters, ...(variadic ? [variadic] : [])];
  const signature = all.map((one) => `${one.name} ${valueTypeName(one.type).toLowerCase()}`).join(", ");
  return [
    head(`${name} ${kinds.functions}`, `${summary}.`),
    `${description}\n`,
    "Needs Terraform 1.8 or newer.\n",
    exampleSection(await exampleOf("functions", name)),
    `## Signature\n\n\`\`\`text\n${name}(${signature}) ${valueTypeName(returns).toLowerCase()}\n\`\`\`\n`,
    ...(typeof returns === "object" && "object" in returns ? [members(returns.object)] : []),
    `## Arguments\n\n${all.map((one) => `1. \`${one.name}\` (${valueTypeName(one.type)}) ${one.description}`).join("\n")}\n`,
  ].join("\n");
}

function members(object: Readonly<Record<string, Parameters<typeof valueTypeName>[0]>>): string {
  const lines = Object.entries(object).map(([name, type]) => `- \`${name}\` (${valueTypeName(type)})`);
  return `The object has:\n\n${lines.join("\n")}\n`;
}

async function indexPage(schema: Schema): Promise<string> {
  const example = await readFile(join(root, "examples/terraform/provider.tf"), "utf8");
  return [
    head("jeton Provider", schema.description),
    exampleSection(example),
    `## Guides\n\n${(await guideLinks()).join("\n")}\n`,
    attributesSection(schema, { choices: () => [], isManaged: false }),
  ].join("\n");
}

async function guideLinks(): Promise<readonly string[]> {
  const names = (await readdir(join(root, guides))).toSorted();
  return await Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(root, guides, name), "utf8");
      return `- [${/^page_title: "(.*)"$/m.exec(text)?.[1] ?? name}](guides/${name})`;
    }),
  );
}

/** What the registry reads of a page, and what people do. */
function head(title: string, description: string): string {
  return `---
page_title: "${title} - jeton"
subcategory: ""
description: |-
  ${description}
---

# ${title.replaceAll("_", "\\_")}

${description}
`;
}
