import path from "node:path";
import type { Store } from "../server/domain/store.ts";
import { openStore } from "../server/store/open-store.ts";
import { secretRow, tokenRow } from "../test/support/rows.ts";
import { storeOptions, testActor, testEntry } from "../test/support/stores.ts";
import { temporaryFolder } from "../test/support/temporary-folder.ts";
import { atLeast, type Measured } from "./figure.ts";
import { paired } from "./paired.ts";

const CLIENTS = 32;
/** Of each client, in one turn. */
const MINTS = 6;
const GOAL = 5;

/** What a mint writes, each durable when it is acknowledged: by 32 clients at once, and one after the other. */
export async function measureMints(): Promise<Measured> {
  using folder = temporaryFolder();
  const store = await openStore(`sqlite:${path.join(folder.path, "jeton.db")}`, storeOptions);
  const counting = { last: 0 };
  const together = (): Promise<number> =>
    timed(async () => {
      await Promise.all(Array.from({ length: CLIENTS }, () => mints(store, counting, MINTS)));
    });
  const alone = (): Promise<number> => timed(() => mints(store, counting, CLIENTS * MINTS));
  await together();
  await alone();
  const { measured, against } = await paired(together, alone, 7);
  await store.close();
  const perSecond = (milliseconds: number): string =>
    `${((CLIENTS * MINTS * 1000) / milliseconds).toFixed(0)} per second`;
  const ratio = against.median / measured.median;
  return {
    figures: [
      {
        name: "mints that 32 clients ask for, as the store writes them",
        measured: perSecond(measured.median),
        against: `one commit for each: ${perSecond(against.median)}`,
        ratio,
        goal: atLeast(GOAL, ratio),
      },
    ],
  };
}

async function mints(store: Store, counting: { last: number }, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const id = String((counting.last += 1));
    await store.write(testActor, async ({ tokens, secrets }) => {
      await tokens.insert(tokenRow({ id: `tok_${id}`, name: id }));
      await secrets.insert(secretRow({ id: id.padStart(12, "0"), token_id: `tok_${id}` }));
      return { result: undefined, entries: [testEntry()] };
    });
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
