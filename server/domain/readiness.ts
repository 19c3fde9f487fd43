import { Problem } from "../contract/problem.ts";
import type { Dependencies } from "./dependencies.ts";
import { writingSalt } from "./secrets/salt-lookup.ts";
import type { Vault } from "./secrets/sealing.ts";
import type { Reader, Store } from "./store.ts";

/**
 * That this server can answer now: its database is there, and has not moved on to a salt or an encryption key that this
 * server was not started with.
 * @throws Problem `unavailable` that says which
 */
export async function demandReady({
  store,
  salts,
  vault,
}: Pick<Dependencies, "store" | "salts" | "vault">): Promise<void> {
  await ping(store);
  // Without the salt that hashes are made with, no token that another replica makes can be checked here.
  await writingSalt(salts, store.read);
  if (vault) await demandCurrent(vault, store.read);
}

async function ping(store: Store): Promise<void> {
  try {
    await store.ping();
  } catch (cause) {
    throw cause instanceof Problem
      ? cause
      : new Problem("unavailable", "the database does not answer", { cause });
  }
}

/** A replica that was started with another key has sealed everything anew: nothing of it is opened here. */
async function demandCurrent({ keyId }: Vault, { encryption_keys: keys }: Reader): Promise<void> {
  if (await keys.get(keyId)) return;
  const detail =
    "this server was not started with the encryption key that the database is sealed with by now; start it with that JETON_ENCRYPTION_KEY";
  throw new Problem("unavailable", detail);
}
