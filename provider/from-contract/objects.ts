import type { Result } from "../../server/contract/client.ts";
import type { AnyNoun } from "../../server/contract/noun.ts";
import type { Page } from "../../server/contract/operations.ts";
import type { Caller } from "./connect.ts";

type Fields = Readonly<Record<string, unknown>>;

/** The usual operations of a noun, whichever it is. */
export interface Objects {
  readonly create: (client: Caller, body: Fields) => Promise<Result<Fields>>;
  readonly list: (client: Caller, query: Fields) => Promise<Result<Page<Fields>>>;
  /** `id` may be a reference. */
  readonly get: (client: Caller, id: string) => Promise<Result<Fields>>;
  readonly update: (client: Caller, id: string, body: Fields) => Promise<Result<Fields>>;
  readonly delete: (client: Caller, id: string) => Promise<Result<undefined>>;
}

export function objectsOf({ name }: AnyNoun): Objects {
  // The operations of a noun are named after it; TypeScript cannot follow that through a name it does not know.
  const call = <T>({ call: any }: Caller, verb: string, request: object): Promise<Result<T>> =>
    (any as unknown as (id: string, request: object) => Promise<Result<T>>)(`${name}.${verb}`, request);
  return {
    create: (client, body) => call(client, "create", { body }),
    list: (client, query) => call(client, "list", { query }),
    get: async (client, id) => (isNoSegment(id) ? nothing(id) : await call(client, "get", { id })),
    update: (client, id, body) => call(client, "update", { id, body }),
    delete: (client, id) => call(client, "delete", { id }),
  };
}

/** What a URL's path cannot hold as a segment of its own, and so would name something else (RFC 3986 section 5.2.4). */
function isNoSegment(id: string): boolean {
  return /^\.{0,2}$/.test(id);
}

function nothing(id: string): Result<never> {
  return { type: "problem", problem: { code: "not_found", detail: `there is nothing named \`${id}\`` } };
}
