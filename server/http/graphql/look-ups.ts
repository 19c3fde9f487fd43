import { setImmediate } from "node:timers/promises";
import type { AuditQuery } from "../../contract/audit.ts";
import type { AnyNoun } from "../../contract/noun.ts";
import { operations, type Page } from "../../contract/operations.ts";
import { type FieldError, Problem } from "../../contract/problem.ts";
import type { ListQuery } from "../../contract/schemas.ts";
import { validate } from "../../contract/validate.ts";
import { orderAsked, placeIn } from "../../domain/list-order.ts";
import { pageToken } from "../../domain/page-token.ts";
import type { Read } from "../../domain/read-together.ts";
import { bounds } from "./bounds.ts";
import type { GetOperation, Readable } from "./readable.ts";

export type Shown = Readonly<Record<string, unknown>>;

/** A page, and for each of its objects what the list goes on by after it. */
export interface ListedPage extends Page<Shown> {
  readonly cursorOf: (shown: Shown) => string;
}

/** What the resolvers of one request look things up with. */
export interface LookUps {
  readonly whoami: () => Promise<Shown>;
  /** Null for what is not there, or not for the caller. */
  readonly object: (readable: Readable, id: string) => Promise<Shown | null>;
  /** @throws Problem `validation_failed` at the arguments */
  readonly list: (readable: Readable, query: Shown) => Promise<ListedPage>;
  /** A value that goes into the reply, counted. */
  readonly value: (value: unknown) => unknown;
}

/** @param abort told once there is no point in going on */
export function createLookUps(read: Read, abort: (problem: Problem) => void): LookUps {
  const end = performance.now() + bounds.milliseconds;
  const known = new Map<string, Promise<Shown | null>>();
  let written = 0;

  const refuse = (what: string): never => {
    const problem = new Problem("query_too_costly", `the query ${what}: ask for less at once`);
    abort(problem);
    throw problem;
  };
  const inTime = async <T>(work: () => Promise<T>): Promise<T> => {
    if (performance.now() > end) refuse(`took longer than ${String(bounds.milliseconds / 1000)} s`);
    return work();
  };
  const object = async (get: GetOperation, id: string): Promise<Shown | null> => {
    try {
      // What each look shows is an object with the fields of its noun.
      return (await inTime(() => read(get, { id }))) as Shown;
    } catch (cause) {
      if (cause instanceof Problem && cause.code === "not_found") return null;
      throw cause;
    }
  };
  return {
    whoami: () => inTime(() => read("whoami", {})),
    object: ({ get }, id) => {
      if (!get) return Promise.resolve(null);
      const key = `${get} ${id}`;
      const found = known.get(key) ?? object(get, id);
      known.set(key, found);
      return found;
    },
    list: async ({ noun, list }, given) => {
      try {
        const query = validate(operations[list].query, given);
        // A long query lets others in between its lists: on SQLite nothing else would.
        await setImmediate();
        // The schema of this very operation made it.
        const input = { query } as Parameters<typeof read<typeof list>>[1];
        return { ...(await inTime(() => read(list, input))), cursorOf: cursorsOf(noun, query) };
      } catch (cause) {
        throw ofArguments(cause);
      }
    },
    value: (value) => {
      // What is absent of the contract's values is null, which has a text as well.
      written += JSON.stringify(value).length;
      if (written > bounds.reply) refuse(`gives more than ${String(bounds.reply / 1024 / 1024)} MiB`);
      return value;
    },
  };
}

/** What pages are called here and in REST. */
const argumentOf: Readonly<Record<string, string>> = { page_size: "first", page_token: "after" };

/** The audit goes on by its own order, all else by its place in the list that was asked for. */
function cursorsOf(noun: AnyNoun, query: AuditQuery | ListQuery): ListedPage["cursorOf"] {
  if ("sequence" in noun.fields) return ({ sequence }) => String(sequence);
  // Of all lists only the audit's is asked for otherwise.
  const asked = query as ListQuery;
  const order = orderAsked(noun, asked);
  return (shown) => pageToken(asked, placeIn(order, shown));
}

/** What is refused of a parameter, said of the argument. */
function ofArguments(cause: unknown): unknown {
  if (!(cause instanceof Problem) || cause.errors === undefined) return cause;
  const errors = cause.errors.map(({ pointer, detail }): FieldError => {
    const name = pointer.replace(/^\//, "");
    return { pointer: argumentOf[name] ?? name, detail };
  });
  const detail = errors.map((error) => `${error.pointer}: ${error.detail}`).join("; ");
  return new Problem(cause.code, detail, { errors });
}
