import { afterAll, beforeAll, expect, test } from "vitest";
import { startServer, type TestServer } from "../../support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server[Symbol.asyncDispose]());

test.each(["/healthz", "/readyz"])("%s says that all is well, to anyone", async (path) => {
  const reply = await server.send({ path, token: undefined });
  expect([reply.status, reply.json()]).toEqual([200, { status: "ok" }]);
});

test("/openapi.json describes the API, to anyone", async () => {
  const reply = await server.send({ path: "/openapi.json", token: undefined });
  expect(reply.json()).toMatchObject({ openapi: "3.1.0", info: { title: "Jeton" } });
});

test.each(["/healthz", "/readyz", "/openapi.json"])("%s is only read", async (path) => {
  for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
    const reply = await server.send({ method, path });
    expect([reply.status, reply.problem().code]).toEqual([405, "method_not_allowed"]);
  }
});
