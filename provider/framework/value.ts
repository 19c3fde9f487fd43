/** A value Terraform cannot know before apply. There is exactly one, so `===` tests for it. */
export const UNKNOWN: unique symbol = Symbol("unknown");

/**
 * A value of configuration, plan or state.
 * Lists and sets are arrays (a set in any order), maps and objects are records; an object holds every attribute of its
 * type, null where unset. A whole number is a `number` when it is a safe integer and a `bigint` beyond; a fraction that
 * a `number` cannot hold exactly is a `Decimal`.
 */
export type Value =
  | null
  | typeof UNKNOWN
  | string
  | boolean
  | number
  | bigint
  | Decimal
  | readonly Value[]
  | ObjectValue;

export interface ObjectValue {
  readonly [name: string]: Value;
}

/** A number kept as its decimal text, since Terraform's numbers are wider than a double. */
export class Decimal {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

export function isObject(value: Value | undefined): value is ObjectValue {
  return typeof value === "object" && value !== null && !isList(value) && !(value instanceof Decimal);
}

/** What lies under the name; undefined when nothing does, even for a name every JavaScript object inherits. */
export function own(object: ObjectValue, name: string): Value | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** The value with null for whatever is unknown in it. */
export function dropUnknown(value: Value): Value {
  if (value === UNKNOWN) return null;
  if (isList(value)) return value.map(dropUnknown);
  return isObject(value) ? mapObject(value, dropUnknown) : value;
}

export function mapObject<From, To>(
  object: Readonly<Record<string, From>>,
  change: (value: From, name: string) => To,
): Readonly<Record<string, To>> {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value, name)]));
}

/** True when the value, or anything inside it, is unknown. */
export function hasUnknown(value: Value): boolean {
  if (value === UNKNOWN) return true;
  if (isList(value)) return value.some(hasUnknown);
  return isObject(value) && Object.values(value).some(hasUnknown);
}
