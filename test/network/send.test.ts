import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { expect, test } from "vitest";
import { readProxies } from "../../network/proxies.ts";
import { createSend } from "../../network/send.ts";
import { createClient } from "../../server/contract/client.ts";
import { startServer } from "../support/server.ts";

/** What ends a connection that is used again, as its other end does that has idled for too long. */
const ends = ["before the request is taken", "after it is carried out, with the answer"] as const;

/** In the way of a server: each connection carries one request, and ends in that way at the second one. */
async function startRelay(target: string, end: (typeof ends)[number]) {
  const { hostname, port } = new URL(target);
  let ended = 0;
  const relay = createServer((near) => {
    const far = connect(Number(port), hostname);
    let requests = 0;
    const close = (): void => {
      near.destroy();
      far.destroy();
    };
    near.on("error", close).on("close", close);
    far.on("error", close).on("close", close);
    near.on("data", (bytes) => {
      if (/^[A-Z]+ \//.test(bytes.toString("latin1"))) {
        requests += 1;
        if (requests > 1) ended += 1;
      }
      if (requests > 1 && end === "before the request is taken") close();
      else far.write(bytes);
    });
    far.on("data", (bytes) => (requests > 1 ? close() : near.write(bytes)));
  }).listen(0, "127.0.0.1");
  await once(relay, "listening");
  const { port: own } = relay.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(own)}`,
    ended: () => ended,
    [Symbol.dispose]: () => void relay.close(),
  };
}

test.each(ends)(
  "a connection that ends just as it is used again, %s, costs another attempt, and nothing is done twice",
  async (end) => {
    await using server = await startServer();
    using relay = await startRelay(server.url, end);
    let keys = 0;
    const client = createClient({
      url: relay.url,
      token: server.token,
      send: createSend({ proxies: readProxies({}), trusting: "" }),
      sleep: async () => undefined,
      random: Math.random,
      newKey: () => `key-${String((keys += 1))}`,
      userAgent: "test",
    });
    const names = ["a", "b", "c", "d"];
    for (const name of names) {
      const made = await client.call("project.create", { body: { name } });
      expect(made).toMatchObject({ type: "ok", value: { name } });
      const changed = await client.call("project.update", { id: `prj/${name}`, body: { description: name } });
      expect(changed).toMatchObject({ type: "ok", value: { description: name } });
    }
    expect(relay.ended()).toBeGreaterThan(2);
    const audit = await server.send({ path: "/v1/audit-events?page_size=200" });
    const actions = (audit.json()["items"] as { action: string }[]).map(({ action }) => action);
    expect(actions.filter((action) => action === "project.create")).toHaveLength(names.length);
  },
);
