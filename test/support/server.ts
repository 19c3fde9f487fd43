import { randomBytes } from "node:crypto";
import path from "node:path";
import { readConfig } from "../../server/config/config.ts";
import { makeTokenText } from "../../server/contract/token-text.ts";
import { createLogger } from "../../server/http/logger.ts";
import { serve } from "../../server/commands/serve.ts";
import type { Environment } from "../../server/config/settings.ts";
import { type Reply, send, type Sent } from "./http.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** A server of the real parts, in this process, on a port of its own. */
export interface TestServer extends AsyncDisposable {
  readonly url: string;
  /** Of the system role `admin`. */
  readonly token: string;
  /** Its data folder; an SQLite database is `jeton.db` in it. */
  readonly folder: string;
  /** All it has logged so far. */
  readonly log: () => string;
  /** A request as its admin; `token: undefined` sends none. */
  readonly send: (request: Sent) => Promise<Reply>;
  /** A POST that must succeed, and its reply. */
  readonly create: (
    path: string,
    body: Readonly<Record<string, unknown>>,
  ) => Promise<Record<string, unknown>>;
  /** An orderly end; `folder` stays until the server is disposed of. */
  readonly close: () => Promise<void>;
}

/** @param env over `JETON_LISTEN`, `JETON_DATABASE_URL` and `JETON_BOOTSTRAP_TOKEN` of the server's own */
export async function startServer(env: Environment = {}): Promise<TestServer> {
  const folder = temporaryFolder();
  const token = env["JETON_BOOTSTRAP_TOKEN"] ?? newBootstrapToken();
  const read = readConfig(
    {
      JETON_LISTEN: "127.0.0.1:0",
      JETON_DATABASE_URL: `sqlite:${path.join(folder.path, "jeton.db")}`,
      JETON_BOOTSTRAP_TOKEN: token,
      ...env,
    },
    () => "",
  );
  if (read.type === "bad") throw new Error(read.problems.join("\n"));
  let log = "";
  const logger = createLogger(read.config.logLevel, { write: (line) => void (log += line) });
  const { url, close } = await serve({ config: read.config, logger });
  const sendAsAdmin = (request: Sent): Promise<Reply> => send(url, { token, ...request });
  let closed: Promise<void> | undefined;
  const closeOnce = (): Promise<void> => (closed ??= close());
  return {
    url,
    token,
    folder: folder.path,
    log: () => log,
    send: sendAsAdmin,
    create: async (at, body) => {
      const reply = await sendAsAdmin({ method: "POST", path: at, body });
      if (reply.status !== 201) throw new Error(`POST ${at}: ${String(reply.status)} ${reply.text}`);
      return reply.json();
    },
    close: closeOnce,
    [Symbol.asyncDispose]: async () => {
      await closeOnce();
      folder[Symbol.dispose]();
    },
  };
}

export function newBootstrapToken(): string {
  return makeTokenText("b", randomBytes);
}
