import type { Config } from "../config/config.ts";
import { readSalts } from "../config/data-folder.ts";
import type { SaltTexts } from "../domain/secrets/salts.ts";

/** The salts of the environment and of the data folder, where the environment wins; undefined when neither has one. */
export async function saltsAtHand({
  salt,
  previousSalts,
  database: { dataFolder },
}: Config): Promise<SaltTexts | undefined> {
  const kept = dataFolder === undefined ? undefined : await readSalts(dataFolder);
  const current = salt ?? kept?.current;
  if (current === undefined) return undefined;
  const others = [...previousSalts, ...(kept ? [kept.current, ...kept.previous] : [])];
  return { current, previous: [...new Set(others)].filter((other) => other !== current) };
}
