import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { setTimeout } from "node:timers/promises";
import pg from "pg";
import { type Reply, send, type Sent } from "./http.ts";
import { makeHolder, mayView } from "./lost-rights.ts";
import { newBootstrapToken } from "./server.ts";
import { type SpawnedServer, spawnServer } from "./spawned-server.ts";

/** Milliseconds after an acknowledgement from which no replica accepts what was revoked. */
const PROMISED = 1000;
const REPLICAS = 3;
const TOGETHER = 10;
/** Milliseconds between two times that every connection to the database is ended, as a restart of it does. */
const DISTURBED_EVERY = 2000;

const alike = {
  JETON_TOKEN_SALT: "a-salt-of-races-with-enough-characters",
  JETON_ENCRYPTION_KEY: "an-encryption-key-of-races-with-enough-characters",
};

interface Raced {
  readonly races: number;
  /** Requests with a revoked token that were accepted, within what is promised. */
  readonly accepted: number;
  /** How long after its acknowledgement the last of them began, in milliseconds. */
  readonly latest: number;
  /** What broke the promise. */
  readonly late: readonly string[];
}

/**
 * Revokes tokens at one of three replicas on PostgreSQL and uses them at all of them, which remember them, at once. The
 * third one is deaf: what the others tell through the database does not reach it.
 * @param isDisturbed whether all connections to the database end again and again meanwhile
 */
export async function revokeRaces(
  url: string,
  { rounds, isDisturbed = false }: { readonly rounds: number; readonly isDisturbed?: boolean },
): Promise<Raced> {
  await using deaf = await startDeafRelay(url);
  const token = newBootstrapToken();
  const start = (database: string): Promise<SpawnedServer> =>
    spawnServer({ token, env: { ...alike, JETON_DATABASE_URL: database } });
  await using first = await start(url);
  await using second = await start(url);
  await using third = await start(deaf.url);
  const ask = async (replica: SpawnedServer, sent: Sent): Promise<Reply> => {
    for (;;) {
      const reply = await send(replica.url, { token, ...sent });
      if (reply.status < 500) return reply;
      await setTimeout(20);
    }
  };
  const create = async (path: string, body: object): Promise<Record<string, unknown>> =>
    (await ask(first, { method: "POST", path, body })).json();
  const holder = await makeHolder({ create }, "shop");
  const replicas = [first, second, third];
  const raced = { races: 0, accepted: 0, latest: 0, late: [] as string[] };

  const race = async (round: number): Promise<void> => {
    const body = { service_account_id: holder.accountId, name: `race ${String(round)}` };
    const made = await create("/v1/tokens", body);
    const use = mayView({ ...holder, token: String(made["secret"]) });
    for (const replica of [...replicas, ...replicas]) await ask(replica, use);
    const at = round % REPLICAS;
    await ask(replicas[at]!, { method: "POST", path: `/v1/tokens/${String(made["id"])}:revoke`, body: {} });
    const acknowledged = performance.now();
    const useUntilRefused = async (replica: SpawnedServer, index: number): Promise<void> => {
      for (;;) {
        const since = performance.now() - acknowledged;
        if ((await ask(replica, use)).status !== 200) return;
        raced.accepted += 1;
        raced.latest = Math.max(raced.latest, since);
        const isLate = since > PROMISED || index === at;
        if (isLate)
          raced.late.push(`race ${String(round)}: ${String(Math.round(since))} ms at ${String(index)}`);
        await setTimeout(15);
      }
    };
    await Promise.all(replicas.map(useUntilRefused));
    raced.races += 1;
  };

  const ending = new AbortController();
  const disturbing = isDisturbed ? disturb(url, ending.signal) : undefined;
  let next = 0;
  const racing = Array.from({ length: TOGETHER }, async () => {
    while (next < rounds) await race((next += 1));
  });
  await Promise.all(racing);
  ending.abort();
  await disturbing;
  return raced;
}

async function disturb(url: string, ending: AbortSignal): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  while (!ending.aborted) {
    await client.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'jeton' and datname = current_database()",
    );
    await setTimeout(DISTURBED_EVERY, undefined, { signal: ending }).catch(() => undefined);
  }
  await client.end();
}

/** A way to PostgreSQL on which nobody ever listens, and does not know it. */
async function startDeafRelay(target: string): Promise<AsyncDisposable & { readonly url: string }> {
  const { hostname, port } = new URL(target);
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    far.on("error", () => near.destroy()).on("close", () => near.destroy());
    near.on("error", () => far.destroy()).on("close", () => far.destroy());
    far.on("data", (bytes) => near.write(bytes));
    near.on("data", (bytes) => {
      // Another channel of a name as long.
      const text = bytes.toString("latin1").replace("listen jeton_changes", "listen jeton_nothing");
      far.write(Buffer.from(text, "latin1"));
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = new URL(target);
  url.host = `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    url: url.href,
    [Symbol.asyncDispose]: async () => {
      server.close();
    },
  };
}
