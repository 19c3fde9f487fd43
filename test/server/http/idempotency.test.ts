import { afterAll, beforeAll, expect, test } from "vitest";
import { startServer, type TestServer } from "../../support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const create = (key: string, name: string, path = "/v1/projects") =>
  server.send({ method: "POST", path, headers: { "idempotency-key": key }, body: { name } });

test("a repeated creation makes one object, and says that it is a repetition", async () => {
  const first = await create("one", "once");
  const second = await create("one", "once");
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(first.headers).not.toHaveProperty("idempotency-replayed");
  expect(second.headers["idempotency-replayed"]).toBe("true");
  expect(second.json()["id"]).toBe(first.json()["id"]);
});

test("the same key with another body is refused", async () => {
  await create("two", "twice");
  const reply = await create("two", "other");
  expect(reply.status).toBe(422);
  expect(reply.problem()).toMatchObject({ code: "idempotency_key_reused" });
  expect((await server.send({ path: "/v1/projects/other" })).status).toBe(404);
});

test("the same key on another path is another request or refused, never the other one's answer", async () => {
  const made = await create("three", "third");
  const reply = await server.send({
    method: "POST",
    path: "/v1/service-accounts",
    headers: { "idempotency-key": "three" },
    body: { project: "third", name: "third" },
  });
  expect(reply.json()["id"]).not.toBe(made.json()["id"]);
});

test.each(["", "a".repeat(256), "\u00e9", "a\tb"])("the key %j is refused", async (key) => {
  const reply = await create(key, "never");
  expect(reply.status).toBe(400);
  expect(reply.problem()).toMatchObject({
    code: "malformed_request",
    errors: [{ pointer: "Idempotency-Key" }],
  });
  expect((await server.send({ path: "/v1/projects/never" })).status).toBe(404);
});

test("a request that failed is not remembered", async () => {
  expect((await create("four", "no.parent")).status).toBeGreaterThanOrEqual(400);
  await server.create("/v1/projects", { name: "no" });
  const reply = await create("four", "no.parent");
  expect(reply.status).toBe(201);
  expect(reply.headers).not.toHaveProperty("idempotency-replayed");
});
