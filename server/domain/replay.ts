import { hash } from "node:crypto";
import { Problem } from "../contract/problem.ts";
import type { Change } from "./context.ts";
import type { ReplayRow } from "./rows.ts";
import type { Written } from "./store.ts";

/** The object that a request made; `at` is when it did, `age` in seconds since then. */
interface Target {
  readonly id: string;
  readonly at: string;
  readonly age: number;
}

/** Answers a repeated request with the object it made. */
export type Replayed<T, I = unknown> = (context: Change, target: Target, input: I) => Promise<Written<T>>;

const REMEMBERED_SECONDS = 24 * 60 * 60;

/**
 * Runs `work` once for a caller, operation and idempotency key, and `again` for a repetition within a day. The claim is
 * part of the transaction, so a request that failed or crashed is as if it had not been made.
 * @throws Problem `idempotency_key_reused` when the key came with another body
 */
export async function replayOr<T extends { readonly id: string }>(
  context: Change,
  operation: string,
  { work, again }: { work: () => Promise<Written<T>>; again: (target: Target) => Promise<Written<T>> },
): Promise<Written<T>> {
  const { caller, rows, now } = context;
  const { repeat } = caller.client;
  if (!repeat) return work();
  const id = replayId(caller.tokenId, operation, repeat.key);
  const before = await rows.replays.get(id);
  if (before && ageOf(before, now) < REMEMBERED_SECONDS) {
    if (before.body_hash !== repeat.bodyHash) {
      throw new Problem(
        "idempotency_key_reused",
        "this `Idempotency-Key` was sent with another request; send a new key for a new request",
      );
    }
    repeat.replayed();
    return again({ id: before.target_id, at: before.created_at, age: ageOf(before, now) });
  }
  const written = await work();
  // What is forgotten goes with the next one that is remembered, so that keys do not pile up.
  const forgotten = new Date(Date.parse(now) - REMEMBERED_SECONDS * 1000).toISOString();
  await rows.replays.delete({ created_at: { before: forgotten } });
  if (before) await rows.replays.delete({ id });
  await rows.replays.insert({
    id,
    body_hash: repeat.bodyHash,
    target_id: written.result.id,
    created_at: now,
  });
  return written;
}

/** By which a request and its repetitions are known. */
export function replayId(tokenId: string, operation: string, key: string): string {
  return hash("sha256", `${tokenId}|${operation}|${key}`, "hex");
}

function ageOf(row: ReplayRow, now: string): number {
  return (Date.parse(now) - Date.parse(row.created_at)) / 1000;
}
