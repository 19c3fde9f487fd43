import { type Attribute, type Attributes, isNested } from "./attribute.ts";
import type { Path } from "./diagnostic.ts";
import { same } from "./equality.ts";
import { shapeOfAttribute } from "./shape.ts";
import { sideBySide } from "./side-by-side.ts";
import { isObject, type ObjectValue, own, type Value } from "./value.ts";

/** The paths whose change only a new object can bring about. A value still unknown counts as changed. */
export function replacements(
  attributes: Attributes,
  change: { readonly prior: ObjectValue; readonly planned: ObjectValue },
  at: Path = [],
): readonly Path[] {
  return Object.entries(attributes).flatMap(([name, attribute]) => {
    const prior = own(change.prior, name) ?? null;
    const planned = own(change.planned, name) ?? null;
    if (same(shapeOfAttribute(attribute), prior, planned)) return [];
    const path = [...at, { attribute: name }];
    return attribute.requiresReplace === true ? [path] : inNested(attribute, { prior, planned }, path);
  });
}

function inNested(
  attribute: Attribute,
  { prior, planned }: { readonly prior: Value; readonly planned: Value },
  path: Path,
): readonly Path[] {
  const { type } = attribute;
  if (!isNested(type) || !holdsImmutable(type.attributes)) return [];
  if (type.nesting === "single" && isObject(prior) && isObject(planned)) {
    return replacements(type.attributes, { prior, planned }, path);
  }
  const elements = type.nesting === "single" ? null : sideBySide(shapeOfAttribute(attribute), prior, planned);
  if (elements === null) return [path];
  return elements.flatMap(({ step, a, b }) => {
    if (isObject(a) && isObject(b))
      return replacements(type.attributes, { prior: a, planned: b }, [...path, step]);
    return a === b ? [] : [[...path, step]];
  });
}

function holdsImmutable(attributes: Attributes): boolean {
  return Object.values(attributes).some(
    ({ requiresReplace, type }) =>
      requiresReplace === true || (isNested(type) && holdsImmutable(type.attributes)),
  );
}
