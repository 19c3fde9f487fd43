import type { Attributes } from "./attribute.ts";
import type { Path } from "./diagnostic.ts";
import { pathText } from "./path.ts";
import { type Scalar, type Shape, shapeOfAttribute } from "./shape.ts";
import { Decimal, mapObject, type ObjectValue, own, type Value } from "./value.ts";

/**
 * Plain data as the state of these attributes: what they do not know is dropped, write-only is null, and an attribute
 * the data leaves out (undefined, unlike null) is taken from `otherwise`. Throws when a value has another type.
 */
export function conform(attributes: Attributes, data: object, otherwise: ObjectValue): ObjectValue {
  return mapObject(attributes, (attribute, name) => {
    if (attribute.writeOnly === true) return null;
    const value = isRecord(data) && Object.hasOwn(data, name) ? data[name] : undefined;
    if (value === undefined) return own(otherwise, name) ?? null;
    return conformValue(shapeOfAttribute(attribute), value, [{ attribute: name }]);
  });
}

/** Throws an error that names the path when the data does not have the shape. */
export function conformValue(shape: Shape, data: unknown, path: Path): Value {
  if (data === null || data === undefined) return null;
  switch (shape.kind) {
    case "scalar":
      return conformScalar(shape, data, path);
    case "list":
    case "set":
      if (!Array.isArray(data)) throw misfit(path, `a ${shape.kind}`, data);
      return data.map((value: unknown, index) => conformValue(shape.element, value, [...path, { index }]));
    case "map":
      if (!isRecord(data)) throw misfit(path, "a map", data);
      return mapObject(data, (value, key) => conformValue(shape.element, value, [...path, { key }]));
    case "object":
      if (!isRecord(data)) throw misfit(path, "an object", data);
      return mapObject(shape.fields, (field, attribute) =>
        conformValue(field, Object.hasOwn(data, attribute) ? data[attribute] : null, [
          ...path,
          { attribute },
        ]),
      );
  }
}

function conformScalar(shape: Scalar, data: unknown, path: Path): Value {
  switch (shape.type) {
    case "string":
      if (typeof data === "string") return data;
      break;
    case "bool":
      if (typeof data === "boolean") return data;
      break;
    case "number":
      if (typeof data === "bigint" || data instanceof Decimal) return data;
      if (typeof data === "number" && Number.isFinite(data)) return wholeNumber(data);
      break;
    case "dynamic":
      // Whatever JSON can say is a value; there is no narrower type to hold it against.
      return data as Value;
  }
  throw misfit(path, `a ${shape.type}`, data);
}

function wholeNumber(number: number): number | bigint {
  return Number.isInteger(number) && !Number.isSafeInteger(number) ? BigInt(number) : number;
}

function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === "object" && data !== null && !Array.isArray(data) && !(data instanceof Decimal);
}

function misfit(path: Path, wanted: string, data: unknown): Error {
  // Never the value itself: it may be a secret.
  const found = Array.isArray(data) ? "a list" : `a value of type ${typeof data}`;
  return new Error(`${pathText(path)} should be ${wanted}, and is ${found}.`);
}
