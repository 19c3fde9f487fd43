import { Problem } from "../../contract/problem.ts";
import type { Salt, Salts } from "./secrets.ts";
import type { Reader } from "../store.ts";

/**
 * The salt that hashes are made with at this moment.
 * @throws Problem `unavailable` when it is not at hand
 */
export async function writingSalt(salts: Salts, rows: Pick<Reader, "salts">): Promise<Salt> {
  const [row] = await rows.salts.list({ state: "writing" });
  const key = row && salts.keys.get(row.canary);
  if (!key) throw notAtHand();
  if (row.id !== salts.writing.id) salts.writing = { id: row.id, key };
  return salts.writing;
}

/**
 * The salt of a hash; undefined when it is retired, and nothing made with it is accepted.
 * @throws Problem `unavailable` when it is not at hand: a token that cannot be checked must not be called invalid
 */
export async function saltOf(
  salts: Salts,
  rows: Pick<Reader, "salts">,
  id: string,
): Promise<Salt | undefined> {
  const known = salts.byId.get(id);
  if (known) return known;
  const row = await rows.salts.get(id);
  if (!row || row.state === "retired") return undefined;
  const key = salts.keys.get(row.canary);
  if (!key) throw notAtHand();
  const salt = { id, key };
  salts.byId.set(id, salt);
  return salt;
}

function notAtHand(): Problem {
  return new Problem("unavailable", "this server was not started with the salt that is needed for this");
}
