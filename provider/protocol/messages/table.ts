export type Scalar = "string" | "bytes" | "bool" | "int32" | "int64";

/**
 * How often a field occurs. A map's keys are strings in all of this protocol. Without a word a field is a proto3
 * "implicit presence" one: absent and zero are the same.
 */
type Cardinality = "optional" | "repeated" | "map" | `oneof ${string}`;

/** Number, type (a scalar, an enum or a message by name), and how often. */
export type Field = readonly [number: number, type: string, cardinality?: Cardinality];

export type Messages = Readonly<Record<string, Readonly<Record<string, Field>>>>;
export type Enums = Readonly<Record<string, Readonly<Record<string, number>>>>;
