import type { Reply, Validated } from "../contract/operations.ts";
import { batchedReads } from "./batched-reads.ts";
import type { Caller, ReadOperation, UseCases } from "./caller.ts";
import { open } from "./context.ts";
import type { Dependencies } from "./dependencies.ts";
import { createGate } from "./authorization/gate.ts";
import { circumstancesOf, noteUse, type Within } from "./use-case.ts";
import { countingDenials } from "./tokens/statistics.ts";
import { countUse } from "./tokens/token-use.ts";

/** One of the use cases that look something up, as part of a request that has many of them. */
export type Read = <Id extends ReadOperation>(id: Id, input: Validated<Id>) => Promise<Reply<Id>>;

/**
 * Runs work that reads as much as it likes as one request of the caller's: one credential and one set of rights, one use
 * of the token, and no row is read twice. What each read shows or refuses is its use case's to say.
 * @throws Problem `invalid_token` when the token is no longer accepted
 */
export type ReadTogether = <T>(caller: Caller, work: (read: Read) => Promise<T>) => Promise<T>;

/** Lists under way at once: one request leaves connections to the database for others. */
const LISTS_AT_ONCE = 4;

export function createReadTogether(
  deps: Dependencies,
  useCases: Pick<UseCases, ReadOperation>,
): ReadTogether {
  return async (caller, work) => {
    const context = await countingDenials(deps, caller, () =>
      open(batchedReads(deps.store.read), deps, { caller }),
    );
    const lists = createGate({ atOnce: LISTS_AT_ONCE, waiting: Infinity, full: () => new Error("never") });
    let asked = 0;
    let answered = 0;
    const read: Read = async (id, input) => {
      asked += 1;
      // Whatever looks something up is made by `reading`, which gives it with that; the type of all use cases keeps it out of sight.
      const { within } = useCases[id] as unknown as Within<Validated<typeof id>, Reply<typeof id>>;
      const reply = id.endsWith(".list")
        ? await lists(() => within(context, input))
        : await within(context, input);
      answered += 1;
      return reply;
    };
    const result = await work(read);
    // What was refused is no use, as of a request of its own.
    const isUse = asked === 0 || answered > 0;
    if (isUse)
      noteUse(deps, caller, await countUse(context.rights.token, circumstancesOf(context), deps.store));
    return result;
  };
}
