import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { readJournals } from "../../server/store/read-journal.ts";

const WRITER = fileURLToPath(new URL("journaled-writer.ts", import.meta.url));
const start = { head: { sequence: 0, hash: "0".repeat(64) } };

interface JournaledKill {
  readonly acknowledged: number;
  /** Acknowledged, and not in the journals. */
  readonly lost: readonly string[];
  readonly gap: string | undefined;
}

/** One round after another on the same database: a process revokes in bursts, and is killed while more are under way. */
export async function* journaledKills(
  url: string,
  { folder, rounds }: { readonly folder: string; readonly rounds: number },
): AsyncGenerator<JournaledKill> {
  const all: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const writer = spawn(process.execPath, [WRITER, url, folder, String(round)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const exited = once(writer, "exit");
    const after = all.length + 25 + ((round * 37) % 53);
    for await (const id of createInterface({ input: writer.stdout })) {
      all.push(id);
      if (all.length === after) writer.kill("SIGKILL");
    }
    await exited;
    const { gap, records } = await readJournals([folder], start);
    const told = new Set<string>();
    for await (const { removed } of records()) {
      for (const one of removed) {
        const isRevoke = "now" in one && one.now["revoked_at"] !== undefined;
        for (const id of isRevoke ? one.ids : []) told.add(id);
      }
    }
    yield { acknowledged: all.length, lost: all.filter((id) => !told.has(id)), gap };
  }
}
