import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type ReverseProxy, startCaddy } from "./reverse-proxies.ts";
import { type SpawnedServer, spawnServer } from "./spawned-server.ts";
import { until } from "./until.ts";

/** Longer than two of the Caddyfile's checks of health. */
const DRAIN = "3s";
const CLIENTS = 4;
const KEYS = {
  JETON_TOKEN_SALT: "a-salt-of-tests-with-enough-characters",
  JETON_ENCRYPTION_KEY: "an-encryption-key-of-tests-long-enough",
};

interface Worked {
  readonly requests: number;
  /** What was answered otherwise than it should have been. */
  readonly failures: readonly string[];
}

interface Clients extends AsyncDisposable {
  readonly stop: () => Promise<Worked>;
}

/** The Caddyfile of the compose file, before these replicas. */
function beforeReplicas(replicas: readonly SpawnedServer[]): Promise<ReverseProxy> {
  const file = fileURLToPath(new URL("../../deploy/compose/Caddyfile", import.meta.url));
  const upstreams = replicas.map(({ url }) => new URL(url).host).join(" ");
  const site = readFileSync(file, "utf8")
    .replace("{$JETON_HOST}", ":8000")
    .replace("{$JETON_REPLICAS}", upstreams);
  return startCaddy(site);
}

/** Clients that read and write, each one request after the other, until they are told to stop. */
function startClients(caddy: ReverseProxy, token: string): Clients {
  let isDone = false;
  let requests = 0;
  const failures: string[] = [];
  const work = async (client: number): Promise<void> => {
    for (let step = 0; !isDone; step += 1) {
      const isWrite = step % 4 === 0;
      const reply = await caddy.send({
        method: isWrite ? "POST" : "GET",
        path: isWrite ? "/v1/projects" : "/v1/whoami",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        ...(isWrite ? { body: JSON.stringify({ name: `p-${String(client)}-${String(step)}` }) } : {}),
      });
      requests += 1;
      if (reply.status !== (isWrite ? 201 : 200)) failures.push(`${String(reply.status)} ${reply.text}`);
    }
  };
  const working = Array.from({ length: CLIENTS }, (_, client) => work(client));
  const stop = async (): Promise<Worked> => {
    isDone = true;
    await Promise.all(working);
    return { requests, failures };
  };
  return {
    stop,
    [Symbol.asyncDispose]: async () => {
      await stop();
    },
  };
}

/**
 * Replicas on one database behind Caddy, each of which ends and starts again in turn, while clients read and write.
 * @param databaseUrl of PostgreSQL, empty
 * @throws Error when a replica does not end as it should
 */
export async function restartInTurn(
  databaseUrl: string,
  { replicas: count, rounds }: { readonly replicas: number; readonly rounds: number },
): Promise<Worked> {
  await using stack = new AsyncDisposableStack();
  const env = { ...KEYS, JETON_DATABASE_URL: databaseUrl, JETON_DRAIN: DRAIN };
  const start = async (listen: string, token?: string): Promise<SpawnedServer> => {
    const options = { env: { ...env, JETON_LISTEN: listen }, ...(token === undefined ? {} : { token }) };
    return stack.use(await spawnServer(options));
  };
  const first = await start("127.0.0.1:0");
  const replicas = [first];
  while (replicas.length < count) replicas.push(await start("127.0.0.1:0", first.token));
  // They end before what they work with, whatever happens.
  const clients = stack.use(startClients(stack.use(await beforeReplicas(replicas)), first.token));
  for (let round = 0; round < rounds; round += 1) {
    const old = replicas[round % count] ?? first;
    old.kill("SIGTERM");
    const { code, stderr } = await old.ended;
    if (code !== 0) throw new Error(`a replica ended with ${String(code)}: ${stderr}`);
    const next = await start(new URL(old.url).host, first.token);
    replicas[round % count] = next;
    // As whoever rolls out waits for it to be well: until Caddy has seen that it is there again, no other may end.
    const isAsked = (): boolean => /"operation":"(?:whoami|project\.create)"/.test(next.stdout());
    await until("requests at the new replica", isAsked, 60_000);
  }
  return await clients.stop();
}
