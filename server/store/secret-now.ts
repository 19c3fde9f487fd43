import type { Store } from "../domain/store.ts";
import type { StoreOptions } from "./audit-log.ts";
import type { Engine } from "./engine.ts";
import { isStorable, rowCodec } from "./row-codec.ts";
import type { StoredKinds } from "./tables.ts";
import { tables } from "./tables.ts";

/** A secret, its token and the epoch in one statement, and so as they are at one moment; absent where a read waits. */
export function secretNow({ first }: Engine, { restrictions }: StoreOptions): Pick<Store, "secretNow"> {
  if (first === undefined) {
    return {};
  }
  const secrets = rowCodec("secrets", tables.secrets, restrictions);
  const tokens = rowCodec("tokens", tables.tokens, restrictions);
  const columns = [
    ...secrets.columns.map((name) => `s.${name}`),
    ...tokens.columns.map((name) => `t.${name}`),
  ];
  const statement = `select ${columns.join(", ")}, (select epoch from chain_head where id = 1)
from secrets s join tokens t on t.id = s.token_id where s.id = ?`;
  return {
    secretNow: (id) => {
      const values = isStorable(id) ? first(statement, [id]) : undefined;
      if (values === undefined) {
        return undefined;
      }
      // tables.ts has every column of the rows with its type, and the codecs build exactly those: the casts state it.
      const secret = secrets.decodeValues(values, 0) as unknown as StoredKinds["secrets"];
      const token = tokens.decodeValues(values, secrets.columns.length) as unknown as StoredKinds["tokens"];
      return { secret, token, epoch: Number(values.at(-1)) };
    },
  };
}
