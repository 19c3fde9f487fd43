import { afterAll, beforeAll, expect, test } from "vitest";
import { startServer, type TestServer } from "../../support/server.ts";
import { send } from "../../support/http.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const form = { "content-type": "application/x-www-form-urlencoded" };
const introspect = (body: string, headers: Record<string, string> = form) =>
  server.send({ method: "POST", path: "/oauth/introspect", headers, body });

test("an active token is described, a revoked one is only inactive", async () => {
  const made = await server.create("/v1/tokens", {
    role_id: "role_viewer",
    project: "system",
    name: "reader",
  });
  const body = new URLSearchParams({
    token: String(made["secret"]),
    token_type_hint: "access_token",
  }).toString();
  expect((await introspect(body)).json()).toMatchObject({
    active: true,
    jti: made["id"],
    token_type: "Bearer",
  });
  await server.send({ method: "POST", path: `/v1/tokens/${String(made["id"])}:revoke` });
  expect((await introspect(body)).json()).toEqual({ active: false });
});

test.each([
  ["is empty", "", form, 400],
  ["has no token", "hint=x", form, 400],
  ["has two", "token=a&token=b", form, 400],
  ["is no UTF-8", "token=%ff", form, 400],
  ["is JSON", '{"token":"x"}', { "content-type": "application/json" }, 415],
  ["is too large", `token=${"a".repeat(300_000)}`, form, 413],
])("a request that %s gets an error of RFC 6749", async (...[, body, headers, status]) => {
  const reply = await introspect(body, headers);
  expect(reply.status).toBe(status);
  expect(reply.json()).toEqual({
    error: "invalid_request",
    error_description: expect.stringMatching(/^[ !#-[\]-~]+$/),
  });
  expect(reply.headers["content-type"]).toContain("application/json");
});

test("who may not introspect is told so in the words of RFC 6750", async () => {
  await server.create("/v1/service-accounts", { project: "system", name: "nobody" });
  const made = await server.create("/v1/tokens", { service_account_id: "sa/system/nobody", name: "t" });
  const request = { method: "POST", path: "/oauth/introspect", headers: form, body: "token=x" };
  const reply = await send(server.url, { ...request, token: String(made["secret"]) });
  expect(reply.status).toBe(403);
  expect(reply.json()).toMatchObject({ error: "insufficient_scope" });
});
