import type { Row } from "../rows.ts";
import type { Reader, Reads } from "../store.ts";
import { lastingKinds } from "./epoch-kinds.ts";

/** Answers that are kept of each kind; past it the oldest goes. */
const MOST_ANSWERS = 10_000;

/**
 * The same reads, of which each is made once, which is right for as long as the epoch is the same. Kinds that change without
 * raising it (tokens, secrets) are read each time.
 * @param onRead called when something is read indeed
 */
export function rememberedReads(reader: Reader, onRead: () => void): Reader {
  const kinds = lastingKinds.map(
    (kind) => [kind, remembering<Row>(reader[kind] as unknown as Reads<Row>, onRead)] as const,
  );
  // Every kind of the reader is there again under its own name.
  return { ...reader, ...(Object.fromEntries(kinds) as unknown as Partial<Reader>) };
}

function remembering<R extends Row>(reads: Reads<R>, onRead: () => void): Reads<R> {
  const got = once<R | undefined>(MOST_ANSWERS);
  const listed = once<readonly R[]>(MOST_ANSWERS);
  const reading = <T>(answer: Promise<T>): Promise<T> => {
    onRead();
    return answer;
  };
  return {
    ...reads,
    get: (id) => got(id, () => reading(reads.get(id))),
    list: (where, page) => listed(JSON.stringify([where, page]), () => reading(reads.list(where, page))),
  };
}

/** Asks for each key once, unless that fails. */
function once<T>(most: number): (key: string, ask: () => Promise<T>) => Promise<T> {
  const answers = new Map<string, Promise<T>>();
  return (key, ask) => {
    const before = answers.get(key);
    if (before) return before;
    const answer = ask();
    answers.set(key, answer);
    answer.catch(() => answers.delete(key));
    const [oldest] = answers.size > most ? answers.keys() : [];
    if (oldest !== undefined) answers.delete(oldest);
    return answer;
  };
}
