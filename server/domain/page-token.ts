import { createHash } from "node:crypto";
import { invalidField } from "../contract/problem.ts";
import type { ListQuery } from "../contract/schemas.ts";

/** An object's place in a list: its id, and its value of the field that orders, null where it has none. */
export interface Place {
  readonly id: string;
  readonly value: string | null;
}

type Query = Partial<ListQuery>;

/**
 * Says where a list goes on: after an object with that place, in this order and with these filters alone. It holds the
 * place itself, since the object may have changed or gone by then; nothing in it is hidden from who was shown the object.
 */
export function pageToken(query: Query, { id, value }: Place): string {
  return Buffer.from(JSON.stringify([listOf(query), id, value])).toString("base64url");
}

/** @throws Problem `validation_failed` for what no page of the same list gave */
export function placeOf(query: Query): Place | undefined {
  const { page_token: token } = query;
  if (token === undefined) return undefined;
  const parts = parsed(token);
  if (!parts) {
    throw invalidField("page_token", "must be the `next_page_token` of the page before");
  }
  if (parts.list !== listOf(query)) {
    throw invalidField("page_token", "is of a list in another order or with other filters; repeat these");
  }
  return parts.place;
}

function parsed(token: string): { readonly list: string; readonly place: Place } | undefined {
  try {
    const [list, id, value, ...rest] = JSON.parse(Buffer.from(token, "base64url").toString()) as unknown[];
    if (typeof list !== "string" || typeof id !== "string" || rest.length > 0) return undefined;
    return typeof value === "string" || value === null ? { list, place: { id, value } } : undefined;
  } catch {
    // Neither JSON nor a list.
    return undefined;
  }
}

/** What tells one list from another: its order and filters, in few characters. */
function listOf(query: Query): string {
  const given = Object.entries(query).filter(
    ([name, value]) => value !== undefined && name !== "page_token" && name !== "page_size",
  );
  const text = JSON.stringify(given.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return createHash("sha256").update(text).digest("base64url").slice(0, 8);
}
