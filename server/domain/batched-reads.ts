import type { Row } from "./rows.ts";
import type { Reader, Reads } from "./store.ts";

/** Ids in one statement. */
const MOST_TOGETHER = 200;

/**
 * The same reads, for as long as one request lasts: rows that are asked for by their ids at the same time are read in one
 * statement, and none twice.
 */
export function batchedReads(reader: Reader): Reader {
  const kinds = Object.entries(reader).map(([kind, reads]) => {
    return [kind, { ...reads, get: gettingTogether<Row>(reads as Reads<Row>) }] as const;
  });
  // Every kind of the reader is there again under its own name.
  return Object.fromEntries(kinds) as unknown as Reader;
}

function gettingTogether<R extends Row>({ list }: Pick<Reads<R>, "list">): Reads<R>["get"] {
  const known = new Map<string, Promise<R | undefined>>();
  let waiting = new Map<string, PromiseWithResolvers<R | undefined>>();

  const flush = async (): Promise<void> => {
    const asked = [...waiting];
    waiting = new Map();
    for (let start = 0; start < asked.length; start += MOST_TOGETHER) {
      const some = asked.slice(start, start + MOST_TOGETHER);
      try {
        // Every row has an id; TypeScript does not see it through the type parameter.
        const where = { id: some.map(([id]) => id) } as unknown as Parameters<typeof list>[0];
        const rows = new Map((await list(where)).map((row) => [row.id, row]));
        for (const [id, { resolve }] of some) resolve(rows.get(id));
      } catch (cause) {
        for (const [, { reject }] of some) reject(cause);
      }
    }
  };

  return (id) => {
    const before = known.get(id);
    if (before) return before;
    const asked = Promise.withResolvers<R | undefined>();
    // Whatever else is asked for before this turn ends goes with it.
    if (waiting.size === 0) queueMicrotask(() => void flush());
    waiting.set(id, asked);
    known.set(id, asked.promise);
    return asked.promise;
  };
}
