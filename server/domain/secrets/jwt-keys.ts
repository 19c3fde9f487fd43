import { generateKeyPairSync } from "node:crypto";
import type { Dependencies } from "../dependencies.ts";
import type { SigningKeyRow } from "./key-rows.ts";
import { demandCurrent } from "./kept-secret.ts";
import type { Vault } from "./sealing.ts";
import { sealKey } from "./signing-key.ts";
import type { AuditEntry, Transaction, Written } from "../store.ts";
import { systemActor } from "../system-actor.ts";
import { entry } from "../use-case.ts";

type World = Pick<Dependencies, "store" | "now" | "newId">;

/** Seconds for which verifiers may keep the published keys without asking again. */
export const KEYS_MAX_AGE = 300;
/** A new key is published that long before it signs: far longer than verifiers keep what was published before. */
const AHEAD_MS = 15 * 60_000;
/** A key stays published that long after it last signed: longer than any JWT of it lives, and clocks may differ. */
const KEPT_PUBLISHED_MS = 60 * 60_000;

export const isJwtKey = { purpose: "jwt" } as const;

type Rows = readonly SigningKeyRow[];

/**
 * From `signs_from` of each all else follows, so that replicas agree without telling each other: the latest that has begun
 * signs, and the one before it is published for a while.
 */
function inOrder(rows: Rows): Rows {
  const at = ({ signs_from: from, id }: SigningKeyRow): string => `${from ?? ""} ${id}`;
  return rows.toSorted((a, b) => (at(a) < at(b) ? -1 : 1));
}

/** The key that signs at a time. Where all are of later, for a clock went back, the first of them. */
export function currentKey(rows: Rows, now: Date): SigningKeyRow | undefined {
  const sorted = inOrder(rows);
  return sorted.findLast(({ signs_from: from }) => from !== null && from <= now.toISOString()) ?? sorted[0];
}

/** Those whose every JWT has ended. */
export function formerKeys(rows: Rows, now: Date): Rows {
  const over = new Date(now.getTime() - KEPT_PUBLISHED_MS).toISOString();
  const sorted = inOrder(rows);
  return sorted.filter((_, index) => {
    const next = sorted[index + 1]?.signs_from;
    return next !== undefined && next !== null && next <= over;
  });
}

export function publishedKeys(rows: Rows, now: Date): Rows {
  const former = formerKeys(rows, now);
  return inOrder(rows).filter((row) => !former.includes(row));
}

/** The first key, where there is none; and an end of those that are over, with their private halves. */
export async function ensureJwtKey({ store, now, newId }: World, vault: Vault): Promise<void> {
  await store.write(systemActor, async (transaction) => {
    const rows = await transaction.signing_keys.list(isJwtKey);
    const entries = await deleteKeys(transaction, formerKeys(rows, now()));
    if (rows.length > 0) return { result: undefined, entries };
    const at = now().toISOString();
    return insertKey(transaction, vault, { id: newId("key"), created_at: at, signs_from: at });
  });
}

/** Deletes what is over though nobody asks for a JWT, so that no private half lies about for longer than it is of use. */
export async function endFormerJwtKeys({ store, now }: Pick<World, "store" | "now">): Promise<void> {
  if (formerKeys(await store.read.signing_keys.list(isJwtKey), now()).length === 0) return;
  await store.write(systemActor, async (transaction) => {
    const rows = await transaction.signing_keys.list(isJwtKey);
    return { result: undefined, entries: await deleteKeys(transaction, formerKeys(rows, now())) };
  });
}

/**
 * Makes the key that signs next: published at once, it signs once every verifier can know it.
 * @param change.compromised the keys there are may be in others' hands: they are published no more, and the new one signs
 *   at once
 * @returns when it begins to sign
 * @throws Problem `unavailable` when the database is sealed with another key by now
 * @throws Error with a message for the operator when one is on its way already
 */
export async function rotateJwtKey(
  { store, now, newId }: World,
  vault: Vault,
  { compromised }: { readonly compromised: boolean },
): Promise<SigningKeyRow> {
  return store.write(systemActor, async (transaction) => {
    const rows = await transaction.signing_keys.list(isJwtKey);
    const time = now();
    const created_at = time.toISOString();
    const next = rows.find(({ signs_from: from }) => from !== null && from > created_at);
    if (next && !compromised) {
      throw new Error(`a new key is published already, and signs from ${String(next.signs_from)} on`);
    }
    const isFirst = compromised || rows.length === 0;
    const signs_from = isFirst ? created_at : new Date(time.getTime() + AHEAD_MS).toISOString();
    const ended = await deleteKeys(transaction, compromised ? rows : formerKeys(rows, time));
    const { result, entries } = await insertKey(transaction, vault, {
      id: newId("key"),
      created_at,
      signs_from,
    });
    return { result, entries: [...ended, ...entries] };
  });
}

async function insertKey(
  transaction: Transaction,
  vault: Vault,
  row: Pick<SigningKeyRow, "id" | "created_at" | "signs_from">,
): Promise<Written<SigningKeyRow>> {
  const pair = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const made = sealKey({ ...row, ...isJwtKey }, pair, vault);
  await demandCurrent(transaction, made);
  await transaction.signing_keys.insert(made);
  const { public_key, signs_from } = made;
  return { result: made, entries: [entry("signing_key.create", made.id, { public_key, signs_from })] };
}

async function deleteKeys({ signing_keys: keys }: Transaction, rows: Rows): Promise<readonly AuditEntry[]> {
  for (const { id } of rows) await keys.delete({ id });
  return rows.map(({ id }) => entry("signing_key.delete", id));
}
