import { failure } from "./failure.ts";
import type { PartFacts, ValueFacts } from "./noun-facts.ts";

/** How a value is written in an argument, and read by people. */

export function isList({ kind }: ValueFacts): boolean {
  return kind === "texts" || kind === "map" || kind === "lists" || kind === "objects";
}

/** `type:actions[=names]` for rules: the parts in their order, lists joined by commas. */
const SEPARATORS = ["", ":", "="] as const;

export function placeholderOf(value: ValueFacts): string {
  if (value.kind === "map") return "key=value";
  if (value.kind === "lists") return "name=matcher";
  if (value.kind === "objects") return value.parts.map(partPlaceholder).join("");
  if (value.kind === "number") return "count";
  if (value.kind !== "text") return "value";
  return value.format === "duration" ? "duration" : value.format === "date-time" ? "when" : "text";
}

function partPlaceholder({ name, required }: PartFacts, index: number): string {
  const word = `${SEPARATORS[index] ?? ","}${name.replaceAll("_", "-")}`;
  return required ? word : `[${word}]`;
}

/**
 * The value that arguments say.
 * @throws Failure `usage`
 */
export function fromText(value: ValueFacts, given: string | readonly string[], flag: string): unknown {
  const texts = typeof given === "string" ? [given] : given;
  const [text = ""] = texts;
  if (isList(value)) return listFrom(value, texts, flag);
  if (value.kind !== "number") return value.kind === "flag" ? text === "true" : text;
  if (/^-?\d{1,15}$/.test(text)) return Number(text);
  throw failure("usage", `${flag} must be a whole number`);
}

function listFrom(value: ValueFacts, texts: readonly string[], flag: string): unknown {
  if (value.kind === "objects") return texts.map((one) => compactObject(value.parts, one, flag));
  if (value.kind === "texts") return [...texts];
  const pairs = texts.map((one) => pairOf(one, flag));
  return value.kind === "map" ? Object.fromEntries(pairs) : listsOf(pairs);
}

function pairOf(text: string, flag: string): readonly [string, string] {
  const at = text.indexOf("=");
  if (at < 1) throw failure("usage", `${flag} must be NAME=VALUE`);
  return [text.slice(0, at), text.slice(at + 1)];
}

function listsOf(pairs: readonly (readonly [string, string])[]): Record<string, string[]> {
  const lists: Record<string, string[]> = {};
  for (const [name, value] of pairs) (lists[name] ??= []).push(value);
  return lists;
}

function compactObject(parts: readonly PartFacts[], text: string, flag: string): Record<string, unknown> {
  const pieces = piecesOf(text, parts.length);
  const shape = parts.map(partPlaceholder).join("");
  const entries = parts.flatMap((part, index) => {
    const piece = pieces[index] ?? "";
    if (piece === "" && part.required) throw failure("usage", `${flag} must be ${shape}`);
    if (piece === "") return [];
    return [[part.name, part.value.kind === "texts" ? piece.split(",") : piece] as const];
  });
  return Object.fromEntries(entries);
}

/** Cut at each separator once, in their order: what follows the last may hold any of them. */
function piecesOf(text: string, count: number): readonly string[] {
  const pieces: string[] = [];
  let rest = text;
  for (const separator of SEPARATORS.slice(1, count)) {
    const at = rest.indexOf(separator);
    if (at < 0) break;
    pieces.push(rest.slice(0, at));
    rest = rest.slice(at + 1);
  }
  return [...pieces, rest];
}

/** The lines in which people read a value. */
export function linesOf(value: ValueFacts, given: unknown): readonly string[] {
  if (given === null || given === undefined) return ["none"];
  if (Array.isArray(given)) {
    return given.flatMap((one: unknown) =>
      value.kind === "objects" ? [compact(value.parts, one)] : [plain(one)],
    );
  }
  if (typeof given !== "object") return [plain(given)];
  const lines = Object.entries(given).map(([name, one]) => `${name}=${plain(one)}`);
  return lines.length === 0 ? ["none"] : lines;
}

function compact(parts: readonly PartFacts[], given: unknown): string {
  const object = given as Readonly<Record<string, unknown>>;
  return parts
    .map(({ name }, index) => ({ separator: SEPARATORS[index] ?? ",", one: object[name] }))
    .filter(({ one }) => one !== null && one !== undefined)
    .map(({ separator, one }) => `${separator}${plain(one)}`)
    .join("");
}

function plain(value: unknown): string {
  if (Array.isArray(value)) return value.map(plain).join(",");
  return typeof value === "string" ? value : JSON.stringify(value);
}
