import type * as z from "zod";

/**
 * What may happen to a field:
 * `writable` set at creation and changed later; `immutable` set at creation only; `defaulted` the server fills it in when it is absent;
 * `computed` the server's own; `volatile` computed and changing by use (in lists and data sources, never in a Terraform resource);
 * `secret` out only, in the replies that make a secret; `write_only` in only.
 */
export type AccessWord =
  | "writable"
  | "immutable"
  | "defaulted"
  | "computed"
  | "volatile"
  | "secret"
  | "write_only";

/**
 * One field of a noun. Whether a caller must give it follows from the rest: an input field is optional when its schema
 * admits null, when it has a `default`, or when the server fills it in.
 */
export interface Field<S extends z.ZodType = z.ZodType, W extends AccessWord = AccessWord> {
  readonly schema: S;
  readonly access: readonly W[];
  readonly description: string;
  /** The static value of an absent or cleared field. */
  readonly default?: z.output<S>;
}

export type Fields = Readonly<Record<string, Field>>;

type FieldMaker<W extends AccessWord> = <S extends z.ZodType>(schema: S, description: string) => Field<S, W>;

function maker<W extends AccessWord>(...access: readonly W[]): FieldMaker<W> {
  return (schema, description) => ({ schema, access, description });
}

export const writable = maker("writable");
export const immutable = maker("immutable");
export const computed = maker("computed");
export const volatile = maker("volatile");
export const secret = maker("secret");
/** Taken in, and shown by nothing. */
export const writeOnly = maker("write_only");
/** Given at creation, and never shown. */
export const immutableUnshown = maker("immutable", "write_only");
/** Given at creation or filled in by the server, then fixed. */
export const immutableDefaulted = maker("immutable", "defaulted");
/** Given, or filled in by the server; changed later by either. */
export const writableDefaulted = maker("writable", "defaulted");

/** The same field with a static default. */
export function withDefault<S extends z.ZodType, W extends AccessWord>(
  field: Field<S, W>,
  value: z.output<S>,
): Field<S, W> & { readonly default: z.output<S> } {
  return { ...field, default: value };
}

export function isInput(field: Field): boolean {
  return (["writable", "immutable", "write_only"] as const).some((word) => field.access.includes(word));
}

/** In every reply that shows the object. */
export function isShown(field: Field): boolean {
  return !field.access.includes("secret") && !field.access.includes("write_only");
}

/** In the body of a change. */
export function isChangeable(field: Field): boolean {
  const { access } = field;
  return access.includes("writable") || (access.includes("write_only") && !access.includes("immutable"));
}

export function isRequired(field: Field): boolean {
  return (
    isInput(field) &&
    field.default === undefined &&
    !field.access.includes("defaulted") &&
    !field.schema.safeParse(null).success
  );
}
