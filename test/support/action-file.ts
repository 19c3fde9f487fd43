import { readFile } from "node:fs/promises";
import { join } from "node:path";

export interface ActionFile {
  readonly inputs: Readonly<
    Record<string, { readonly description: string; readonly required?: string; readonly default?: string }>
  >;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
  readonly runs: { readonly using: string; readonly main: string; readonly post: string };
}

type Tree = { [key: string]: string | Tree };

/** An Action's action.yml. */
export async function readActionFile(directory: string): Promise<ActionFile> {
  const text = await readFile(join(directory, "action.yml"), "utf8");
  // The file is ours; action-file.test.ts holds what it must have.
  return parseYaml(text) as unknown as ActionFile;
}

/** The little YAML that action.yml needs, maps of texts, and an error for any other. */
export function parseYaml(text: string): Tree {
  const lines = text.split("\n").filter((line) => !/^\s*(?:#|$)/.test(line));
  let at = 0;
  const indentOf = (line: string | undefined): number => line?.search(/\S/) ?? -1;

  const folded = (indent: number): string => {
    const parts = [];
    for (; indentOf(lines[at]) > indent; at += 1) parts.push(lines[at]!.trim());
    return parts.join(" ");
  };

  const map = (indent: number): Tree => {
    const tree: Tree = {};
    for (; indentOf(lines[at]) === indent;) {
      const line = lines[at]!;
      const [, key, value] = /^\s*([a-z][a-z-]*):(?: (.*))?$/.exec(line) ?? [];
      if (key === undefined || key in tree) throw new Error(`not understood: ${line}`);
      at += 1;
      tree[key] =
        value === undefined ? map(indentOf(lines[at])) : value === ">-" ? folded(indent) : scalar(value);
    }
    if (indentOf(lines[at]) > indent) throw new Error(`not understood: ${lines[at]!}`);
    return tree;
  };
  return map(0);
}

function scalar(value: string): string {
  if (value.startsWith('"')) return JSON.parse(value) as string;
  if (/^[[\]{}&*!|>'%@`,-]|: | #|:$/.test(value)) throw new Error(`quote this: ${value}`);
  return value;
}
