import { afterAll, beforeAll, expect, test } from "vitest";
import { startServer, type TestServer } from "../../support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const everyKind = [
  { path: "/v1/whoami" },
  { path: "/v1/whoami", token: undefined },
  { path: "/v1/roles/nothing" },
  { path: "/v1/nowhere" },
  { path: "/v1/tokens", method: "PUT" },
  { path: "/v1/tokens", method: "OPTIONS" },
  { path: "/v1/forward-auth" },
  { path: "/v1/projects", method: "POST", body: "{" },
  { path: "/oauth/introspect", method: "POST" },
];

test.each(everyKind)("no reply may be stored or sniffed, or names the software: %o", async (request) => {
  const { headers } = await server.send(request);
  expect(headers).toMatchObject({ "cache-control": "no-store", "x-content-type-options": "nosniff" });
  expect(headers["date"]).toBeDefined();
  expect(headers).not.toHaveProperty("server");
  expect(headers).not.toHaveProperty("x-powered-by");
});

test("each reply has a request id of the server's own, and a problem repeats it", async () => {
  const request = { path: "/v1/roles/nothing", headers: { "request-id": "mine", "x-request-id": "mine" } };
  const replies = await Promise.all([server.send(request), server.send(request)]);
  const ids = replies.map(({ headers }) => headers["request-id"]);
  expect(new Set(ids).size).toBe(2);
  for (const reply of replies) {
    expect(reply.headers["request-id"]).toMatch(/^[0-9a-f-]{36}$/);
    expect(reply.problem().request_id).toBe(reply.headers["request-id"]);
  }
});

test("a creation answers 201, a deletion 204 without a body", async () => {
  const made = await server.send({ method: "POST", path: "/v1/projects", body: { name: "shop" } });
  expect(made.status).toBe(201);
  expect(made.headers["content-type"]).toBe("application/json");
  const deleted = await server.send({ method: "DELETE", path: "/v1/projects/shop" });
  expect(deleted.status).toBe(204);
  expect(deleted.text).toBe("");
  expect(deleted.headers).not.toHaveProperty("content-type");
});

test("HEAD answers as GET does, without the body", async () => {
  const reply = await server.send({ method: "HEAD", path: "/v1/whoami" });
  expect(reply.status).toBe(200);
  expect(reply.headers["content-type"]).toBe("application/json");
  expect(reply.text).toBe("");
});
