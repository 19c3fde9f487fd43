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

/** True when the value, or anything inside it, is unknown. */
export function hasUnknown(value: Value): boolean {
  if (value === UNKNOWN) return true;
  if (value === null || typeof value !== "object" || value instanceof Decimal) return false;
  return (Array.isArray(value) ? value : Object.values(value)).some(hasUnknown);
}
