import * as z from "zod";
import { computed, type Field, type Fields } from "./field.ts";
import type { Filter } from "./filter.ts";
import type { NounType } from "./permission.ts";
import type { ReferenceForm } from "./reference.ts";
import { id, instant } from "./text.ts";

/** Fields every object has. */
const common = {
  id: computed(id, "The object's id: a prefix that tells its kind, and a UUIDv7."),
  created_at: computed(instant, "When it was made."),
  updated_at: computed(instant, "When it was last changed; use does not change it."),
  created_by: computed(
    z.string(),
    "Who made it: the id of a user, a service account or a token, or `system`.",
  ),
  managed_by: computed(
    z.string(),
    "Who looks after it: `api`, `console`, `terraform`, `declaration:<name>`, `bootstrap`. Advice, never authorization.",
  ),
} satisfies Fields;

export interface Noun<F extends Fields = Fields> {
  /** Singular, snake_case: `service_account`. */
  readonly name: string;
  /** For people: `service account`. */
  readonly title: string;
  /** Before the `_` of its ids. */
  readonly idPrefix: string;
  readonly reference: ReferenceForm;
  readonly type: NounType;
  readonly description: string;
  readonly fields: F;
  /** Groups of fields of which exactly one is given at creation. */
  readonly exactlyOneOf: readonly (readonly (keyof F & string)[])[];
  /** Groups of fields of which at most one is given, at creation and in a change. */
  readonly atMostOneOf: readonly (readonly (keyof F & string)[])[];
  /** What a list can be narrowed by, by the name of the parameter. */
  readonly filters: Readonly<Record<string, Filter<keyof F & string>>>;
  /** What a list can be ordered by: texts, kept as they are shown. */
  readonly orders: readonly (keyof F & string)[];
}

type Definition<F extends Fields, N extends Named<F>> = Omit<
  Noun<F>,
  "exactlyOneOf" | "atMostOneOf" | "fields" | "filters" | "orders"
> & {
  readonly fields: F;
  readonly filters: N;
  readonly orders?: Noun<F>["orders"];
  readonly exactlyOneOf?: Noun<F>["exactlyOneOf"];
  readonly atMostOneOf?: Noun<F>["atMostOneOf"];
};

type Named<F> = Readonly<Record<string, Filter<(keyof F | keyof typeof common) & string>>>;

export function noun<const F extends Fields, const N extends Named<F>>(
  definition: Definition<F, N>,
): Omit<Noun<F & typeof common>, "filters"> & { readonly filters: N } {
  return {
    exactlyOneOf: [],
    atMostOneOf: [],
    ...definition,
    orders: [...(definition.orders ?? []), "created_at", "updated_at"],
    fields: { ...common, ...definition.fields },
  };
}

/** A noun whose objects the server alone makes and nobody changes: of the common fields it has the id. */
export function record<const F extends Fields>(
  definition: Omit<Definition<F, Record<string, never>>, "filters">,
): Noun<F & Pick<typeof common, "id">> {
  return {
    exactlyOneOf: [],
    atMostOneOf: [],
    filters: {},
    orders: [],
    ...definition,
    fields: { id: common.id, ...definition.fields },
  };
}

/** The same, with filters of its list. */
export function filteredRecord<
  const F extends Fields,
  const N extends Readonly<Record<string, Filter<keyof F & string>>>,
>(
  definition: Omit<Definition<F, N>, "exactlyOneOf" | "atMostOneOf">,
): Omit<Noun<F & Pick<typeof common, "id">>, "filters"> & { readonly filters: N } {
  return {
    exactlyOneOf: [],
    atMostOneOf: [],
    orders: [],
    ...definition,
    fields: { id: common.id, ...definition.fields },
  };
}

/** A noun whose fields are not known by name, for code that loops over all of them. */
export type AnyNoun = Pick<
  Noun,
  "name" | "title" | "idPrefix" | "reference" | "type" | "description" | "fields"
> & {
  readonly exactlyOneOf: readonly (readonly string[])[];
  readonly atMostOneOf: readonly (readonly string[])[];
  readonly filters: Readonly<Record<string, Filter>>;
  readonly orders: readonly string[];
};

type WordsOf<T> = T extends Field<z.ZodType, infer W> ? W : never;
type SchemaOf<T> = T extends Field<infer S> ? S : never;
type KeysWith<F, W> = {
  [K in keyof F]: [Extract<WordsOf<F[K]>, W>] extends [never] ? never : K;
}[keyof F];
type FieldsOf<N> = N extends { readonly fields: infer F } ? F : never;

type InputKeys<F> = KeysWith<F, "writable" | "immutable" | "write_only">;
type HiddenKeys<F> = KeysWith<F, "secret" | "write_only">;
type OptionalKeys<F> = {
  [K in InputKeys<F>]: F[K] extends { readonly default: unknown }
    ? K
    : "defaulted" extends WordsOf<F[K]>
      ? K
      : null extends z.input<SchemaOf<F[K]>>
        ? K
        : never;
}[InputKeys<F>];

/** What is read off the wire is nobody's to change. */
export type DeepReadonly<T> = T extends readonly (infer I)[]
  ? readonly DeepReadonly<I>[]
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;

/** The object as every reply shows it. */
export type Shown<N> = DeepReadonly<{
  readonly [K in Exclude<keyof FieldsOf<N>, HiddenKeys<FieldsOf<N>>>]: z.output<SchemaOf<FieldsOf<N>[K]>>;
}>;

/** The body that creates one, as a client writes it: null and absent mean the same. */
export type CreateInput<N> = DeepReadonly<
  {
    readonly [K in Exclude<InputKeys<FieldsOf<N>>, OptionalKeys<FieldsOf<N>>>]: z.input<
      SchemaOf<FieldsOf<N>[K]>
    >;
  } & {
    readonly [K in OptionalKeys<FieldsOf<N>>]?: z.input<SchemaOf<FieldsOf<N>[K]>> | null | undefined;
  }
>;

/** The same after validation: every field present, its default filled in, null where there is none. */
export type CreateBody<N> = DeepReadonly<{
  readonly [K in InputKeys<FieldsOf<N>>]:
    | z.output<SchemaOf<FieldsOf<N>[K]>>
    | (FieldsOf<N>[K] extends { readonly default: unknown }
        ? never
        : "defaulted" extends WordsOf<FieldsOf<N>[K]>
          ? null
          : never);
}>;

type WritableKeys<F> = KeysWith<F, "writable"> | Exclude<KeysWith<F, "write_only">, KeysWith<F, "immutable">>;

/** The body of a change: absent leaves a field, null clears it to its default, a value replaces the whole of it. */
export type UpdateInput<N> = DeepReadonly<{
  readonly [K in WritableKeys<FieldsOf<N>>]?:
    | z.input<SchemaOf<FieldsOf<N>[K]>>
    | (K extends OptionalKeys<FieldsOf<N>> ? null : never)
    | undefined;
}>;

/** The same after validation: null has become the static default where there is one. */
export type UpdateBody<N> = DeepReadonly<{
  readonly [K in WritableKeys<FieldsOf<N>>]?:
    | z.output<SchemaOf<FieldsOf<N>[K]>>
    | ("defaulted" extends WordsOf<FieldsOf<N>[K]> ? null : never)
    | undefined;
}>;
