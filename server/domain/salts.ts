import type { Dependencies } from "./dependencies.ts";
import { canaryOf, type Salt, type Salts, saltKey } from "./secrets.ts";
import { systemActor } from "./system-actor.ts";
import { entry } from "./use-case.ts";

/** Least characters of a salt. */
export const SALT_LENGTH = 32;

/**
 * The salts at hand, held against those the database was made with; the first one ever becomes the one that hashes are
 * made with.
 * @param texts `current` is `JETON_TOKEN_SALT`, `previous` others that hashes may still have been made with
 * @throws Error with a message for the operator when the database was made with a salt that is not at hand
 */
export async function loadSalts(
  { store, now, newId }: Pick<Dependencies, "store" | "now" | "newId">,
  texts: { readonly current: string; readonly previous: readonly string[] },
): Promise<Salts> {
  const [current, ...previous] = [texts.current, ...texts.previous].map(saltKey);
  if (!current) throw new Error("no salt was given");
  const rows = await store.write(systemActor, async ({ salts }) => {
    const known = await salts.list({});
    if (known.length > 0) return { result: known, entries: [] };
    const row = {
      id: newId("salt"),
      canary: canaryOf(current),
      state: "writing" as const,
      created_at: now().toISOString(),
    };
    await salts.insert(row);
    return { result: [row], entries: [entry("salt.create", row.id)] };
  });
  const keys = new Map([current, ...previous].map((key) => [canaryOf(key), key]));
  const usable = rows.flatMap(({ id, canary, state }) => {
    const key = keys.get(canary);
    return key && state !== "retired" ? [{ id, key, state }] : [];
  });
  const writing = usable.find(({ state, key }) => state === "writing" && key.equals(current));
  if (!writing) {
    throw new Error(
      "JETON_TOKEN_SALT is not the salt this database was made with. With another one no token would be accepted. " +
        "Restore the salt (it is in the environment, or in `.env` beside the database; keep a backup of it).",
    );
  }
  return { writing, byId: new Map(usable.map((salt): [string, Salt] => [salt.id, salt])) };
}
