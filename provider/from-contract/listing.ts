import type { Result } from "../../server/contract/client.ts";
import type { Caller } from "./connect.ts";
import type { Objects } from "./objects.ts";

type Fields = Readonly<Record<string, unknown>>;

interface Listing {
  readonly filters: Readonly<Record<string, string>>;
  /** How many are wanted at most; may be infinite. A page that holds more is work for nothing. */
  readonly limit: number;
}

const LARGEST_PAGE = 200;

/** What the caller sees of a noun, page after page, until nobody asks for more; a problem is the last of it. */
export async function* listed(
  objects: Objects,
  client: Caller,
  { filters, limit }: Listing,
): AsyncGenerator<Result<Fields>> {
  let pageToken: string | undefined;
  do {
    const query = { ...filters, page_size: Math.min(limit, LARGEST_PAGE), page_token: pageToken };
    const result = await objects.list(client, query);
    if (result.type === "problem") return yield result;
    for (const value of result.value.items) yield { ...result, value };
    pageToken = result.value.next_page_token ?? undefined;
  } while (pageToken !== undefined);
}
