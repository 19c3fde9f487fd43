import { connect, createServer, type Socket } from "node:net";
import { afterAll, expect, test } from "vitest";
import { type Between, between } from "../../support/relay.ts";
import { useStage } from "../../support/terraform-test.ts";

/** How many connections the provider has made to the server. */
let made = 0;
let target = 0;
const counter: Between = await between(
  createServer((client: Socket) => {
    made += 1;
    const upstream = connect(target, "127.0.0.1");
    client.pipe(upstream).pipe(client);
    client.on("error", () => upstream.destroy()).on("close", () => upstream.destroy());
    upstream.on("error", () => client.destroy()).on("close", () => client.destroy());
  }),
  "http",
);
afterAll(async () => {
  await counter[Symbol.asyncDispose]();
});

const stage = useStage((server) => {
  target = Number(new URL(server.url).port);
  return { JETON_URL: counter.url, JETON_TOKEN: server.token };
});

const groups = `
  resource "jeton_group" "g" {
    count   = 120
    name    = "g\${count.index}"
    project = "system"
  }
`;

test("a graph walked in parallel shares no more connections than it has walkers, nor than are good for a server", async () => {
  using project = stage().workspace(groups);
  await project.apply();
  for (const [walkers, most] of [
    [10, 10],
    [100, 32],
  ] as const) {
    made = 0;
    // Each command configures the provider anew, as a process of its own does.
    expect((await project.run("plan", "-detailed-exitcode", `-parallelism=${String(walkers)}`)).code).toBe(0);
    expect(made).toBeGreaterThan(most / 4);
    expect(made).toBeLessThanOrEqual(most);
  }
});
