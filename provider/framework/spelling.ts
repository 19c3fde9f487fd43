import { same } from "./equality.ts";
import type { Shape } from "./shape.ts";
import { isList, isObject, mapObject, own, type Value } from "./value.ts";

/**
 * The fresh value, spelled as before wherever it still means the same, down to single elements: a server that answers
 * "PT1H" to a configured "60m", or a set in another order, has changed nothing.
 */
export function keepSpelling(shape: Shape, before: Value, fresh: Value): Value {
  if (same(shape, before, fresh)) return before;
  if (shape.kind === "scalar") return fresh;
  if (isList(before) && isList(fresh)) {
    if (shape.kind === "set")
      return fresh.map((one) => before.find((old) => same(shape.element, old, one)) ?? one);
    if (shape.kind !== "list") return fresh;
    return fresh.map((one, index) => keepSpelling(shape.element, before[index] ?? null, one));
  }
  if (!isObject(before) || !isObject(fresh)) return fresh;
  if (shape.kind === "map") {
    return mapObject(fresh, (one, key) => keepSpelling(shape.element, own(before, key) ?? null, one));
  }
  if (shape.kind !== "object") return fresh;
  return mapObject(shape.fields, (field, name) =>
    keepSpelling(field, own(before, name) ?? null, own(fresh, name) ?? null),
  );
}
