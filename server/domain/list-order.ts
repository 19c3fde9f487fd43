import type { AnyNoun } from "../contract/noun.ts";
import { type Order, orderOf } from "../contract/order.ts";
import type { ListQuery } from "../contract/schemas.ts";
import type { Place } from "./page-token.ts";
import type { Row } from "./rows.ts";
import type { Reads, Where } from "./store.ts";

/** The order a list is asked for in; undefined is that of ids. */
export function orderAsked(
  noun: AnyNoun,
  { order_by: text }: Pick<ListQuery, "order_by">,
): Order | undefined {
  return text === undefined ? undefined : orderOf(noun, text);
}

/** Where an object is in a list, as it is kept or as it is shown: what orders is a text, and the same in both. */
export function placeIn(order: Order | undefined, object: object): Place {
  const { id, [order?.field ?? ""]: value } = object as Readonly<Record<string, unknown>>;
  return { id: String(id), value: typeof value === "string" ? value : null };
}

interface Asked {
  readonly order: Order | undefined;
  /** Undefined at the beginning. */
  readonly after: Place | undefined;
  readonly limit: number;
}

/**
 * The rows that come next, fewer than `limit` only at the end. Those without a value follow the others, in a statement of
 * their own: both databases answer each from an index on the column and the id, either way round.
 */
export async function rowsInOrder<R extends Row>(
  reads: Pick<Reads<R>, "list">,
  where: Where<R>,
  { order, after, limit }: Asked,
): Promise<readonly R[]> {
  if (!order) return reads.list(where, { after: after?.id, limit });
  const { field: column, descending, isNullable } = order;
  // An order names a column that the kind has.
  const and = (condition: object): Where<R> => ({ allOf: [where, condition] }) as unknown as Where<R>;
  const isAmongLast = after !== undefined && after.value === null;
  const rows = isAmongLast
    ? []
    : await reads.list(isNullable ? and({ [column]: { not: null } }) : where, {
        after: after?.id,
        limit,
        order: { column, descending, afterValue: after?.value ?? undefined },
      });
  if (!isNullable || rows.length === limit) return rows;
  const without = await reads.list(and({ [column]: null }), {
    after: isAmongLast ? after.id : undefined,
    limit: limit - rows.length,
    order: { column: "id", descending },
  });
  return [...rows, ...without];
}
