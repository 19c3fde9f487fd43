/**
 * How a list is narrowed:
 * `equal` a field is this text; `named` the object a field names is this one, by id or reference; `flag` a field is true or
 * false; `state` the computed state is this one; `from` an instant is this one or later; `before` it is earlier; `unused`
 * an instant is earlier or there is none, and the object was made earlier too; `part` one of some fields has this text in it.
 */
export type FilterKind = "equal" | "named" | "flag" | "state" | "from" | "before" | "unused" | "part";

export interface Filter<F extends string = string> {
  readonly kind: FilterKind;
  readonly fields: readonly F[];
  readonly description: string;
}

/** Filters by the fields of those names. */
export function byField<const F extends string>(
  kind: "equal" | "named" | "flag" | "state",
  ...fields: readonly F[]
): Readonly<Record<F, Filter<F>>> {
  const made = fields.map((field) => {
    const description = `Only those whose \`${field}\` is this.`;
    return [field, { kind, fields: [field], description }] as const;
  });
  // The keys are the very names the type is computed from.
  return Object.fromEntries(made) as unknown as Readonly<Record<F, Filter<F>>>;
}

/** The filter `search` of a text in one of some fields. */
export function bySearch<const F extends string>(
  ...fields: readonly F[]
): Readonly<Record<"search", Filter<F>>> {
  const names = fields.map((field) => `\`${field}\``).join(" or ");
  const description = `Only those with this in their ${names}, A to Z of either case alike.`;
  return { search: { kind: "part", fields, description } };
}

/** Filters `<beginning>_after` and `<beginning>_before` by an instant. */
export function byTime<const B extends string, const F extends string>(
  beginning: B,
  field: F,
): Readonly<Record<`${B}_after` | `${B}_before`, Filter<F>>> {
  const made: Readonly<Record<string, Filter<F>>> = {
    [`${beginning}_after`]: {
      kind: "from",
      fields: [field],
      description: `Only those whose \`${field}\` is this instant or later; not those without one.`,
    },
    [`${beginning}_before`]: {
      kind: "before",
      fields: [field],
      description: `Only those whose \`${field}\` is before this instant; not those without one.`,
    },
  };
  // The keys are built from the very parameters the type is computed from.
  return made as Readonly<Record<`${B}_after` | `${B}_before`, Filter<F>>>;
}
