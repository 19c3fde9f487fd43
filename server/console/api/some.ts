import type { Request } from "../../contract/operations.ts";
import { client } from "./client.ts";
import type { Filters, ItemOf, ListId } from "./queries.ts";
import { valueOf } from "./refusal.ts";

const PAGE_SIZE = 200;

export interface Some<T> {
  readonly items: readonly T[];
  /** Whether there is more than was read. */
  readonly isPart: boolean;
  /** Whether the reader may not list it: then there is nothing in it. */
  readonly isRefused: boolean;
}

/** The first pages of a list, for what needs many of it at once and does without the rest. */
export async function readSome<Id extends ListId>(
  id: Id,
  filters: Filters,
  mostPages: number,
): Promise<Some<ItemOf<Id>>> {
  const items: ItemOf<Id>[] = [];
  let pageToken: string | undefined;
  for (let page = 0; page < mostPages; page += 1) {
    const query = { page_size: PAGE_SIZE, ...filters, page_token: pageToken };
    // As in queries.ts.
    const result = await client.call(id, { query } as unknown as Request<Id>);
    if (result.type === "problem" && result.problem.status === 403) {
      return { items, isPart: false, isRefused: true };
    }
    const { items: more, next_page_token: next } = valueOf(result) as {
      readonly items: readonly ItemOf<Id>[];
      readonly next_page_token: string | null;
    };
    items.push(...more);
    if (next === null) return { items, isPart: false, isRefused: false };
    pageToken = next;
  }
  return { items, isPart: true, isRefused: false };
}
