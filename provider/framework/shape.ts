import { type Attribute, type Attributes, isNested } from "./attribute.ts";
import type { Type } from "./type.ts";
import { mapObject } from "./value.ts";

/**
 * A type and nested attributes in one form, with the attributes' equivalences at the scalars: what a walk over two
 * values needs to know.
 */
export type Shape = Scalar | Collection | Structure;

export interface Scalar {
  readonly kind: "scalar";
  readonly type: "string" | "number" | "bool" | "dynamic";
  readonly equivalent?: NonNullable<Attribute["equivalent"]>;
}
export interface Collection {
  readonly kind: "list" | "set" | "map";
  readonly element: Shape;
}
export interface Structure {
  readonly kind: "object";
  readonly fields: Readonly<Record<string, Shape>>;
}

const shapes = new WeakMap<Attributes, Structure>();
const shapesOfOne = new WeakMap<Attribute, Shape>();

/** Made once: a schema never changes, and every request walks all of it. */
export function shapeOf(attributes: Attributes): Structure {
  const known = shapes.get(attributes);
  if (known !== undefined) return known;
  const made: Structure = { kind: "object", fields: mapObject(attributes, shapeOfAttribute) };
  shapes.set(attributes, made);
  return made;
}

/** As above. */
export function shapeOfAttribute(attribute: Attribute): Shape {
  const known = shapesOfOne.get(attribute);
  if (known !== undefined) return known;
  const made = makeShape(attribute);
  shapesOfOne.set(attribute, made);
  return made;
}

function makeShape(attribute: Attribute): Shape {
  const { type } = attribute;
  if (!isNested(type)) return shapeOfType(type, attribute.equivalent?.bind(attribute));
  const element = shapeOf(type.attributes);
  return type.nesting === "single" ? element : { kind: type.nesting, element };
}

export function shapeOfType(type: Type, equivalent?: Scalar["equivalent"]): Shape {
  if (typeof type === "string") return { kind: "scalar", type, ...(equivalent && { equivalent }) };
  if ("list" in type) return { kind: "list", element: shapeOfType(type.list, equivalent) };
  if ("set" in type) return { kind: "set", element: shapeOfType(type.set, equivalent) };
  if ("map" in type) return { kind: "map", element: shapeOfType(type.map, equivalent) };
  return { kind: "object", fields: mapObject(type.object, (field) => shapeOfType(field)) };
}
