import { afterAll, beforeAll, expect, test } from "vitest";
import { startServer, type TestServer } from "../../support/server.ts";
import { send } from "../../support/http.ts";

let server: TestServer;
let token: string;
let ids: { account: unknown; token: unknown };
beforeAll(async () => {
  server = await startServer();
  await server.create("/v1/projects", { name: "shop" });
  await server.create("/v1/resource-types", {
    name: "article",
    actions: [
      { name: "read", access: "read" },
      { name: "write", access: "write" },
    ],
  });
  const account = await server.create("/v1/service-accounts", { project: "shop", name: "reader" });
  const rules = [{ resource_type: "article", actions: ["read"] }];
  await server.create("/v1/roles", { project: "shop", name: "reader", rules });
  const binding = { role_id: "role/shop/reader", service_account_id: "sa/shop/reader", project: "shop" };
  await server.create("/v1/role-bindings", binding);
  const made = await server.create("/v1/tokens", { service_account_id: "sa/shop/reader", name: "t" });
  token = String(made["secret"]);
  ids = { account: account["id"], token: made["id"] };
});
afterAll(() => server[Symbol.asyncDispose]());

const ask = (query: string, method = "GET") =>
  send(server.url, { method, path: `/v1/forward-auth${query}`, token });

test.each([
  "",
  "?resource_type=article&action=read&project=shop",
  "?resource_type=article&action=read&project=shop&name=x",
])("%s lets the request pass, with every identity header and no body", async (query) => {
  const reply = await ask(query);
  expect([reply.status, reply.text]).toEqual([200, ""]);
  expect(reply.headers).toMatchObject({
    "jeton-subject": "sa/shop/reader",
    "jeton-subject-type": "service_account",
    "jeton-subject-id": ids.account,
    "jeton-token-id": ids.token,
    "jeton-project": "shop",
  });
});

test("HEAD is as good as GET", async () => {
  const reply = await ask("", "HEAD");
  expect(reply.status).toBe(200);
  expect(reply.headers["jeton-subject"]).toBe("sa/shop/reader");
});

test.each([
  ["the action is not granted", "?resource_type=article&action=write&project=shop"],
  ["it is asked for elsewhere", "?resource_type=article&action=read&project=system"],
])("a request is refused when %s", async (_, query) => {
  const reply = await ask(query);
  expect(reply.status).toBe(403);
  expect(reply.headers).not.toHaveProperty("jeton-subject");
});

test.each([
  ["the type is not declared", "?resource_type=nothing&action=read&project=shop"],
  ["the type has no such action", "?resource_type=article&action=paint&project=shop"],
  ["there is no such project", "?resource_type=article&action=read&project=nowhere"],
  ["the action is missing", "?resource_type=article&project=shop"],
  ["the project is missing", "?resource_type=article&action=read"],
  ["a parameter is unknown", "?resource=article"],
  ["a parameter comes twice", "?project=shop&project=shop"],
])("a proxy whose question is wrong gets a 403 that says what is wrong: %s", async (_, query) => {
  const reply = await ask(query);
  expect(reply.status).toBe(403);
  expect(reply.problem()).toMatchObject({ code: "forbidden", status: 403 });
  expect(reply.problem().detail.length).toBeGreaterThan(10);
});

test("without a good token the answer is 401 with a challenge", async () => {
  for (const wrong of [undefined, "wrong"]) {
    const reply = await send(server.url, { path: "/v1/forward-auth", token: wrong });
    expect(reply.status).toBe(401);
    expect(reply.headers["www-authenticate"]).toMatch(/^Bearer/);
  }
});

test("what the proxy forwards of the client's request does not change the question", async () => {
  const headers = {
    "x-original-url": "/v1/forward-auth?resource_type=article&action=write&project=shop",
    "x-forwarded-uri": "/?action=write",
    "jeton-subject": "role/system/admin",
  };
  const reply = await send(server.url, { path: "/v1/forward-auth", token, headers });
  expect(reply.headers["jeton-subject"]).toBe("sa/shop/reader");
});
