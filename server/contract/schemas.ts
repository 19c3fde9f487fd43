import * as z from "zod";
import { type Field, isChangeable, isInput, isRequired, isShown } from "./field.ts";
import { filterParameters, refuseContradictions } from "./filter-schemas.ts";
import { orderParameter } from "./order.ts";
import type { AnyNoun, CreateBody, CreateInput, Shown, UpdateBody, UpdateInput } from "./noun.ts";

/**
 * A noun's request and reply schemas, made from its fields. The casts are the seam where a table becomes a mapped type:
 * the shapes are built by looping over the very fields the types are computed from.
 */

export function shownSchema<N extends AnyNoun>(noun: N): z.ZodType<Shown<N>> {
  return z
    .object(shapeOf(noun, (field) => (isShown(field) ? described(field) : undefined)))
    .meta({ title: noun.title, description: noun.description }) as unknown as z.ZodType<Shown<N>>;
}

/** The same with more beside it, in one object: as two of which both must hold, each would refuse what the other has. */
export function shownWith<N extends AnyNoun, E extends z.ZodRawShape>(
  noun: N,
  more: E,
): z.ZodType<Shown<N> & z.output<z.ZodObject<E>>> {
  const shown = shownSchema(noun) as unknown as z.ZodObject;
  return shown.extend(more).meta({ description: noun.description }) as unknown as z.ZodType<
    Shown<N> & z.output<z.ZodObject<E>>
  >;
}

/** What a request takes besides a noun's fields. */
interface Besides<Body, Input> {
  readonly schema: z.ZodObject & z.ZodType<Body, Input>;
  readonly atMostOneOf: readonly (readonly string[])[];
}

export function createSchema<N extends AnyNoun, Body = unknown, Input = unknown>(
  noun: N,
  besides?: Besides<Body, Input>,
): z.ZodType<CreateBody<N> & Body, CreateInput<N> & Input> {
  const shape = shapeOf(noun, (field) => {
    if (!isInput(field)) return undefined;
    return isRequired(field) ? described(field) : absentOr(field, field.default ?? null);
  });
  const groups = [
    ...noun.exactlyOneOf.map((names) => ({ names, least: 1 })),
    ...[...noun.atMostOneOf, ...(besides?.atMostOneOf ?? [])].map((names) => ({ names, least: 0 })),
  ];
  return strict(noun, { ...shape, ...besides?.schema.shape }).superRefine((body, context) => {
    for (const { names, least } of groups) refuseGroup(body, names, { least, context });
  }) as unknown as z.ZodType<CreateBody<N> & Body, CreateInput<N> & Input>;
}

export function updateSchema<N extends AnyNoun>(noun: N): z.ZodType<UpdateBody<N>, UpdateInput<N>> {
  const shape = shapeOf(noun, (field) => {
    if (!isChangeable(field)) return undefined;
    if (isRequired(field)) return described(field).optional();
    const cleared = field.default ?? null;
    return nullable(field)
      .transform((value) => value ?? cleared)
      .optional()
      .meta(metaOf(field));
  });
  return strict(noun, shape).superRefine((body, context) => {
    for (const names of noun.atMostOneOf) refuseGroup(body, names, { least: 0, context });
  }) as unknown as z.ZodType<UpdateBody<N>, UpdateInput<N>>;
}

/** A number in a query: decimal digits alone, not whatever JavaScript takes for one (`1e2`, `0x10`, ` 5`). */
function digits(value: unknown, context: z.RefinementCtx): unknown {
  if (typeof value !== "string") return value;
  if (/^\d{1,9}$/.test(value)) return Number(value);
  context.addIssue({ code: "custom", message: "must be a whole number in decimal digits, from 1 to 200" });
  return z.NEVER;
}

/** Of every list. */
export const pageSize = z
  .preprocess(
    digits,
    z.int().min(1, { message: "must be at least 1" }).max(200, { message: "must be at most 200" }),
  )
  .default(50)
  .meta({ description: "How many objects a page holds at most." });

/** The query of a list: a page, its order, and the noun's filters as text. */
export interface ListQuery {
  readonly page_size: number;
  readonly page_token?: string | undefined;
  readonly order_by?: string | undefined;
  readonly [filter: string]: string | number | undefined;
}

export function listSchema(noun: AnyNoun): z.ZodType<ListQuery> {
  const pageToken = z
    .string()
    // A name of 128 characters, each of four bytes, is in one that goes on by names.
    .max(1200)
    .optional()
    .meta({
      description: "`next_page_token` of the page before, with the same order and filters as there.",
    });
  return z
    .strictObject({
      page_size: pageSize,
      page_token: pageToken,
      ...orderParameter(noun),
      ...filterParameters(noun),
    })
    .superRefine((query, context) => {
      refuseContradictions(noun.filters, query, context);
    });
}

function shapeOf(noun: AnyNoun, make: (field: Field) => z.ZodType | undefined): Record<string, z.ZodType> {
  const made = Object.entries(noun.fields).map(([name, field]) => [name, make(field)] as const);
  return Object.fromEntries(made.filter((entry): entry is [string, z.ZodType] => entry[1] !== undefined));
}

function strict(noun: AnyNoun, shape: Record<string, z.ZodType>): z.ZodObject {
  return z.strictObject(shape).meta({ description: noun.description });
}

function metaOf(field: Field): { description: string; readOnly?: true; writeOnly?: true } {
  return {
    description: field.description,
    ...(!isInput(field) && { readOnly: true as const }),
    ...(field.access.includes("write_only") && { writeOnly: true as const }),
  };
}

function described(field: Field): z.ZodType {
  return field.schema.meta(metaOf(field));
}

function absentOr(field: Field, value: unknown): z.ZodType {
  return nullable(field)
    .optional()
    .transform((given) => given ?? value)
    .meta({ ...metaOf(field), ...(field.default !== undefined && { default: field.default }) });
}

function nullable({ schema }: Field): z.ZodType {
  return schema.safeParse(null).success ? schema : schema.nullable();
}

/** Adds an issue for each field of a group that is given besides the first, or where too few are. */
export function refuseGroup(
  body: Record<string, unknown>,
  names: readonly string[],
  { least, context }: { least: number; context: z.RefinementCtx },
): void {
  const given = names.filter((name) => body[name] !== null && body[name] !== undefined);
  const list = names.map((name) => `\`${name}\``).join(", ");
  const [first = ""] = names;
  if (given.length < least) {
    const message = names.length === 1 ? "is required" : `exactly one of ${list} is required`;
    context.addIssue({ code: "custom", path: [first], message });
  }
  for (const name of given.slice(1)) {
    context.addIssue({ code: "custom", path: [name], message: `only one of ${list} can be given` });
  }
}
