import type { AccessWord } from "../contract/field.ts";
import type { FilterKind } from "../contract/filter.ts";
import type { Referable } from "../contract/reference.ts";

/**
 * What the contract says of a noun, as plain data: generated into nouns.gen.ts, so that no command has to load the schema
 * library, which takes longer than all the rest of a start. The server validates.
 */
export interface NounFacts extends Referable {
  /** Singular, snake_case. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Of the usual operations those there are. */
  readonly verbs: readonly Verb[];
  readonly fields: readonly FieldFacts[];
  readonly exactlyOneOf: readonly (readonly string[])[];
  readonly atMostOneOf: readonly (readonly string[])[];
  readonly filters: readonly FilterFacts[];
  /** The fields that its lists can be in the order of. */
  readonly orders: readonly string[];
}

export type Verb = "create" | "list" | "get" | "update" | "delete";

export interface FieldFacts {
  readonly name: string;
  readonly description: string;
  readonly access: readonly AccessWord[];
  readonly required: boolean;
  readonly value: ValueFacts;
  readonly default?: unknown;
  /** The noun whose objects the field names. */
  readonly refersTo?: string;
}

export interface FilterFacts {
  readonly name: string;
  readonly kind: FilterKind;
  readonly description: string;
  readonly choices?: readonly string[];
  readonly refersTo?: string;
}

/** How a value is written. */
export type ValueFacts =
  | { readonly kind: "text"; readonly format?: string }
  | { readonly kind: "flag" }
  | { readonly kind: "number" }
  | { readonly kind: "choice"; readonly choices: readonly string[] }
  | { readonly kind: "texts"; readonly choices?: readonly string[] }
  /** Texts by their names. */
  | { readonly kind: "map" }
  /** Lists of texts by their names. */
  | { readonly kind: "lists" }
  | { readonly kind: "object"; readonly parts: readonly PartFacts[] }
  | { readonly kind: "objects"; readonly parts: readonly PartFacts[] };

export interface PartFacts {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  readonly value: ValueFacts;
}
