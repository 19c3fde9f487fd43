import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { DatabaseSync } from "node:sqlite";

import { verifyChain } from "../../server/store/audit-chain.ts";
import type { ChainCheck } from "../../server/store/audit-chain.ts";
import { openStore, sqliteFile } from "../../server/store/open-store.ts";
import { wholeAudit } from "./minting.ts";
import { storeOptions } from "./stores.ts";

/** What was found after a writer was killed in the middle of its work. */
export interface KillRound {
  readonly acknowledged: number;
  /** Acknowledged, and not there. */
  readonly lost: readonly string[];
  readonly integrity: string;
  readonly chain: ChainCheck["type"];
  /** Changes without their audit entry, or the other way round. */
  readonly unpaired: number;
}

const WRITER = fileURLToPath(new URL("burst-writer.ts", import.meta.url));

/** Runs a writer until it has acknowledged `after` rows, kills it, and gives what it acknowledged. */
async function writeAndKill(
  url: string,
  { round, after }: { round: number; after: number },
): Promise<string[]> {
  const writer = spawn(process.execPath, [WRITER, url, String(round)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(writer, "exit");
  const acknowledged: string[] = [];
  for await (const id of createInterface({ input: writer.stdout })) {
    acknowledged.push(id);
    if (acknowledged.length === after) {
      writer.kill("SIGKILL");
    }
  }
  await exited;
  if (acknowledged.length < after) {
    throw new Error(`The writer ended by itself after ${String(acknowledged.length)} rows`);
  }
  return acknowledged;
}

/** Of an SQLite file what it says of itself; `ok` of a database that has no such question. */
function integrityOf(url: string): string {
  if (!url.startsWith("sqlite:")) return "ok";
  const database = new DatabaseSync(sqliteFile(url));
  try {
    return String(database.prepare("pragma integrity_check").get()?.["integrity_check"]);
  } finally {
    database.close();
  }
}

/**
 * One round after another on the same database: a process writes in bursts, says of each row that it was acknowledged, and
 * is killed with SIGKILL while more are under way.
 */
export async function* killRounds(url: string, rounds: number): AsyncGenerator<KillRound> {
  const all: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    // At another point each time; a burst is of 20.
    all.push(...(await writeAndKill(url, { round, after: 30 + ((round * 37) % 211) })));
    const integrity = integrityOf(url);
    const store = await openStore(url, storeOptions);
    try {
      const there = new Set((await store.read.projects.list({})).map(({ id }) => id));
      const entries = await wholeAudit(store);
      const audited = new Set(entries.map((entry) => entry.target_id));
      yield {
        acknowledged: all.length,
        lost: all.filter((id) => !there.has(id) || !audited.has(id)),
        integrity,
        chain: verifyChain(entries).type,
        unpaired: there.symmetricDifference(audited).size,
      };
    } finally {
      await store.close();
    }
  }
}
