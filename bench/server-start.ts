import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { spawnServer } from "../test/support/spawned-server.ts";
import { timeNode } from "./bare-node.ts";
import type { Figure } from "./figure.ts";
import { type Paired, paired } from "./paired.ts";

const bundle = fileURLToPath(new URL("../server/dist/jeton.mjs", import.meta.url));

/** What is distributed: one file, built. */
export function runBundle(): Promise<Paired> {
  return run(bundle);
}

/**
 * From the start of the process, on a new SQLite database with its migrations and keys, to the line that says it listens.
 * @param program the binary; by default the source, as `npm start` runs it
 */
export async function run(program?: string): Promise<Paired> {
  return paired(
    async () => {
      await using server = await spawnServer(program === undefined ? {} : { program });
      return server.readyAfter;
    },
    () => timeNode(),
    11,
  );
}

const MOST_MEGABYTES = 120;

/** What the server has in memory when it says that it listens, in megabytes (2^20 bytes), all its threads and Node.js included. */
export async function measureMemory(): Promise<readonly Figure[]> {
  const [distributed, source] = [await memoryOf(bundle), await memoryOf()];
  const figure = (name: string, { measured, against, ratio }: Paired): Figure => ({
    name: `server, ${name}: memory when ready`,
    measured: `${measured.median.toFixed(0)} MB`,
    against: `a bare Node.js: ${against.median.toFixed(0)} MB`,
    ratio,
  });
  const held = distributed.measured.median < MOST_MEGABYTES;
  const goal = { text: `below ${String(MOST_MEGABYTES)} MB`, held };
  return [{ ...figure("as distributed", distributed), goal }, figure("from source", source)];
}

function memoryOf(program?: string): Promise<Paired> {
  return paired(
    async () => {
      await using server = await spawnServer(program === undefined ? {} : { program });
      // proc_pid_status(5)
      const status = readFileSync(`/proc/${String(server.pid)}/status`, "utf8");
      return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
    },
    async () =>
      Number(execFileSync(process.execPath, ["-p", "process.memoryUsage.rss()"], { encoding: "utf8" })) /
      2 ** 20,
    5,
  );
}
