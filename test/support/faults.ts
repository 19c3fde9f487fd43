import { setTimeout } from "node:timers/promises";
import { send } from "./http.ts";
import { brokenPromises, startMinting } from "./minting.ts";
import { startOwnPostgres } from "./own-postgres.ts";
import { connect } from "./postgres.ts";
import { spawnServer } from "./spawned-server.ts";
import { startTcpProxy } from "./tcp-proxy.ts";
import { until } from "./until.ts";

/** What was found after a fault, while clients minted and revoked. */
interface FaultRound {
  readonly fault: FaultName;
  /** Milliseconds from the end of the fault to the next change that was acknowledged. */
  readonly recovery: number;
  /** Of all rounds so far. */
  readonly acknowledged: number;
  /** Whether the log says what happened; where no request failed, nothing did. */
  readonly isTold: boolean;
}

/** What may happen to a server on PostgreSQL, and how its log says it. */
const says = {
  terminated: /terminating connection|Connection terminated|ECONNRESET/,
  "cut-in-commit": /it was made, or it was not/,
  stalled: /The database (?:cannot|does not) answer|too old|timeout/i,
  "database-crash": /ECONNREFUSED|terminating connection|Connection terminated|starting up/,
  "database-frozen": /The database (?:cannot|does not) answer|too old|timeout/i,
  "server-frozen": /The database (?:cannot|does not) answer|too old|timeout/i,
} as const;

export type FaultName = keyof typeof says;
export const faultNames = Object.keys(says) as readonly FaultName[];

/** A server on a PostgreSQL of its own, reached by a proxy, with clients that go on whatever happens. */
async function openWorld() {
  await using stack = new AsyncDisposableStack();
  const database = stack.use(await startOwnPostgres());
  const proxy = stack.use(await startTcpProxy(database.url));
  const salt = "a-salt-of-tests-with-enough-characters";
  const server = stack.use(
    await spawnServer({ env: { JETON_DATABASE_URL: proxy.url, JETON_TOKEN_SALT: salt } }),
  );
  const ending = stack.move();
  return { database, proxy, server, [Symbol.asyncDispose]: () => ending.disposeAsync() };
}

type World = Awaited<ReturnType<typeof openWorld>>;

/** From the beginning of a fault to its end; `length` in milliseconds. */
const happen: Record<FaultName, (world: World, length: number) => Promise<void>> = {
  terminated: async ({ database }) => {
    const other = await connect(database.url);
    for (let times = 0; times < 5; times += 1) {
      await other.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'jeton'",
      );
      await setTimeout(20);
    }
    await other.end();
  },
  "cut-in-commit": async ({ proxy }) => {
    let cuts = 0;
    proxy.watch((bytes) => {
      if (!bytes.includes("commit\0")) return "pass";
      cuts += 1;
      return cuts % 2 === 0 ? "cut" : "pass-and-cut";
    });
    await until("commits that are cut", () => cuts >= 10);
    proxy.watch(() => "pass");
  },
  stalled: async ({ proxy }, length) => {
    proxy.pause();
    await setTimeout(length);
    // Whoever waited for an answer gets none: as a firewall that forgets its connections.
    proxy.resume();
    proxy.drop();
  },
  "database-crash": async ({ database }, length) => {
    await database.crash();
    await setTimeout(length);
    await database.start();
  },
  "database-frozen": async ({ database, server }, length) => {
    database.freeze();
    const health = await send(server.url, { path: "/healthz" });
    if (health.status !== 200) throw new Error("a server whose database is frozen must be alive");
    await setTimeout(length);
    database.thaw();
  },
  "server-frozen": async ({ server }, length) => {
    server.kill("SIGSTOP");
    await setTimeout(length);
    server.kill("SIGCONT");
  },
};

/**
 * One fault after the other, while clients mint and revoke; at the end all that they were told must hold.
 * @throws Error with what does not
 */
export async function* faultRounds(
  faults: readonly FaultName[],
  { length, patience }: { readonly length: number; readonly patience: number },
): AsyncGenerator<FaultRound> {
  await using world = await openWorld();
  const { server, database } = world;
  const minting = startMinting(() => server.url, server.token);
  await until("mints", () => minting.acknowledged() > 5);
  for (const fault of faults) {
    const logged = server.stdout().length;
    const failed = minting.failed();
    await happen[fault](world, length);
    const ended = performance.now();
    const before = minting.acknowledged();
    await until(`a mint after ${fault}`, () => minting.acknowledged() > before, patience);
    const recovery = Math.round(performance.now() - ended);
    // The first ones may have been under way before.
    await until(`mints after ${fault}`, () => minting.acknowledged() > before + 8, 60_000);
    const log = server.stdout().slice(logged);
    yield {
      fault,
      recovery,
      acknowledged: minting.acknowledged(),
      isTold: minting.failed() === failed || says[fault].test(log),
    };
  }
  const broken = await brokenPromises({ url: server.url, databaseUrl: database.url }, await minting.stop());
  if (broken.length > 0) throw new Error(broken.slice(0, 10).join("\n"));
}
