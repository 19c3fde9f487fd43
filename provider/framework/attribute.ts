import type { Type } from "./type.ts";
import type { Value } from "./value.ts";

/**
 * Exactly one of required, optional, computed; or optional and computed together (protocol 6, Schema.Attribute).
 * What comes after `deprecated` never reaches Terraform: it is how this attribute behaves when planned and checked.
 */
export interface Attribute {
  /** Either a type, or nested attributes with how many of them there are. */
  readonly type: Type | Nested;
  readonly description: string;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  readonly writeOnly?: boolean;
  readonly deprecated?: string;
  /** What null in the configuration stands for. The attribute must be optional and computed. */
  readonly default?: Value;
  /** No update can change it: a new value is a new object. Unset in the configuration, it stays as it is in state. */
  readonly requiresReplace?: boolean;
  /** Computed and steady: an update in place leaves it as it is in state. Without this it is unknown until applied. */
  readonly keepPrior?: boolean;
  /** What is known of a computed value before it is; expressions that need no more are then decided at plan. */
  readonly promise?: Promised;
  /**
   * True when two spellings mean the same ("1h", "60m"): the one in state is then kept, and nothing is planned.
   * Asked of known, non-null values of the attribute's type; of a list, set or map, about two elements.
   */
  equivalent?(a: Value, b: Value): boolean;
  /**
   * What is wrong with a configured value, as a sentence; undefined when nothing is.
   * Asked of known, non-null values; of a list, set or map, about each element.
   */
  validate?(value: Value): string | undefined;
  /** The same of a list, set, map or nested attribute as a whole. Its elements may still be unknown. */
  validateCollection?(value: Value): string | undefined;
}

/** What apply keeps: an answer that breaks it is an error. Of attributes at the top. */
export interface Promised {
  /** It will not be null. What follows is of values that are not. */
  readonly notNull: true;
  /** A text will begin so. */
  readonly prefix?: string;
  /** A list, set or map will have as many elements at least, and at most. */
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** A nested attribute: objects with attributes of their own (Schema.Object). */
export interface Nested {
  readonly nesting: "single" | "list" | "set" | "map";
  readonly attributes: Attributes;
}

export type Attributes = Readonly<Record<string, Attribute>>;

/** What Terraform is told of one resource, data source, ephemeral resource, or of the provider's own block. */
export interface Schema {
  /** Raised when a state written by an older release must be upgraded. */
  readonly version: number;
  readonly description: string;
  readonly attributes: Attributes;
  /** Groups of top-level attributes of which exactly one must be set. One still unknown may turn out either way. */
  readonly exactlyOneOf?: readonly (readonly string[])[];
  /** Groups of which at most one may be set. */
  readonly atMostOneOf?: readonly (readonly string[])[];
  /** By attribute: those that may not be set beside it. */
  readonly conflicts?: Readonly<Record<string, readonly string[]>>;
}

export interface FunctionSchema {
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly Parameter[];
  /** What any number of further arguments are. */
  readonly variadic?: Parameter;
  readonly returns: Type;
}

export interface Parameter {
  readonly name: string;
  readonly type: Type;
  readonly description: string;
}

export function isNested(type: Type | Nested): type is Nested {
  return typeof type === "object" && "nesting" in type;
}
