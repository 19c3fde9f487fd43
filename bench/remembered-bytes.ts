import { randomBytes } from "node:crypto";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createMemory } from "../server/domain/memory/memory.ts";
import { createEpochWatch } from "../server/domain/memory/epoch-watch.ts";
import { rightsOfKnown } from "../server/domain/context.ts";
import { makeTokenText } from "../server/contract/token-text.ts";
import { fillTable } from "../test/support/many-rows.ts";
import { startServer } from "../test/support/server.ts";
import { openWorld } from "../server/commands/open-world.ts";

/** What one more remembered token takes, of many of one owner, with what it may do. */
export async function bytesOfRemembered(count: number): Promise<number> {
  await using server = await startServer({ JETON_LOG_LEVEL: "error" });
  const account = await server.create("/v1/service-accounts", { name: "ci", project: "system" });
  const made = await server.create("/v1/tokens", { service_account_id: account["id"], name: "ci" });
  await fillTable(server, { table: "tokens", like: String(made["id"]), count, told: ["name"] });
  const { store, now } = await openWorld(`sqlite:${server.folder}/jeton.db`);
  const clock = (): number => 0;
  const watch = createEpochWatch(store.head, { monotonic: clock, wall: clock });
  await watch.read();
  const memory = createMemory({ store, watch, now, monotonic: clock, randomBytes, most: count });
  const remembered = memory.current();
  const [secret] = await store.read.secrets.list({ token_id: String(made["id"]) });
  if (!remembered || !secret) throw new Error("there is nothing to remember");
  const before = heapUsed();
  for (let after = ""; ;) {
    const tokens = await store.read.tokens.list({ name: { startsWith: "ci-" } }, { after, limit: 1000 });
    for (const token of tokens) {
      const known = remembered.keep(makeTokenText("s", randomBytes), { secret, token });
      if (known) await rightsOfKnown(remembered, known, now().toISOString());
    }
    const last = tokens.at(-1);
    if (!last) break;
    after = last.id;
  }
  const bytes = (heapUsed() - before) / count;
  await store.close();
  return bytes;
}

function heapUsed(): number {
  setFlagsFromString("--expose-gc");
  // A function of V8's own, once it is exposed.
  (runInNewContext("gc") as () => void)();
  return process.memoryUsage().heapUsed;
}
