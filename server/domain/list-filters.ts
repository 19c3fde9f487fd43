import type { Filter, FilterKind } from "../contract/filter.ts";
import type { Where } from "./store.ts";

/** What filters are given, by their names; what is no text is none of them. */
export type Asked = Readonly<Record<string, string | number | boolean | undefined>>;

type Condition = (value: string, fields: readonly string[]) => object;

/** What each kind asks of the stored row; an object named or a computed state is the resource's own to look up. */
const conditions: Readonly<Record<Exclude<FilterKind, "named" | "state">, Condition>> = {
  equal: (value, [field = ""]) => ({ [field]: value }),
  flag: (value, [field = ""]) => ({ [field]: value === "true" }),
  from: (value, [field = ""]) => ({ [field]: { from: value } }),
  before: (value, [field = ""]) => ({ [field]: { before: value } }),
  unused: (value, [used = "", made = ""]) => ({
    anyOf: [{ [used]: null }, { [used]: { before: value } }],
    [made]: { before: value },
  }),
  part: (value, fields) => ({ anyOf: fields.map((field) => ({ [field]: { contains: value } })) }),
};

/** The rows that all filters given ask for. */
export function conditionsOf<R>(
  filters: Readonly<Record<string, Filter<keyof R & string> | Filter>>,
  asked: Asked,
): readonly Where<R>[] {
  return Object.entries(filters).flatMap(([name, { kind, fields }]) => {
    const value = asked[name];
    if (typeof value !== "string" || kind === "named" || kind === "state") return [];
    // A filter's fields are kept in columns of the same names.
    return [conditions[kind](value, fields) as Where<R>];
  });
}
