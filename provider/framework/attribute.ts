import type { Type } from "./type.ts";

/** Exactly one of required, optional, computed; or optional and computed together (protocol 6, Schema.Attribute). */
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
}

export interface FunctionSchema {
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly type: Type;
    readonly description: string;
  }[];
  readonly returns: Type;
}
