import { afterAll, beforeAll, expect, test } from "vitest";
import { matchers } from "../../../server/http/routing.ts";
import { sendRaw } from "../../support/http.ts";
import { startServer, type TestServer } from "../../support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ JETON_PUBLIC_URL: "https://jeton.example.org" });
  await server.create("/v1/projects", { name: "shop" });
  await server.create("/v1/service-accounts", { project: "shop", name: "deployer" });
  await server.create("/v1/tokens", { service_account_id: "sa/shop/deployer", name: "a/b:c %2F" });
});
afterAll(() => server[Symbol.asyncDispose]());

test.each([
  "/",
  "/v1",
  "/v1/",
  "/v1/tokens/",
  "/v1/tokens/a/b",
  "/v1/accessXcheck",
  "/v1/access%3Acheck",
  "/openapiXjson",
  "//v1/tokens",
])("there is nothing at %s", async (path) => {
  const reply = await server.send({ path });
  expect(reply.status).toBe(404);
  expect(reply.problem()).toMatchObject({ code: "unknown_path" });
});

test.each([
  ["PUT", "/v1/tokens", "GET, HEAD, POST, OPTIONS"],
  ["TRACE", "/v1/whoami", "GET, HEAD, OPTIONS"],
  ["DELETE", "/v1/access:check", "POST, OPTIONS"],
  ["POST", "/v1/role-bindings/x", "GET, HEAD, DELETE, OPTIONS"],
  ["POST", "/healthz", "GET, HEAD, OPTIONS"],
])("%s %s is not allowed, and Allow says what is", async (method, path, allow) => {
  const reply = await server.send({ method, path });
  expect(reply.status).toBe(405);
  expect(reply.headers["allow"]?.toString().split(", ").toSorted()).toEqual(allow.split(", ").toSorted());
  expect(reply.problem()).toMatchObject({ code: "method_not_allowed" });
});

test("OPTIONS tells the methods of a path to anyone", async () => {
  const reply = await server.send({ method: "OPTIONS", path: "/v1/whoami", token: undefined });
  expect(reply.status).toBe(204);
  expect(reply.headers["allow"]).toBe("GET, HEAD, OPTIONS");
});

test("every operation is found by its method and path", async () => {
  for (const { id, route } of matchers) {
    const path = route.path.replace("{id}", "x%2Fy%2Fz");
    const reply = await server.send({ method: route.method, path, token: "none" });
    // One that needs no credential says what else it wants, if anything.
    const isFound = !/^\{"type":"urn:jeton:problem:(?:unknown_path|method_not_allowed)"/.test(reply.text);
    expect([id, isFound, route.public ? 401 : reply.status]).toEqual([id, true, 401]);
  }
});

test("a percent-encoded reference is decoded once", async () => {
  const reference = "sa/shop/deployer/a/b:c %2F";
  const reply = await server.send({ path: `/v1/tokens/${encodeURIComponent(reference)}` });
  expect(reply.status).toBe(200);
  expect(reply.json()).toMatchObject({ name: "a/b:c %2F" });
  const twice = await server.send({
    path: `/v1/tokens/${encodeURIComponent(encodeURIComponent(reference))}`,
  });
  expect(twice.status).toBeGreaterThanOrEqual(400);
  expect(twice.status).toBeLessThan(500);
});

test("a name that ends like an action is still a name when its colon is encoded", async () => {
  await server.create("/v1/tokens", { service_account_id: "sa/shop/deployer", name: "x:revoke" });
  const path = `/v1/tokens/${encodeURIComponent("sa/shop/deployer/x:revoke")}`;
  expect((await server.send({ path })).json()).toMatchObject({ state: "active" });
  expect((await server.send({ method: "POST", path })).status).toBe(405);
  expect((await server.send({ method: "POST", path: `${path}:revoke` })).json()).toMatchObject({
    state: "revoked",
  });
});

test.each(["%zz", "%", "%ff", "%c0%af", "a%00b", "%ed%a0%80"])(
  "%s in a path is refused as unreadable",
  async (id) => {
    const reply = await server.send({ path: `/v1/roles/${id}` });
    expect(reply.status).toBe(400);
    expect(reply.problem()).toMatchObject({ code: "malformed_request", errors: [{ pointer: "id" }] });
  },
);

test.each(["%2e%2e", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..%5c..", "__proto__", "constructor"])(
  "%s in a path is a reference like any other, of nothing",
  async (id) => {
    const reply = await server.send({ path: `/v1/roles/${id}` });
    expect([404, 422]).toContain(reply.status);
  },
);

test.each(["GET * HTTP/1.1", "GET http://[ HTTP/1.1", "GET /a\\b HTTP/1.1", "NONSENSE", "GET / HTTP/9.9"])(
  "the request line %s gets a 400",
  async (line) => {
    const reply = await sendRaw(server.url, `${line}\r\nHost: jeton\r\nConnection: close\r\n\r\n`);
    expect(reply).toMatch(/^HTTP\/1\.1 [45]0[05]/);
    expect(reply).not.toMatch(/^HTTP\/1\.1 500/);
  },
);

test.each(["Host: a b", "Host: ???", "Host: jeton\r\nHost: other", "X: y"])(
  "a request with the headers %j is refused or answered, and nothing comes from the host",
  async (header) => {
    const reply = await sendRaw(
      server.url,
      `GET /healthz HTTP/1.1\r\n${header}\r\nConnection: close\r\n\r\n`,
    );
    expect(reply).toMatch(/^HTTP\/1\.1 [24]00/);
    expect(reply).not.toContain("other");
  },
);

test("a request with two lengths of body is refused, so that no proxy can be told another one than the server", async () => {
  const head =
    "POST /v1/projects HTTP/1.1\r\nHost: jeton\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n";
  const smuggled = "GET /v1/whoami HTTP/1.1\r\nHost: jeton\r\n\r\n";
  const reply = await sendRaw(server.url, `${head}0\r\n\r\n${smuggled}`);
  expect(reply.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 400"]);
});
