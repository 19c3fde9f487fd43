import type { Exported } from "./exported.ts";

/** A word as it is, to stand unquoted. */
interface Expression {
  readonly expression: string;
}

/** Terraform resources, each with the block that imports it (Terraform 1.5, OpenTofu 1.5). */
export function toHcl(exported: readonly Exported[]): string {
  const addresses = new Map<string, string>();
  for (const { facts, item, label } of exported) {
    addresses.set(String(item["id"]), `jeton_${facts.name}.${label}.id`);
    if (facts.name === "project")
      addresses.set(`project ${String(item["name"])}`, `jeton_project.${label}.name`);
  }
  return exported.map((one) => blocks(one, addresses)).join("\n");
}

function blocks({ facts, item, label, fields }: Exported, addresses: ReadonlyMap<string, string>): string {
  const address = `jeton_${facts.name}.${label}`;
  const lines = fields.map(({ facts: { name }, value }) => {
    const key = name === "project" ? `project ${String(value)}` : String(value);
    const expression = typeof value === "string" ? addresses.get(key) : undefined;
    const isOwn = facts.name === "project" && name === "name";
    return `  ${name} = ${written(expression === undefined || isOwn ? value : { expression }, "  ")}\n`;
  });
  return [
    `import {\n  to = ${address}\n  id = ${quoted(String(item["id"]))}\n}\n\n`,
    `resource "jeton_${facts.name}" "${label}" {\n${lines.join("")}}\n`,
  ].join("");
}

function isExpression(value: object): value is Expression {
  return "expression" in value && Object.keys(value).length === 1;
}

function written(value: unknown, indent: string): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = (value as readonly unknown[]).map((item) => written(item, inner));
    if (items.every((item) => !item.includes("\n"))) return `[${items.join(", ")}]`;
    return `[\n${items.map((item) => `${inner}${item},\n`).join("")}${indent}]`;
  }
  if (isExpression(value)) return value.expression;
  const entries = Object.entries(value).filter(([, part]) => part !== null && part !== undefined);
  return `{\n${entries.map(([name, part]) => `${inner}${keyOf(name)} = ${written(part, inner)}\n`).join("")}${indent}}`;
}

function keyOf(name: string): string {
  return /^[A-Za-z_][\w-]*$/.test(name) ? name : quoted(name);
}

/** A text as it is: `${` and `%{` begin nothing in it. What JSON escapes by itself, HCL reads. */
function quoted(text: string): string {
  return JSON.stringify(text)
    .replaceAll(/\\(.)/g, (escape, letter) =>
      letter === "b" ? "\\u0008" : letter === "f" ? "\\u000c" : escape,
    )
    .replaceAll(/[$%](?=\{)/g, (sign) => sign + sign);
}
