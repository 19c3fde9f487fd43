import type { Attributes } from "./attribute.ts";
import { type Scalar, type Shape, shapeOfAttribute, shapeOfType } from "./shape.ts";
import { sideBySide } from "./side-by-side.ts";
import { Decimal, isList, type ObjectValue, own, type Value } from "./value.ts";

/** True when both mean the same: equivalent scalars, sets in any order, strings by their NFC form, as Terraform does. */
export function same(shape: Shape, a: Value, b: Value): boolean {
  if (a === b) return true;
  if (shape.kind === "scalar") return sameScalar(shape, a, b);
  if (shape.kind === "set") {
    return isList(a) && isList(b) && pairUp(a, b, (x, y) => same(shape.element, x, y)) !== null;
  }
  return sideBySide(shape, a, b)?.every((part) => same(part.shape, part.a, part.b)) ?? false;
}

/** The attributes whose values differ in meaning. */
export function changedNames(attributes: Attributes, a: ObjectValue, b: ObjectValue): readonly string[] {
  return Object.entries(attributes)
    .filter(([name, one]) => !same(shapeOfAttribute(one), own(a, name) ?? null, own(b, name) ?? null))
    .map(([name]) => name);
}

/** Where the second list holds a match for each element of the first, every one used once; null when it does not. */
export function pairUp<A, B>(
  as: readonly A[],
  bs: readonly B[],
  matches: (a: A, b: B) => boolean,
): readonly (readonly [A, B])[] | null {
  if (as.length !== bs.length) return null;
  const left = [...bs];
  const pairs: (readonly [A, B])[] = [];
  for (const a of as) {
    const found = left.findIndex((b) => matches(a, b));
    if (found < 0) return null;
    pairs.push(...left.splice(found, 1).map((b) => [a, b] as const));
  }
  return pairs;
}

function sameScalar({ equivalent }: Scalar, a: Value, b: Value): boolean {
  if (a === null || b === null) return false;
  return equalScalar(a, b) || (equivalent !== undefined && typeof a === typeof b && equivalent(a, b));
}

function equalScalar(a: Value, b: Value): boolean {
  if (typeof a === "string" && typeof b === "string") return a.normalize("NFC") === b.normalize("NFC");
  if (isNumeric(a) && isNumeric(b)) return numeral(a) === numeral(b);
  return same(isList(a) ? ANY_LIST : ANY_MAP, a, b);
}

/** What a value of no declared type can be made of. */
const ANY_LIST: Shape = { kind: "list", element: shapeOfType("dynamic") };
const ANY_MAP: Shape = { kind: "map", element: shapeOfType("dynamic") };

function isNumeric(value: Value): value is number | bigint | Decimal {
  return typeof value === "number" || typeof value === "bigint" || value instanceof Decimal;
}

function numeral(value: number | bigint | Decimal): string {
  return value instanceof Decimal ? value.text : String(value);
}
