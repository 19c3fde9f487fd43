import { type AccessKind, accessKinds, type AccessMap, type AccessNode } from "./access-map.ts";

/** For people. */
export const accessKindWords: Readonly<Record<AccessKind, string>> = {
  user: "user",
  service_account: "service account",
  group: "group",
  claim: "claim",
  role_binding: "binding",
  role: "role",
  project: "project",
};

const mermaidShapes: Readonly<Record<AccessKind, readonly [string, string]>> = {
  user: ["([", "])"],
  service_account: ["[", "]"],
  group: ["[[", "]]"],
  claim: ["[/", "/]"],
  role_binding: ["(", ")"],
  role: ["{{", "}}"],
  project: ["[(", ")]"],
};

const dotShapes: Readonly<Record<AccessKind, string>> = {
  user: "oval",
  service_account: "box",
  group: "folder",
  claim: "parallelogram",
  role_binding: "plain",
  role: "hexagon",
  project: "cylinder",
};

const edgeWords = { member: "member of", bound: "", gives: "gives", in: "in" } as const;

/** The map as a Mermaid flowchart. Names are whatever people chose: none of them is taken for anything but text. */
export function toMermaid(map: AccessMap): string {
  const keys = keysOf(map);
  const nodes = map.nodes.map((node) => {
    const [open, close] = mermaidShapes[node.kind];
    return `  ${keyOf(keys, node.id)}${open}"${mermaidText(wordsOf(node))}"${close}`;
  });
  const edges = map.edges.map(({ from, to, kind }) => {
    const word = edgeWords[kind];
    const arrow = word === "" ? "-->" : `-->|${word}|`;
    return `  ${keyOf(keys, from)} ${arrow} ${keyOf(keys, to)}`;
  });
  return `${[...partOf(map).map((line) => `%% ${line}`), "flowchart LR", ...nodes, ...edges].join("\n")}\n`;
}

/** The map in Graphviz' DOT, its kinds in columns. */
export function toDot(map: AccessMap): string {
  const keys = keysOf(map);
  const nodes = map.nodes.map((node) => {
    const style = node.note === undefined ? "" : ", style=dashed";
    return `  ${keyOf(keys, node.id)} [label="${dotText(wordsOf(node))}", shape=${dotShapes[node.kind]}${style}];`;
  });
  const edges = map.edges.map(({ from, to, kind }) => {
    const word = edgeWords[kind];
    const label = word === "" ? "" : ` [label="${word}"]`;
    return `  ${keyOf(keys, from)} -> ${keyOf(keys, to)}${label};`;
  });
  const columns = accessKinds.flatMap((kind) => {
    const inside = map.nodes.filter((node) => node.kind === kind);
    return inside.length < 2
      ? []
      : [`  { rank=same; ${inside.map(({ id }) => keyOf(keys, id)).join("; ")} }`];
  });
  const head = [...partOf(map).map((line) => `// ${line}`), "digraph access {", "  rankdir=LR;"];
  return `${[...head, ...nodes, ...edges, ...columns, "}"].join("\n")}\n`;
}

/** Said where not all is drawn, so that nobody takes a part for the whole. */
function partOf({ paths, total }: AccessMap): readonly string[] {
  if (paths.length === total) return [];
  return [`A part: ${String(paths.length)} of ${String(total)} ways to hold a role. Narrow it by a filter.`];
}

/** What the texts call their nodes: never what people chose. */
function keysOf({ nodes }: AccessMap): ReadonlyMap<string, string> {
  return new Map(nodes.map(({ id }, index) => [id, `n${String(index)}`]));
}

function keyOf(keys: ReadonlyMap<string, string>, id: string): string {
  return keys.get(id) ?? "";
}

function wordsOf({ kind, label, note }: AccessNode): string {
  return `${accessKindWords[kind]} ${label}${note === undefined ? "" : ` (${note})`}`;
}

/** What is not to be seen, or turns the direction of what follows, is written as its code point. */
function seen(text: string): string {
  return text.replaceAll(
    /[\p{C}\p{Zl}\p{Zp}]/gu,
    (character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()} `,
  );
}

/** Mermaid's entity codes for all but letters, digits and what no syntax of Mermaid's or HTML's is made of. */
export function mermaidText(text: string): string {
  return seen(text).replaceAll(
    /[^\p{L}\p{N} @./_-]/gu,
    (character) => `#${String(character.codePointAt(0))};`,
  );
}

/** Graphviz reads escapes and HTML's entities in a quoted text. */
function dotText(text: string): string {
  return seen(text).replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("&", "&amp;");
}
