import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { chown, mkdtemp, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { commandOf, connectWhenReady, findPostgres, freePort, initialize, runsAs } from "./postgres.ts";
import type { Place } from "./postgres.ts";

/** A PostgreSQL server that a test may do anything to. */
export interface OwnPostgres extends AsyncDisposable {
  readonly url: string;
  /** Every process of it is killed (kill -9): connections break, the log is replayed at the start. */
  readonly crash: () => Promise<void>;
  /** Starts it again, and waits until it answers. */
  readonly start: () => Promise<void>;
  /** Stops every process of it where it is, connections open. */
  readonly freeze: () => void;
  readonly thaw: () => void;
}

interface Tls {
  /** Both in PEM. */
  readonly key: string;
  readonly certificate: string;
}

/** Ends the server when nobody holds the other end of its input any more. */
const KEEPER = '"$@" & server=$!; cat >/dev/null; kill -QUIT $server 2>/dev/null; wait $server';

/**
 * @param tls what it shows of itself to those who ask for TLS; absent, it has none
 * @throws Error where PostgreSQL is not installed
 */
export async function startOwnPostgres(tls?: Tls): Promise<OwnPostgres> {
  const bin = await findPostgres();
  if (bin === undefined) throw new Error("PostgreSQL is not installed");
  const folder = await mkdtemp("/tmp/jeton-postgres-");
  const place: Place = { bin, folder, user: runsAs() };
  const password = await initialize(place);
  const port = await freePort();
  const settings = tls === undefined ? {} : await keepTls(place, tls);
  const url = `postgres://jeton:${password}@127.0.0.1:${String(port)}/postgres`;
  let end = async (): Promise<void> => undefined;
  const start = async (): Promise<void> => {
    end = run(place, commandOf(place, port, settings));
    const client = await connectWhenReady(url);
    await client.end();
  };
  const signal = (name: NodeJS.Signals): void => {
    for (const pid of processesOf(folder)) {
      try {
        process.kill(pid, name);
      } catch {
        // It has ended meanwhile.
      }
    }
  };
  await start();
  return {
    url,
    crash: async () => {
      signal("SIGKILL");
      await end();
    },
    start,
    freeze: () => {
      signal("SIGSTOP");
    },
    thaw: () => {
      signal("SIGCONT");
    },
    [Symbol.asyncDispose]: async () => {
      signal("SIGCONT");
      await end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The settings for it. PostgreSQL takes a key that is its own user's alone. */
async function keepTls({ folder, user }: Place, tls: Tls): Promise<Readonly<Record<string, string>>> {
  const files = { key: path.join(folder, "server.key"), certificate: path.join(folder, "server.crt") };
  for (const name of ["key", "certificate"] as const) {
    await writeFile(files[name], tls[name], { mode: 0o600 });
    if (user.uid !== undefined && user.gid !== undefined) await chown(files[name], user.uid, user.gid);
  }
  return { ssl: "on", ssl_key_file: files.key, ssl_cert_file: files.certificate };
}

function run({ user }: Place, command: readonly string[]): () => Promise<void> {
  const keeper = spawn("sh", ["-c", KEEPER, "keeper", ...command], {
    ...user,
    cwd: "/",
    stdio: ["pipe", "ignore", "ignore"],
  });
  const exited = once(keeper, "exit");
  return async () => {
    keeper.stdin.end();
    await exited;
  };
}

/** The postmaster, and what it started. */
function processesOf(folder: string): readonly number[] {
  const [first = ""] = readFileSync(path.join(folder, "data/postmaster.pid"), "utf8").split("\n");
  const children = readFileSync(`/proc/${first}/task/${first}/children`, "utf8").trim();
  return [first, ...children.split(" ")].filter((pid) => pid !== "").map(Number);
}
