import * as z from "zod";
import type { AnyNoun } from "./noun.ts";

/** How a list is ordered: by a field, and where that is the same by id; objects without a value come last, either way. */
export interface Order {
  readonly field: string;
  readonly descending: boolean;
  /** Whether objects may have no value. */
  readonly isNullable: boolean;
}

const DESCENDING = " desc";

/** The parameter of a noun's list, as https://google.aip.dev/132 has it. */
export function orderParameter({ orders }: AnyNoun): Record<string, z.ZodType<string | undefined>> {
  const [first] = orders;
  if (first === undefined) return {};
  const names = orders.map((name) => `\`${name}\``).join(", ");
  const schema = z.string().regex(new RegExp(`^(?:${orders.join("|")})(?:${DESCENDING})?$`), {
    message: `must be one of ${names}, alone or followed by \`${DESCENDING}\``,
  });
  const description =
    `In the order of this field, one of ${names}; followed by \`${DESCENDING}\`, the other way round, as in \`${first}${DESCENDING}\`. ` +
    "Objects without a value come last, either way; texts are in the order of their bytes. Otherwise they are in the order of their ids.";
  return { order_by: schema.optional().meta({ description }) };
}

/** @param text as `orderParameter` takes it */
export function orderOf({ fields }: Pick<AnyNoun, "fields">, text: string): Order {
  const descending = text.endsWith(DESCENDING);
  const field = descending ? text.slice(0, -DESCENDING.length) : text;
  return { field, descending, isNullable: fields[field]?.schema.safeParse(null).success === true };
}
