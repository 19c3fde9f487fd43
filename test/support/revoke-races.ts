import { once } from "node:events";
import { Agent } from "node:http";
import { type AddressInfo, connect, createServer } from "node:net";
import { setTimeout } from "node:timers/promises";
import pg from "pg";
import { type Reply, send, type Sent } from "./http.ts";
import { type Holder, makeHolder, mayView, REFUSED } from "./lost-rights.ts";
import { newBootstrapToken } from "./server.ts";
import { type SpawnedServer, spawnServer } from "./spawned-server.ts";

/** Milliseconds after an acknowledgement from which no replica accepts what was revoked. */
const PROMISED = 1000;
const REPLICAS = 3;
/** Tokens that are raced for side by side. Most of a race is waiting: at the deaf replica, and for the promised time to pass. */
const TOGETHER = 64;
/** Milliseconds between a use that is accepted and the next one, which grow so that those who wait leave the others time. */
const FIRST_PAUSE = 15;
const LONGEST_PAUSE = 120;
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
 * Revokes tokens at one of three replicas on PostgreSQL and uses them at all of them, which remember them, at once: until each
 * refuses, and once more when the promised time is over. The third one is deaf: what the others tell through the database
 * does not reach it.
 * @param isDisturbed whether all connections to the database end again and again meanwhile
 */
export async function revokeRaces(
  url: string,
  { rounds, isDisturbed = false }: { readonly rounds: number; readonly isDisturbed?: boolean },
): Promise<Raced> {
  await using replicas = await startReplicas(url);
  const holder = await makeHolder(replicas, "shop");
  const raced = { races: 0, accepted: 0, latest: 0, late: [] as string[] };

  const race = async (round: number): Promise<void> => {
    const at = round % REPLICAS;
    const { use, acknowledged } = await revokeAt(at, { ...replicas, holder, name: `race ${String(round)}` });
    const isAccepted = async (index: number): Promise<boolean> => {
      const { status, began } = await replicas.demand([200, ...REFUSED], index, use);
      if (status !== 200) return false;
      const since = began - acknowledged;
      raced.accepted += 1;
      raced.latest = Math.max(raced.latest, since);
      if (since > PROMISED || index === at)
        raced.late.push(`race ${String(round)}: ${String(Math.round(since))} ms at ${String(index)}`);
      return true;
    };
    const toTheEnd = (): number => acknowledged + PROMISED + 1 - performance.now();
    const useAt = async (index: number): Promise<void> => {
      for (let pause = FIRST_PAUSE; toTheEnd() > 0 && (await isAccepted(index)); pause *= 1.5)
        await setTimeout(Math.min(pause, LONGEST_PAUSE, Math.max(1, toTheEnd())));
      await setTimeout(Math.max(1, toTheEnd()));
      await isAccepted(index);
    };
    await Promise.all(Array.from({ length: REPLICAS }, (_, index) => useAt(index)));
    raced.races += 1;
  };

  const ending = new AbortController();
  const disturbing = isDisturbed ? disturb(url, ending.signal) : undefined;
  try {
    let next = 0;
    const racing = Array.from({ length: TOGETHER }, async () => {
      while (next < rounds) await race((next += 1));
    });
    await Promise.all(racing);
  } finally {
    ending.abort();
    await disturbing;
  }
  return raced;
}

interface Replicas extends AsyncDisposable {
  /**
   * Asks one of them, by its index, again and again while it cannot answer.
   * @throws Error when the answer has another status
   */
  readonly demand: (
    statuses: readonly number[],
    index: number,
    sent: Sent,
  ) => Promise<Reply & { readonly began: number }>;
  /** A POST to the first one, and its reply. */
  readonly create: (path: string, body: unknown) => Promise<Record<string, unknown>>;
}

async function startReplicas(url: string): Promise<Replicas> {
  await using starting = new AsyncDisposableStack();
  const deaf = starting.use(await startDeafRelay(url));
  const token = newBootstrapToken();
  const servers: SpawnedServer[] = [];
  for (const database of [url, url, deaf.url]) {
    const env = { ...alike, JETON_DATABASE_URL: database };
    servers.push(starting.use(await spawnServer({ token, env })));
  }
  // Opening a connection for each request costs more than the request.
  const agent = starting.adopt(new Agent({ keepAlive: true }), (open) => {
    open.destroy();
  });
  const running = starting.move();
  const demand: Replicas["demand"] = async (statuses, index, sent) => {
    for (;;) {
      const began = performance.now();
      const reply = await send(servers[index]?.url ?? "", { token, agent, ...sent });
      if (statuses.includes(reply.status)) return { ...reply, began };
      const { method = "GET", path } = sent;
      if (reply.status < 500)
        throw new Error(`${method} ${path} was answered ${String(reply.status)}: ${reply.text}`);
      await setTimeout(20);
    }
  };
  return {
    demand,
    create: async (path, body) => (await demand([201], 0, { method: "POST", path, body })).json(),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

interface Revoking extends Pick<Replicas, "create" | "demand"> {
  readonly holder: Holder;
  /** Of the token. */
  readonly name: string;
}

/** Makes a token, has every replica accept it so that it is remembered, and revokes it. */
async function revokeAt(
  at: number,
  { create, demand, holder, name }: Revoking,
): Promise<{ readonly use: Sent; readonly acknowledged: number }> {
  const made = await create("/v1/tokens", { service_account_id: holder.accountId, name });
  const use = mayView({ ...holder, token: String(made["secret"]) });
  const remember = async (index: number): Promise<void> => {
    for (let turn = 0; turn < 2; turn += 1) await demand([200], index, use);
  };
  await Promise.all(Array.from({ length: REPLICAS }, (_, index) => remember(index)));
  await demand([200], at, { method: "POST", path: `/v1/tokens/${String(made["id"])}:revoke`, body: {} });
  return { use, acknowledged: performance.now() };
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
