import { once } from "node:events";
import { Agent } from "node:http";
import { connect } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { routed, told } from "../../support/answered-alike.ts";
import { type BodyQuestion, bodyQuestions } from "../../support/body-questions.ts";
import { send, sendRaw } from "../../support/http.ts";
import { type InspectedWorld, startInspectedWorld } from "../../support/inspected-world.ts";
import type { TestServer } from "../../support/server.ts";

let world: InspectedWorld;
let server: TestServer;
let agent: Agent;
let tokens: InspectedWorld["tokens"];
let ids: InspectedWorld["ids"];
beforeAll(async () => {
  agent = new Agent({ keepAlive: true, maxSockets: 1 });
  world = await startInspectedWorld();
  ({ server, tokens, ids } = world);
});
afterAll(async () => {
  agent.destroy();
  await world.forgetful[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

const ask = async ({ path, by, headers, body }: BodyQuestion, more: object = {}, at = server) => {
  const request = { method: "POST", path, token: tokens[by], headers: { ...headers, ...more }, body };
  return send(at.url, { ...request, ...(at === server && { agent }) });
};

test.each([
  ["remembered", () => server],
  ["read each time", () => world.forgetful],
])("what is %s is answered as the router does it, however it is asked and by whomever", async (_, of) => {
  const at = of();
  const statuses = new Set<number>();
  let yes = 0;
  const questions = fc.sample(bodyQuestions(tokens), { numRuns: 150, seed: 8 });
  for (const question of questions) {
    const first = told(at, await ask(question, {}, at));
    const second = told(at, await ask(question, {}, at));
    const byRouter = told(at, await ask(question, routed, at));
    expect({ question, ...first }).toEqual({ question, ...byRouter });
    expect({ question, ...second }).toEqual({ question, ...byRouter });
    statuses.add(byRouter.status);
    if (/"(?:active|allowed|authenticated)":true/.test(byRouter.text)) yes += 1;
  }
  expect([...statuses]).toEqual(expect.arrayContaining([200, 400, 401, 415, 422]));
  expect(yes).toBeGreaterThan(25);
});

const FORM = "application/x-www-form-urlencoded";

/** An introspection as bytes on a connection. */
function written(lines: readonly string[], body: string, by = "of an admin"): string {
  const { host } = new URL(server.url);
  const head = [`Host: ${host}`, `Authorization: Bearer ${tokens[by] ?? ""}`, `Content-Type: ${FORM}`];
  return `POST /oauth/introspect HTTP/1.1\r\n${[...head, ...lines].join("\r\n")}\r\n\r\n${body}`;
}

/** Names of headers are written otherwise by the router. */
const quickly = /\r\nRequest-Id: /g;
const count = (text: string, what: RegExp | string): number => text.split(what).length - 1;

/** Writes each piece once the one before is on its way and the server has nothing to do, and reads until it closes. */
async function pieces(...parts: readonly string[]): Promise<string> {
  const { hostname, port } = new URL(server.url);
  const socket = connect({ port: Number(port), host: hostname, noDelay: true }).setEncoding("utf8");
  let received = "";
  socket.on("data", (text: string) => (received += text));
  for (const part of parts) {
    await new Promise((resolve) => socket.write(part, resolve));
    // Any request that is answered later than this one was sent.
    await server.send({ path: "/healthz" });
  }
  await once(socket, "close");
  return received;
}

test("a body that comes otherwise than with its head is the router's, and says the same", async () => {
  const body = `token=${tokens["plain"] ?? ""}`;
  const length = `Content-Length: ${String(body.length)}`;
  const close = "Connection: close";
  const chunked = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
  await sendRaw(server.url, written([length, close], body));
  const whole = await sendRaw(server.url, written([length, close], body));
  expect([count(whole, quickly), count(whole, '"active":true')]).toEqual([1, 1]);
  const half = written([length, close], body.slice(0, 20));
  const others = {
    "in two pieces": await pieces(half, body.slice(20)),
    "after its head": await pieces(written([length, close], ""), body),
    "in chunks": await sendRaw(server.url, written(["Transfer-Encoding: chunked", close], chunked)),
    "larger than most": await sendRaw(
      server.url,
      written([`Content-Length: ${String(body.length + 5000)}`, close], `${body}${"&".repeat(5000)}`),
    ),
    "once it is asked for": await pieces(written([length, close, "Expect: 100-continue"], ""), body),
  };
  for (const [how, text] of Object.entries(others)) {
    expect([how, count(text, quickly), count(text, '"active":true')]).toEqual([how, 0, 1]);
    expect([how, text.split("\r\n\r\n").at(-1)]).toEqual([how, whole.split("\r\n\r\n").at(-1)]);
  }
});

test("requests one behind the other are answered in their order, each of its own body", async () => {
  const of = (text: string, by?: string, more: readonly string[] = []): string =>
    written([`Content-Length: ${String(text.length + 6)}`, ...more], `token=${text}`, by);
  const names = ["plain", "of another project", "of a role"] as const;
  for (const name of names)
    await sendRaw(server.url, of(tokens[name] ?? "", undefined, ["Connection: close"]));
  const [plain = "", other = "", role = ""] = names.map((name) => tokens[name]);
  const requests = [
    of(plain),
    of("unknown"),
    of(other),
    of(plain, "of nobody"),
    of(role),
    of(other, "plain"),
  ];
  const received = await sendRaw(server.url, ...requests, of(plain, undefined, ["Connection: close"]));
  const answers = received.split(/HTTP\/1\.1 (?=\d)/).slice(1);
  const jti = (name: string): string => `"jti":"${ids[name] ?? ""}"`;
  const expected = ["plain", null, "of another project", undefined, "of a role", null, "plain"];
  expect(answers).toHaveLength(expected.length);
  for (const [index, name] of expected.entries()) {
    const says = name === undefined ? "invalid_token" : name === null ? '{"active":false}' : jti(name);
    expect(answers[index]).toContain(says);
  }
});

test("a client that leaves in the middle of its body leaves nothing behind", async () => {
  const body = `token=${tokens["plain"] ?? ""}`;
  const { hostname, port } = new URL(server.url);
  for (const sent of ["", body.slice(0, 10)]) {
    const socket = connect(Number(port), hostname);
    socket.write(written([`Content-Length: ${String(body.length)}`], sent), () => socket.resetAndDestroy());
    await once(socket, "close");
  }
  expect(
    (await ask({ path: "/oauth/introspect", by: "of an admin", headers: { "content-type": FORM }, body }))
      .status,
  ).toBe(200);
  expect(server.log()).not.toContain('"level":"error"');
});

test.each(["evil.example/?", "a b", "[", "1.2.3:80"])(
  "a Host header that is none is refused before anything else: %s",
  async (host) => {
    const body = `token=${tokens["plain"] ?? ""}`;
    const question = {
      path: "/oauth/introspect",
      by: "of an admin",
      headers: { "content-type": FORM, host },
      body,
    };
    expect((await ask(question)).status).toBe(400);
    const proxied = { path: "/v1/forward-auth", token: tokens["plain"], headers: { host } };
    expect([(await server.send(proxied)).status, (await server.send(proxied)).status]).toEqual([400, 400]);
  },
);

test("it counts as the router counts: uses of who asks and, where that is said, of what is asked about", async () => {
  await world.make("counted");
  await world.make("used");
  await server.create("/v1/role-bindings", {
    role_id: "role_viewer",
    project: "shop",
    service_account_id: "sa/shop/reader",
  });
  const metric = async (): Promise<readonly number[]> => {
    const { text } = await server.send({ path: "/metrics" });
    const of = (series: string): number =>
      Number(
        text
          .split("\n")
          .find((line) => line.startsWith(series))
          ?.split(" ")
          .at(-1),
      );
    return [
      of('jeton_requests_total{operation="introspect",status="200"}'),
      of('jeton_bearers_total{result="accepted"}'),
    ];
  };
  const headers = { "content-type": FORM, "user-agent": "gateway/1" };
  const body = `token=${tokens["used"] ?? ""}&use=true&client_ip=10.9.9.9`;
  const before = await metric();
  for (let times = 0; times < 5; times += 1)
    expect((await ask({ path: "/oauth/introspect", by: "counted", headers, body })).text).toContain(
      ids["used"],
    );
  const after = await metric();
  expect(after.map((value, index) => value - (before[index] ?? 0))).toEqual([5, 6]);
  const shown = (name: string) => async () =>
    (await server.send({ path: `/v1/tokens/${ids[name] ?? ""}` })).json();
  await expect
    .poll(shown("counted"), { timeout: 15_000 })
    .toMatchObject({ uses: 5, last_used_by: "gateway/1", last_used_ip: "127.0.0.1" });
  await expect
    .poll(shown("used"), { timeout: 15_000 })
    .toMatchObject({ uses: 5, last_used_by: null, last_used_ip: "10.9.9.9" });
});

test("rate limits hold to the request, whichever way each is answered", async () => {
  await world.make("slow", { rate_limit: { requests: 6, period: "1h" } });
  await world.make("slow use", { rate_limit: { requests: 4, period: "1h" } });
  const headers = { "content-type": FORM };
  const plain = `token=${tokens["plain"] ?? ""}`;
  const left: unknown[] = [];
  for (let times = 0; times < 8; times += 1) {
    const more = times % 3 === 2 ? routed : {};
    const reply = await ask({ path: "/oauth/introspect", by: "slow", headers, body: plain }, more);
    left.push(reply.status === 200 ? /r=(\d+)/.exec(String(reply.headers["ratelimit"]))?.[1] : reply.status);
  }
  expect(left).toEqual(["5", "4", "3", "2", "1", "0", 429, 429]);
  const use = {
    path: "/oauth/introspect",
    by: "of an admin",
    headers,
    body: `token=${tokens["slow use"] ?? ""}&use=true`,
  };
  const active: unknown[] = [];
  for (let times = 0; times < 6; times += 1)
    active.push((await ask(use, times % 3 === 2 ? routed : {})).json()["active"]);
  expect(active).toEqual([true, true, true, true, false, false]);
});

test("what ends a token, or the right to ask about it, ends it for the next request", async () => {
  await world.make("to be ended");
  await server.create("/v1/service-accounts", { project: "shop", name: "asker" });
  await world.make("asker", { service_account_id: "sa/shop/asker" });
  const given = { role_id: "role/shop/reader", project: "shop", service_account_id: "sa/shop/asker" };
  const { id: binding } = await server.create("/v1/role-bindings", given);
  const patch = (path: string, body: object) => server.send({ method: "PATCH", path, body });
  const ended = `/v1/tokens/${ids["to be ended"] ?? ""}`;
  const form = { "content-type": FORM };
  const introspect = async (by = "asker") =>
    (
      await ask({
        path: "/oauth/introspect",
        by,
        headers: form,
        body: `token=${tokens["to be ended"] ?? ""}`,
      })
    ).text;
  const check = { checks: [{ resource_type: "article", action: "read", project: "shop" }] };
  const may = async () =>
    (
      await ask({
        path: "/v1/access:check",
        by: "asker",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(check),
      })
    ).text;
  const warm = async () => {
    for (let times = 0; times < 3; times += 1) {
      expect(await introspect()).toContain('"active":true');
      expect(await may()).toBe('{"results":[{"allowed":true}]}');
    }
  };
  await warm();
  await patch(ended, { disabled: true });
  expect(await introspect()).toBe('{"active":false}');
  await patch(ended, { disabled: false });
  await warm();
  await patch("/v1/service-accounts/sa%2Fshop%2Fasker", { audience: "https://asker.example" });
  expect(await introspect()).toContain('"active":true');
  await patch(ended, { audiences: ["https://other.example"] });
  expect(await introspect()).toBe('{"active":false}');
  await patch(ended, { audiences: null });
  await warm();
  await server.send({ method: "DELETE", path: `/v1/role-bindings/${String(binding)}` });
  expect(await introspect()).toContain("insufficient_scope");
  expect(await may()).toContain('"status":422');
  await server.send({ method: "POST", path: `${ended}:revoke` });
  expect(await introspect("of an admin")).toBe('{"active":false}');
});
