import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type ParsedNode,
  parseAllDocuments,
  type Scalar,
  type YAMLMap,
} from "yaml";
import { pointer } from "./validate.ts";

/** Where something stands in a file; lines and columns count from 1. */
export interface Place {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** Something that is wrong in a file, and what to do about it. */
export interface FileProblem extends Place {
  /** A JSON pointer (RFC 6901) into the object; "" where it is about the whole of it, or of the file. */
  readonly field: string;
  readonly detail: string;
  readonly remedy: string;
}

/** An object of a file, and where each of its fields stands. */
export interface Located {
  readonly value: unknown;
  /** The place of a field by its JSON pointer; of one that is not there, of what should hold it. */
  readonly placeOf: (field: string) => Place;
}

interface YamlFile {
  readonly path: string;
  readonly text: string;
}

/** Past which a file holds more than anybody wrote: aliases that name aliases grow without end. */
const MOST_NODES = 50_000;
const MOST_DEPTH = 32;

/** YAML 1.2 core: `no`, `on` and dates are text. */
const options = {
  version: "1.2",
  schema: "core",
  merge: false,
  resolveKnownTags: false,
  stringKeys: true,
  // Looked for below: the library compares each key with each other one.
  uniqueKeys: false,
  // So that a number that JavaScript cannot hold is seen.
  intAsBigInt: true,
  prettyErrors: false,
  logLevel: "silent",
} as const;

/**
 * The objects of a YAML file: each of its documents is one, or a list of them. No tags, directives, merge keys, duplicate
 * keys or aliases without end; what is wrong is told and never thrown.
 */
export function readYaml(file: YamlFile): { objects: readonly Located[]; problems: readonly FileProblem[] } {
  const problems: FileProblem[] = [];
  const lines = new LineCounter();
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { path: file.path, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const refuse: Refuse = (offset, { field = "", detail, remedy }) => {
    problems.push({ ...placeAt(offset), field, detail, remedy });
  };
  const walk: Walk = { refuse, nodes: 0 };
  const objects: Located[] = [];
  try {
    for (const document of parseAllDocuments(file.text, { ...options, lineCounter: lines })) {
      if (hasErrors(document, refuse)) continue;
      const anchors = new Map<string, ParsedNode>();
      for (const item of itemsOf(document.contents)) {
        const offsets = new Map<string, number>();
        const at = { walk, path: [], offsets, anchors, within: [] };
        const value = valueOf(item, at);
        objects.push({ value, placeOf: (field) => placeAt(nearest(offsets, field)) });
      }
    }
  } catch {
    // Nothing but a stack that is exhausted ends here, and that is such a file.
    refuse(0, tooMuch);
  }
  return { objects, problems };
}

type Refuse = (offset: number, problem: Pick<FileProblem, "detail" | "remedy"> & { field?: string }) => void;

interface Walk {
  readonly refuse: Refuse;
  nodes: number;
}

const tooMuch = {
  detail: "holds more, or deeper, than a declaration can",
  remedy: "split it, and use fewer aliases",
};

/** Errors of the syntax, and what of YAML is not taken. */
function hasErrors(document: Document.Parsed, refuse: Refuse): boolean {
  // The first: what follows it follows from it.
  const [error] = document.errors;
  if (error) {
    const detail = `is not valid YAML: ${error.message}`;
    refuse(error.pos[0], { detail, remedy: "correct it here or just before" });
  }
  const { yaml, tags } = document.directives;
  const hasDirective = yaml.explicit === true || Object.keys(tags).length > 1;
  if (hasDirective) {
    const detail = "has a YAML directive (`%YAML`, `%TAG`)";
    refuse(document.range[0], { detail, remedy: "remove it: files are read as YAML 1.2" });
  }
  return hasDirective || error !== undefined;
}

/** The objects of a document; one that is empty has none. */
function itemsOf(contents: ParsedNode | null): readonly ParsedNode[] {
  if (contents === null || (isScalar(contents) && contents.value === null && !contents.tag)) return [];
  return isSeq(contents) && !contents.tag ? contents.items : [contents];
}

/** Where a field begins, or what should hold it. */
function nearest(offsets: ReadonlyMap<string, number>, field: string): number {
  for (let at = field; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) {
    const offset = offsets.get(at);
    if (offset !== undefined) return offset;
  }
  return offsets.get("") ?? 0;
}

interface At {
  readonly walk: Walk;
  readonly path: readonly (string | number)[];
  /** Where each field begins, by its pointer. */
  readonly offsets: Map<string, number>;
  readonly anchors: Map<string, ParsedNode>;
  /** What is being read through aliases: none of it can name itself. */
  readonly within: readonly ParsedNode[];
}

function valueOf(node: ParsedNode | null, at: At): unknown {
  const { walk, path, offsets, anchors } = at;
  const field = pointer(path);
  if (node !== null && !offsets.has(field)) offsets.set(field, node.range[0]);
  walk.nodes += 1;
  if (walk.nodes > MOST_NODES || path.length > MOST_DEPTH) {
    if (walk.nodes <= MOST_NODES + 1) walk.refuse(nearest(offsets, field), { field, ...tooMuch });
    return null;
  }
  if (node === null) return null;
  if (isAlias(node)) return aliased(node, at);
  if (node.anchor !== undefined) anchors.set(node.anchor, node);
  if (node.tag !== undefined) {
    const detail = `has the tag \`${node.tag}\``;
    walk.refuse(node.range[0], { field, detail, remedy: "remove it: tags are not taken" });
    return null;
  }
  if (isMap(node)) return mapOf(node, at);
  if (isSeq(node)) return node.items.map((item, index) => valueOf(item, { ...at, path: [...path, index] }));
  return scalarOf(node, at);
}

function aliased(node: Alias.Parsed, at: At): unknown {
  const named = at.anchors.get(node.source);
  if (named !== undefined && !at.within.includes(named)) {
    return valueOf(named, { ...at, within: [...at.within, named] });
  }
  const detail = `names \`${node.source}\`, which ${named ? "holds this very alias" : "no anchor before it has"}`;
  const remedy = "name an anchor that ends before it in the same document";
  at.walk.refuse(node.range[0], { field: pointer(at.path), detail, remedy });
  return null;
}

function mapOf(node: YAMLMap.Parsed, at: At): unknown {
  const entries = new Map<string, unknown>();
  for (const { key, value } of node.items) {
    const name = isScalar(key) ? String(key.value) : "";
    const path = [...at.path, name];
    const field = pointer(path);
    const offset = key.range[0];
    const refusal = refusedKey(key, name, entries);
    if (refusal) at.walk.refuse(offset, { field, ...refusal });
    else {
      at.offsets.set(field, offset);
      entries.set(name, valueOf(value, { ...at, path }));
    }
  }
  return Object.fromEntries(entries);
}

function refusedKey(
  key: ParsedNode,
  name: string,
  entries: ReadonlyMap<string, unknown>,
): Pick<FileProblem, "detail" | "remedy"> | undefined {
  if (!isScalar(key) || key.tag !== undefined || name === "__proto__") {
    return { detail: "is no name of a field", remedy: "write the name as plain text" };
  }
  if (name === "<<") {
    const remedy = "write the fields out, or give one a whole value by an alias (`rules: *rules`)";
    return { detail: "is a merge key, which YAML 1.2 does not have", remedy };
  }
  return entries.has(name) ? { detail: "is given twice", remedy: "remove one of the two" } : undefined;
}

function scalarOf({ value, range }: Scalar.Parsed, { walk, path }: At): unknown {
  const isNumber = typeof value === "number" || typeof value === "bigint";
  if (!isNumber) return value;
  if (typeof value === "bigint" ? Number.isSafeInteger(Number(value)) : Number.isFinite(value)) {
    return Number(value);
  }
  const remedy = "write fewer digits, or put it in quotes if it is text";
  walk.refuse(range[0], { field: pointer(path), detail: "is a number that cannot be kept exactly", remedy });
  return null;
}
