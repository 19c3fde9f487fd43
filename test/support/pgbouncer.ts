import { spawn } from "node:child_process";
import { once } from "node:events";
import { chown, chmod, writeFile } from "node:fs/promises";
import path from "node:path";
import { text } from "node:stream/consumers";
import { connect, freePort, runsAs } from "./postgres.ts";
import { findProgram } from "./program.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { until } from "./until.ts";

/** A real PgBouncer that gives each transaction whichever connection is free. */
export interface Pooler extends AsyncDisposable {
  /** The URL given, through the pooler. */
  readonly url: string;
}

/** @param connections that it has to the database, for all who come */
export async function startPgbouncer(target: string, connections: number): Promise<Pooler> {
  const { hostname, port, username, password } = new URL(target);
  const folder = temporaryFolder();
  const own = await freePort();
  const users = path.join(folder.path, "users.txt");
  const settings = path.join(folder.path, "pgbouncer.ini");
  await writeFile(users, `"${username}" "${decodeURIComponent(password)}"\n`);
  await writeFile(
    settings,
    `[databases]
* = host=${hostname} port=${port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${String(own)}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${users}
pool_mode = transaction
max_client_conn = 200
default_pool_size = ${String(connections)}
`,
  );
  const user = runsAs();
  if (user.uid !== undefined && user.gid !== undefined) {
    await chmod(folder.path, 0o755);
    for (const file of [folder.path, users, settings]) await chown(file, user.uid, user.gid);
  }
  const child = spawn(findProgram("pgbouncer") ?? "pgbouncer", [settings], {
    ...user,
    stdio: ["ignore", "ignore", "pipe"],
  });
  const said = text(child.stderr);
  const ended = once(child, "exit");
  const url = new URL(target);
  url.port = String(own);
  await until("PgBouncer answers", async () => {
    if (child.exitCode !== null) throw new Error(`PgBouncer ended: ${await said}`);
    return connect(url.href).then(
      (client) => client.end().then(() => true),
      () => false,
    );
  });
  return {
    url: url.href,
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGKILL");
      await ended;
      folder[Symbol.dispose]();
    },
  };
}
