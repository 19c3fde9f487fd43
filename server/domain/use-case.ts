import type { AnyNoun, Shown } from "../contract/noun.ts";
import type { Permission } from "../contract/permission.ts";
import { Problem } from "../contract/problem.ts";
import type { NounName, NounOf } from "../contract/nouns/all.ts";
import type { Page } from "../contract/operations.ts";
import type { ListQuery } from "../contract/schemas.ts";
import type { Caller } from "./caller.ts";
import { type Change, type Context, open, openRemembered } from "./context.ts";
import type { Dependencies } from "./dependencies.ts";
import { listFor } from "./listing.ts";
import type { Remembered } from "./memory/memory.ts";
import { type Replayed, replayOr } from "./replay.ts";
import { findFor, type Resource } from "./resource.ts";
import type { Row } from "./rows.ts";
import type { Actor, AuditEntry, Kinds, Uses, Written } from "./store.ts";
import { countDayOfUse, countingDenials } from "./tokens/statistics.ts";
import { countUse } from "./tokens/token-use.ts";

/** A use case inside a context that is open already, as a part of a request that does more; it counts no use. */
export interface Within<I, T> {
  readonly within: (context: Context, input: I) => Promise<T>;
}

/**
 * Runs a use case that only reads.
 * @param meantFor whose audience the caller's token must be meant for, where not Jeton's own
 */
export function reading<I, T>(
  deps: Dependencies,
  work: (context: Context, input: I) => Promise<T>,
  meantFor?: (input: I) => string | undefined,
): ((caller: Caller, input: I) => Promise<T>) & Within<I, T> {
  const alone = (caller: Caller, input: I): Promise<T> =>
    countingDenials(deps, caller, async () => {
      const context = await open(deps.store.read, deps, { caller, meantFor: meantFor?.(input) });
      const result = await work(context, input);
      noteUse(deps, caller, await countUse(context.rights.token, circumstancesOf(context), deps.store));
      return result;
    });
  return Object.assign(alone, { within: work });
}

/**
 * Runs a use case that verifies, by what is remembered. A yes may be 900 ms old, and follows from rows that were all there at
 * one moment. A no is never outdated: before it is given the epoch is read, and if that is another by now all is read
 * anew, so that a right that was just given, at whichever replica, works at once.
 */
export function verifying<I, T>(
  deps: Dependencies,
  work: (context: Context, input: I) => Promise<T>,
  {
    isNo,
    meantFor,
  }: { readonly isNo: (result: T) => boolean; readonly meantFor?: (input: I) => string | undefined },
): (caller: Caller, input: I) => Promise<T> {
  return (caller, input) =>
    countingDenials(deps, caller, async () => {
      const opened = { caller, meantFor: meantFor?.(input) };
      const attempt = async (remembered?: Remembered): Promise<{ context: Context; result: T }> => {
        const context = remembered
          ? await openRemembered(remembered, deps, opened)
          : await open(deps.store.read, deps, opened);
        return { context, result: await work(context, input) };
      };
      const { context, result } = await unlessOutdated(deps, attempt, (made) => isNo(made.result));
      noteUse(deps, caller, await countUse(context.rights.token, circumstancesOf(context), deps.store));
      return result;
    });
}

async function unlessOutdated<T>(
  { memory }: Pick<Dependencies, "memory">,
  attempt: (remembered?: Remembered) => Promise<T>,
  isNo: (made: T) => boolean,
): Promise<T> {
  const remembered = memory.current();
  if (!remembered) return attempt();
  const [made] = await Promise.allSettled([attempt(remembered)]);
  const isSure = made.status === "fulfilled" && !isNo(made.value) && !remembered.isMixed();
  if (!isSure && !(await memory.confirm(remembered))) return attempt();
  if (made.status === "rejected") throw made.reason;
  return made.value;
}

/**
 * A use case that changes something: called, it is a transaction of its own; `within` one that is under way it is a part
 * of it, and decides by the rights that were read when that began.
 */
export interface Changing<I, T> {
  (caller: Caller, input: I): Promise<T>;
  readonly within: (change: Change, input: I) => Promise<Written<T>>;
}

/** Makes a use case that changes something, and reads the caller's rights anew inside its transaction. */
export function changing<I, T>(
  deps: Dependencies,
  work: (context: Change, input: I) => Promise<Written<T>>,
): Changing<I, T> {
  const alone = async (caller: Caller, input: I): Promise<T> => {
    const write = (): Promise<{ readonly result: T; readonly use: Uses | undefined }> =>
      deps.store.write(actorOf(caller), async (transaction) => {
        const context = await open(transaction, deps, { caller });
        demandSameOwner(context);
        const { result: done, entries } = await work(context, input);
        // Within it: a change whose use is refused is undone.
        const use = await countUse(context.rights.token, circumstancesOf(context), transaction);
        return { result: { result: done, use }, entries };
      });
    const { result, use } = await countingDenials(deps, caller, write);
    noteUse(deps, caller, use);
    return result;
  };
  return Object.assign(alone, { within: work });
}

/**
 * The same for a use case that makes something ready before its transaction begins, which has no time for it. Within
 * another one there is nothing ready.
 */
export function prepared<I, P, T>(
  prepare: (caller: Caller, input: I) => Promise<P>,
  using: (ready: P | undefined) => Changing<I, T>,
): Changing<I, T> {
  const alone = async (caller: Caller, input: I): Promise<T> =>
    using(await prepare(caller, input))(caller, input);
  return Object.assign(alone, { within: using(undefined).within });
}

/**
 * The audit names who sent the request: whoever a token is transferred to meanwhile did not.
 * @throws Problem `unavailable`
 */
function demandSameOwner({ caller, rights }: Context): void {
  if (caller.subject.id === rights.subject.id) return;
  throw new Problem("unavailable", "the token has just been given to another owner; repeat the request");
}

export function circumstancesOf({ now, caller: { client } }: Context): Pick<Uses, "at" | "ip" | "by"> {
  return { at: now, ip: client.ip, by: client.userAgent };
}

/** @param use undefined when it is counted already */
export function noteUse(deps: Dependencies, caller: Caller, use: Uses | undefined): void {
  if (use) deps.noteUse(use);
  countDayOfUse(deps, caller.countedIn);
}

/**
 * The same for a use case that makes something: a repetition of the same request is answered by `again` with the object
 * as it is now, authorized anew, and does nothing twice.
 */
export function creating<I, T extends { readonly id: string }>(
  deps: Dependencies,
  operation: string,
  {
    work,
    again,
  }: { work: (context: Change, input: I) => Promise<Written<T>>; again: Replayed<T, NoInfer<I>> },
): Changing<I, T> {
  const alone = changing(deps, (context, input: I) =>
    replayOr(context, operation, {
      work: () => work(context, input),
      again: (target) => again(context, target, input),
    }),
  );
  // A key is of the request as a whole, not of each thing it does.
  return Object.assign((caller: Caller, input: I) => alone(caller, input), { within: work });
}

function actorOf({ subject, tokenId, client }: Caller): Actor {
  return { ...subject, tokenId, ip: client.ip, requestId: client.requestId };
}

/** An audit entry for an object, of the operation that touched it. */
export function entry(
  action: string,
  targetId: string,
  changes: Readonly<Record<string, unknown>> = {},
): AuditEntry {
  return { action, targetType: action.split(".")[0] ?? action, targetId, changes };
}

/** The same for a row that is gone with it. */
export function entryOfGone(action: string, row: Row): AuditEntry {
  return { ...entry(action, row.id), gone: row };
}

/** Answers a repeated creation with the object as it is now, if the caller may read it. */
export function shownAgain<N extends AnyNoun, K extends keyof Kinds>(
  resource: Resource<N, K>,
  needs: Permission = `${resource.noun.type}:read`,
): Replayed<Shown<N>> {
  return async (change, { id }) => {
    const { row } = await findFor(change, resource, { id, needs });
    return { result: await resource.show(row, change), entries: [] };
  };
}

type LookUps<N extends NounName> = {
  readonly [V in "list" | "get" as `${N}.${V}`]: ReturnType<
    typeof reading<
      V extends "list" ? { readonly query: ListQuery } : { readonly id: string },
      V extends "list" ? Page<Shown<NounOf<N>>> : Shown<NounOf<N>>
    >
  >;
};

/** The two use cases that are the same for every noun: a list and a look. */
export function lookUps<N extends NounName, K extends keyof Kinds>(
  deps: Dependencies,
  name: N,
  resource: Resource<NounOf<N>, K>,
): LookUps<N> {
  const list = reading(deps, (context, { query }: { query: ListQuery }) => listFor(context, resource, query));
  const get = reading(deps, async (context, { id }: { id: string }) => {
    const { row } = await findFor(context, resource, { id, needs: `${resource.noun.type}:read` });
    return resource.show(row, context);
  });
  // The keys are made of the name the type is computed from.
  return { [`${name}.list`]: list, [`${name}.get`]: get } as unknown as LookUps<N>;
}
