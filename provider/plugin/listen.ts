import { mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where the server listens, in Go's words: a path for `unix`, host and port for `tcp`. */
export interface Address {
  readonly network: "unix" | "tcp";
  readonly text: string;
}

export interface Listening {
  readonly address: Address;
  /** Removes what listening left on disk; safe to call twice. */
  readonly cleanUp: () => void;
}

/** sun_path of sockaddr_un holds 104 bytes on macOS and 108 on Linux, its final zero included. */
const LONGEST_SOCKET_PATH = 103;

/** Listens on a socket in a folder only this user may enter, or on a local port where Node has no such sockets. */
export async function listen(
  server: Server,
  environment: Environment,
  network: Address["network"] = process.platform === "win32" ? "tcp" : "unix",
): Promise<Listening> {
  return network === "unix" ? listenOnSocket(server, environment) : listenOnPort(server, environment);
}

async function listenOnSocket(server: Server, environment: Environment): Promise<Listening> {
  const wanted = environment["PLUGIN_UNIX_SOCKET_DIR"] || tmpdir();
  const fits = Buffer.byteLength(join(wanted, "pluginXXXXXX", "s")) <= LONGEST_SOCKET_PATH;
  const folder = mkdtempSync(join(fits ? wanted : "/tmp", "plugin"));
  const path = join(folder, "s");
  await opened(server, { path });
  return {
    address: { network: "unix", text: path },
    cleanUp: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The first free port of the range the client allows (PLUGIN_MIN_PORT, PLUGIN_MAX_PORT). */
async function listenOnPort(server: Server, environment: Environment): Promise<Listening> {
  const from = Number(environment["PLUGIN_MIN_PORT"] || 10_000);
  const to = Number(environment["PLUGIN_MAX_PORT"] || 25_000);
  for (let port = from; port <= to; port++) {
    try {
      await opened(server, { host: "127.0.0.1", port });
      return { address: { network: "tcp", text: `127.0.0.1:${port}` }, cleanUp: () => {} };
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
    }
  }
  throw new Error(`No free port between ${from} and ${to} on 127.0.0.1.`);
}

function opened(server: Server, where: { path: string } | { host: string; port: number }): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", reject);
  server.listen(where, () => {
    server.off("error", reject);
    resolve();
  });
  return promise;
}
