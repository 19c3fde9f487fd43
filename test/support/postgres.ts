import { execFile, spawn } from "node:child_process";
import { randomBytes, randomInt } from "node:crypto";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { chown, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { promisify } from "node:util";
import { setTimeout } from "node:timers/promises";

import pg from "pg";

/** A PostgreSQL server of our own, in a temporary folder. */
export interface Cluster {
  /** Of its superuser, who may create databases. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** The folder with `initdb` and `postgres`, of the newest version there is, or undefined. */
export async function findPostgres(): Promise<string | undefined> {
  const packaged = "/usr/lib/postgresql";
  const versions = existsSync(packaged) ? await readdir(packaged) : [];
  const folders = [
    ...(process.env["PATH"] ?? "").split(path.delimiter),
    ...versions
      .toSorted((a, b) => Number(b) - Number(a))
      .map((version) => path.join(packaged, version, "bin")),
  ];
  return folders.find((folder) =>
    ["initdb", "postgres"].every((program) => existsSync(path.join(folder, program))),
  );
}

/** PostgreSQL refuses to run as root: then somebody else runs it. */
export function runsAs(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) {
    return {};
  }
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const user = users.find(([name]) => name === "postgres") ?? users.find(([name]) => name === "nobody");
  if (user === undefined) {
    throw new Error("PostgreSQL does not run as root, and there is neither a user postgres nor nobody");
  }
  return { uid: Number(user[2]), gid: Number(user[3]) };
}

/** A free port outside the range from which systems give ports to clients. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 30_000);
    const isFree = await new Promise<boolean>((resolve) => {
      const server = createServer();
      server.once("error", () => resolve(false));
      server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
    });
    if (isFree) {
      return port;
    }
  }
}

/** Ends the server and removes its folder once nobody holds the other end of its input, however that came to pass. */
const KEEPER =
  'folder=$1; shift; "$@" & server=$!; cat >/dev/null; kill -QUIT $server; wait $server; rm -rf "$folder"';

/** Safe from a crash is what tests of PostgreSQL itself are about: here nothing waits for the disk. */
const SETTINGS = {
  fsync: "off",
  full_page_writes: "off",
  max_connections: "100",
  shared_buffers: "64MB",
  logging_collector: "off",
};

export interface Place {
  readonly bin: string;
  readonly folder: string;
  readonly user: ReturnType<typeof runsAs>;
}

/** Makes the data folder; gives the superuser's password. */
export async function initialize({ bin, folder, user }: Place): Promise<string> {
  const password = randomBytes(16).toString("hex");
  const passwordFile = path.join(folder, "password");
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (user.uid !== undefined && user.gid !== undefined) {
    await chown(folder, user.uid, user.gid);
    await chown(passwordFile, user.uid, user.gid);
  }
  const data = ["-D", path.join(folder, "data"), "--encoding=UTF8", "--locale=C", "--no-sync"];
  const access = ["-U", "jeton", "-A", "scram-sha-256", "--pwfile", passwordFile];
  await promisify(execFile)(path.join(bin, "initdb"), [...data, ...access], { ...user, cwd: folder });
  return password;
}

/** What starts the server. */
export function commandOf(
  { bin, folder }: Place,
  port: number,
  more: Readonly<Record<string, string>> = {},
): readonly string[] {
  const settings = {
    ...SETTINGS,
    ...more,
    port: String(port),
    listen_addresses: "127.0.0.1",
    unix_socket_directories: folder,
  };
  const command = [path.join(bin, "postgres"), "-D", path.join(folder, "data")];
  for (const [name, value] of Object.entries(settings)) {
    command.push("-c", `${name}=${value}`);
  }
  return command;
}

/** Starts the server; gives what stops it. */
function serve(place: Place, port: number): () => Promise<void> {
  const { folder, user } = place;
  const keeper = spawn("sh", ["-c", KEEPER, "keeper", folder, ...commandOf(place, port)], {
    ...user,
    cwd: "/",
    stdio: ["pipe", "ignore", "ignore"],
    // Not in our group, so that an interrupt at the terminal leaves it to remove the folder.
    detached: true,
  });
  const exited = once(keeper, "exit");
  return async () => {
    keeper.stdin.end();
    await exited;
  };
}

/** Starts a server with the programs in `bin` and waits until it answers. */
export async function startPostgres(bin: string): Promise<Cluster> {
  const folder = await mkdtemp("/tmp/jeton-postgres-");
  const place = { bin, folder, user: runsAs() };
  let stop = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const password = await initialize(place);
    const port = await freePort();
    const url = `postgres://jeton:${password}@127.0.0.1:${String(port)}/postgres`;
    stop = serve(place, port);
    const client = await connectWhenReady(url);
    await client.end();
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A connection to the server, as soon as it answers. */
export async function connectWhenReady(url: string): Promise<pg.Client> {
  const deadline = performance.now() + 30_000;
  for (;;) {
    try {
      return await connect(url);
    } catch (error) {
      if (performance.now() > deadline) {
        throw error;
      }
    }
    await setTimeout(20);
  }
}

/** A connection of a test's own. */
export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}
