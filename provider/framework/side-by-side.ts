import type { PathStep } from "./diagnostic.ts";
import type { Shape } from "./shape.ts";
import { isList, isObject, type ObjectValue, own, type Value } from "./value.ts";

/** One part of two values of one shape. */
export interface Part {
  readonly step: PathStep;
  readonly shape: Shape;
  readonly a: Value;
  readonly b: Value;
}

/** The parts of two lists, maps or objects; null where they do not line up one to one (nor do scalars and sets ever). */
export function sideBySide(shape: Shape, a: Value, b: Value): readonly Part[] | null {
  if (shape.kind === "list" && isList(a) && isList(b)) {
    if (a.length !== b.length) return null;
    return a.map((one, index) => ({ step: { index }, shape: shape.element, a: one, b: b[index] ?? null }));
  }
  if (!isObject(a) || !isObject(b)) return null;
  if (shape.kind === "map") {
    const keys = Object.keys(a);
    if (keys.length !== Object.keys(b).length || !keys.every((key) => Object.hasOwn(b, key))) return null;
    return keys.map((key) => ({ step: { key }, shape: shape.element, ...under(key, a, b) }));
  }
  if (shape.kind !== "object") return null;
  return Object.entries(shape.fields).map(([attribute, field]) => ({
    step: { attribute },
    shape: field,
    ...under(attribute, a, b),
  }));
}

function under(name: string, a: ObjectValue, b: ObjectValue): Pick<Part, "a" | "b"> {
  return { a: own(a, name) ?? null, b: own(b, name) ?? null };
}

/** A value of the same make as the one the parts came from. */
export function assemble(
  like: Value,
  parts: readonly Part[],
  change: (part: Part) => Value,
): readonly Value[] | ObjectValue {
  if (isList(like)) return parts.map(change);
  return Object.fromEntries(parts.map((part) => [nameOf(part.step), change(part)]));
}

function nameOf(step: PathStep): string {
  if ("attribute" in step) return step.attribute;
  return "key" in step ? step.key : String(step.index);
}
