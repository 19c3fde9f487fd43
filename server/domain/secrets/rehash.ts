import type { Dependencies } from "../dependencies.ts";
import { writingSalt } from "./salt-lookup.ts";
import type { OldHash } from "./secrets.ts";
import { systemActor } from "../system-actor.ts";

/**
 * Stores the new hashes of secrets whose row is still the one that was verified, as long as their salt is the one that is
 * written with. Not audited: the same texts are accepted before and after.
 */
export async function rehash(
  { store, salts }: Pick<Dependencies, "store" | "salts">,
  olds: readonly OldHash[],
): Promise<void> {
  await store.write(systemActor, async (rows) => {
    const writing = await writingSalt(salts, rows);
    for (const { secretId, before, hash, saltId } of olds) {
      if (saltId !== writing.id) continue;
      const row = await rows.secrets.get(secretId);
      if (row?.hash === before) await rows.secrets.update(secretId, { hash, salt_id: saltId });
    }
    return { result: undefined, entries: [] };
  });
}
