import type { Result } from "../../server/contract/client.ts";
import type { AnyNoun } from "../../server/contract/noun.ts";
import type { Caller } from "./connect.ts";

type Fields = Readonly<Record<string, unknown>>;

/** The usual operations of a noun, whichever it is. */
export interface Objects {
  readonly create: (client: Caller, body: Fields) => Promise<Result<Fields>>;
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
    get: (client, id) => call(client, "get", { id }),
    update: (client, id, body) => call(client, "update", { id, body }),
    delete: (client, id) => call(client, "delete", { id }),
  };
}
