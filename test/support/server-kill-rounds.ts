import { DatabaseSync } from "node:sqlite";
import path from "node:path";
import { send } from "./http.ts";
import { type SpawnedServer, spawnServer } from "./spawned-server.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** What was found after a server was killed in the middle of a burst of mints. */
export interface ServerKillRound {
  /** Tokens whose secret a client has, of all rounds so far. */
  readonly acknowledged: number;
  /** Those of this round, and after the last one of all, that the server, started again, does not accept. */
  readonly lost: readonly string[];
  /** Tokens revoked with an answer, of the same rounds, that it accepts all the same. */
  readonly revived: readonly string[];
  /** `ok` when SQLite finds nothing wrong with its file, and always on PostgreSQL. */
  readonly integrity: string;
}

const CLIENTS = 8;
const KEYS = {
  JETON_TOKEN_SALT: "a-salt-of-tests-with-enough-characters",
  JETON_ENCRYPTION_KEY: "an-encryption-key-of-tests-long-enough",
};

interface Minted {
  readonly id: string;
  readonly secret: string;
}

/**
 * Clients mint tokens over HTTP, each as fast as it is answered, and revoke every fifth; once so many mints were answered
 * the server is killed with SIGKILL, in the middle of what is under way, and started again on what it left. Each round
 * begins where the last one ended.
 * @param databaseUrl of PostgreSQL, empty; absent, a file of SQLite
 */
export async function* serverKillRounds(
  rounds: number,
  databaseUrl?: string,
): AsyncGenerator<ServerKillRound> {
  using folder = temporaryFolder();
  const env = databaseUrl === undefined ? {} : { ...KEYS, JETON_DATABASE_URL: databaseUrl };
  let server = await spawnServer({ folder: folder.path, env });
  const { token } = server;
  const live: Minted[] = [];
  const revoked: Minted[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      const isLast = round === rounds - 1;
      const from = isLast ? [0, 0] : [live.length, revoked.length];
      await burst(server, { live, revoked, round });
      await server.ended;
      const integrity = databaseUrl === undefined ? integrityOf(path.join(folder.path, "jeton.db")) : "ok";
      server = await spawnServer({ folder: folder.path, token, env });
      const { url } = server;
      yield {
        acknowledged: live.length + revoked.length,
        lost: await where(live.slice(from[0]), async ({ secret }) => (await statusOf(url, secret)) !== 200),
        revived: await where(
          revoked.slice(from[1]),
          async ({ secret }) => !isRefused(await statusOf(url, secret)),
        ),
        integrity,
      };
    }
  } finally {
    await server[Symbol.asyncDispose]();
  }
}

/** As invalid, and after hundreds of those from one address as too many. */
function isRefused(status: number): boolean {
  return status === 401 || status === 429;
}

async function burst(
  server: SpawnedServer,
  { live, revoked, round }: { live: Minted[]; revoked: Minted[]; round: number },
): Promise<void> {
  const { url, token } = server;
  // At another point each time.
  const enough = live.length + revoked.length + 25 + ((round * 37) % 101);
  let count = 0;
  const mint = async (): Promise<void> => {
    count += 1;
    const body = { role_id: "role_viewer", project: "system", name: `${String(round)}-${String(count)}` };
    const reply = await send(url, { method: "POST", path: "/v1/tokens", token, body });
    if (reply.status !== 201) throw new Error(`POST /v1/tokens: ${String(reply.status)} ${reply.text}`);
    const { id, secret } = reply.json();
    const minted = { id: String(id), secret: String(secret) };
    const isRevoked = count % 5 === 0 && (await revoke(url, { token, id: minted.id }));
    (isRevoked ? revoked : live).push(minted);
    if (live.length + revoked.length === enough) server.kill("SIGKILL");
  };
  const client = async (): Promise<void> => {
    // Until the connection is gone with the server.
    for (;;) await mint();
  };
  const ends = await Promise.allSettled(Array.from({ length: CLIENTS }, client));
  for (const end of ends) {
    const { code } = (end.status === "rejected" ? end.reason : {}) as { readonly code?: string };
    if (code === undefined || !/^(?:ECONNRESET|ECONNREFUSED|EPIPE)$/.test(code)) {
      throw end.status === "rejected" ? end.reason : new Error("a client ended by itself");
    }
  }
}

/** Whether a revocation was answered; a token whose answer is lost is neither live nor revoked for sure. */
async function revoke(url: string, { token, id }: { token: string; id: string }): Promise<boolean> {
  const reply = await send(url, { method: "POST", path: `/v1/tokens/${id}:revoke`, token });
  return reply.status === 200;
}

async function statusOf(url: string, token: string): Promise<number> {
  return (await send(url, { path: "/v1/whoami", token })).status;
}

async function where(all: readonly Minted[], test: (one: Minted) => Promise<boolean>): Promise<string[]> {
  const found: string[] = [];
  for (let at = 0; at < all.length; at += CLIENTS) {
    const some = all.slice(at, at + CLIENTS);
    const hits = await Promise.all(some.map(test));
    found.push(...some.filter((_, index) => hits[index]).map(({ id }) => id));
  }
  return found;
}

function integrityOf(file: string): string {
  const database = new DatabaseSync(file);
  try {
    return String(database.prepare("pragma integrity_check").get()?.["integrity_check"]);
  } finally {
    database.close();
  }
}
