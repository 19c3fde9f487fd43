import { execFile } from "node:child_process";
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { send } from "./http.ts";
import { brokenPromises, startMinting } from "./minting.ts";
import { spawnServer } from "./spawned-server.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { until } from "./until.ts";

/** What a disk may do to a server on SQLite, and how its log says it. */
const says = { full: /database or disk is full/, broken: /disk I\/O error/ } as const;

type DiskFault = keyof typeof says;
export const diskFaults = Object.keys(says) as readonly DiskFault[];

interface DiskRound {
  readonly fault: DiskFault;
  /** Milliseconds from the end of the fault to the next change that was acknowledged. */
  readonly recovery: number;
  readonly isTold: boolean;
  /** Statuses of verifications, and of a change, while it lasted. */
  readonly verified: number;
  readonly changed: number;
}

/**
 * A disk that is full, or takes nothing for good, time and again while clients mint and revoke; at the end, and once more
 * after kill -9, all that they were told must hold.
 * @throws Error with what does not
 */
export async function* diskFaultRounds(
  faults: readonly DiskFault[],
  { length, patience }: { readonly length: number; readonly patience: number },
): AsyncGenerator<DiskRound> {
  using folder = temporaryFolder();
  const library = path.join(folder.path, "faulty-disk.so");
  const source = fileURLToPath(new URL("faulty-disk.c", import.meta.url));
  await promisify(execFile)("gcc", ["-shared", "-fPIC", "-o", library, source, "-ldl"]);
  const data = path.join(folder.path, "data");
  await using server = await spawnServer({
    folder: data,
    env: { LD_PRELOAD: library, FAULTY_DISK: folder.path },
  });
  const { token, url } = server;
  const minting = startMinting(() => url, token);
  await until("mints", () => minting.acknowledged() > 5);
  for (const fault of faults) {
    const logged = server.stdout().length;
    await writeFile(path.join(folder.path, fault), "");
    const failed = minting.failed();
    await until("changes that fail", () => minting.failed() > failed + 4);
    const verified = await send(url, { path: "/v1/whoami", token });
    const body = { name: "during" };
    const changed = await send(url, { method: "POST", path: "/v1/projects", token, body });
    await setTimeout(length);
    await rm(path.join(folder.path, fault));
    const ended = performance.now();
    const before = minting.acknowledged();
    await until(`a mint after ${fault}`, () => minting.acknowledged() > before, patience);
    const recovery = Math.round(performance.now() - ended);
    await until(`mints after ${fault}`, () => minting.acknowledged() > before + 8, 60_000);
    yield {
      fault,
      recovery,
      isTold: says[fault].test(server.stdout().slice(logged)),
      verified: verified.status,
      changed: changed.status,
    };
  }
  const ledger = await minting.stop();
  const databaseUrl = `sqlite:${path.join(data, "jeton.db")}`;
  const broken = [...(await brokenPromises({ url, databaseUrl }, ledger))];
  server.kill("SIGKILL");
  await server.ended;
  await using again = await spawnServer({ folder: data, token });
  broken.push(...(await brokenPromises({ url: again.url, databaseUrl }, ledger)));
  if (broken.length > 0) throw new Error(broken.slice(0, 10).join("\n"));
}
