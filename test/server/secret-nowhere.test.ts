import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeTokenText } from "../../server/contract/token-text.ts";
import { operationIds, type Route, routes } from "../../server/contract/routes.ts";
import type { Reply, Sent } from "../support/http.ts";
import { findSecret } from "../support/leaks.ts";
import { openBrowser, SESSION } from "../support/browser.ts";
import { startServer, type TestServer } from "../support/server.ts";

/** A secret is in the one reply that makes it. Everything else a server leaves behind is searched for every secret made. */

let server: TestServer;
const secrets: string[] = [];
/** Every reply but those that make a secret. */
const replies: string[] = [];

async function ask(request: Sent): Promise<Reply> {
  const reply = await server.send(request);
  replies.push(`${JSON.stringify(reply.headers)}\n${reply.text}`);
  return reply;
}

/** A request that makes a secret; the rest of its reply is searched like any other. */
async function secretOf(request: Sent): Promise<{ id: string; secret: string }> {
  const reply = await server.send(request);
  const { secret, ...rest } = reply.json();
  if (typeof secret !== "string") throw new Error(`no secret: ${reply.text}`);
  secrets.push(secret);
  replies.push(JSON.stringify(reply.headers), JSON.stringify(rest));
  return { id: String(rest["id"]), secret };
}

beforeAll(async () => {
  server = await startServer({ JETON_LOG_LEVEL: "debug" });
  secrets.push(server.token);
});
afterAll(() => server[Symbol.asyncDispose]());

async function live(): Promise<void> {
  await server.create("/v1/projects", { name: "shop" });
  await server.create("/v1/resource-types", { name: "flow", actions: [{ name: "view", access: "read" }] });
  await server.create("/v1/service-accounts", { name: "bot", project: "shop" });
  const body = { role_id: "role_admin", service_account_id: "sa/shop/bot", project: "shop" };
  await server.create("/v1/role-bindings", body);
  const minted = {
    method: "POST",
    path: "/v1/tokens",
    headers: { "idempotency-key": "one" },
    body: { service_account_id: "sa/shop/bot", name: "ci" },
  };
  const first = await secretOf(minted);
  const again = await secretOf(minted);
  const rotate = `/v1/tokens/${first.id}:rotate`;
  const rotated = await secretOf({ method: "POST", path: rotate, body: { grace_period: "1h" } });
  const self = await secretOf({ method: "POST", path: rotate, token: rotated.secret, body: {} });
  await secretOf({
    method: "POST",
    path: "/v1/tokens",
    body: { role_id: "role_viewer", project: "shop", name: "role" },
  });
  const brought = makeTokenText("s", randomBytes);
  secrets.push(brought);
  const bring = { service_account_id: "sa/shop/bot", name: "brought", secret: brought };
  await ask({ method: "POST", path: "/v1/tokens", body: bring });
  await ask({ method: "POST", path: "/v1/tokens", body: { ...bring, name: "again" } });
  await ask({ method: "POST", path: rotate, body: { secret: brought } });
  await ask({ method: "POST", path: rotate, body: { sealed_for: brought } });
  expect((await ask({ path: "/v1/whoami", token: brought })).status).toBe(200);
  const run = { service_account_id: "sa/shop/bot", name: "run", ephemeral: true, max_age: "1h" };
  await secretOf({ method: "POST", path: "/v1/tokens", body: run });
  for (const token of [first.secret, again.secret, rotated.secret, self.secret]) {
    await ask({ path: "/v1/whoami", token });
    await ask({ path: "/v1/forward-auth?resource_type=flow&action=view&project=shop", token });
    const form = { "content-type": "application/x-www-form-urlencoded" };
    await ask({ method: "POST", path: "/oauth/introspect", headers: form, body: `token=${token}` });
  }
  await ask({
    method: "PATCH",
    path: `/v1/tokens/${first.id}`,
    body: { description: "changed", disabled: true },
  });
  await ask({ method: "PATCH", path: `/v1/tokens/${first.id}`, body: { disabled: false } });
}

/** People's passwords, and their sessions' texts, which are in no body at all. */
async function signIn(): Promise<void> {
  const email = "ann@example.com";
  const [password, next, wrong] = ["kite-orbit-velvet", "lantern-cedar-swan", "quartz-meadow-finch"];
  secrets.push(password, next, wrong);
  const headers = { "idempotency-key": "user" };
  const user = { method: "POST", path: "/v1/users", headers, body: { email, password } };
  for (const reply of [await ask(user), await ask(user)]) expect(reply.status).toBe(201);
  const browser = openBrowser(server.url);
  const inBrowser = async (request: Sent): Promise<void> => {
    const {
      headers: { "set-cookie": _, ...others },
      text,
    } = await browser.send(request);
    replies.push(`${JSON.stringify(others)}\n${text}`);
    if (browser.cookie() !== undefined && !secrets.includes(browser.text())) secrets.push(browser.text());
  };
  const signingIn = { method: "POST", path: SESSION, body: { email, password } };
  await inBrowser(signingIn);
  await inBrowser({ ...signingIn, body: { email, password: wrong } });
  await inBrowser({ ...signingIn, body: { email: wrong, password } });
  await inBrowser({ ...signingIn, body: { email, password: [password] } });
  await inBrowser({ ...signingIn, body: { email, password, no_such: password } });
  await inBrowser({
    ...signingIn,
    headers: { "content-type": "application/json" },
    body: `{"password": "${password}`,
  });
  for (const path of ["/v1/whoami", SESSION, `/v1/tokens?session=true`]) await inBrowser({ path });
  await ask({ path: "/v1/whoami", token: browser.text() });
  const change = { current_password: wrong, password: next };
  await inBrowser({ method: "POST", path: `${SESSION}:change-password`, body: change });
  const right = { current_password: password, password: next };
  await inBrowser({ method: "POST", path: `${SESSION}:change-password`, body: right });
  await ask({ method: "PATCH", path: `/v1/users/${email}`, body: { password: wrong } });
  await ask({ method: "PATCH", path: `/v1/users/${email}`, body: { password: wrong, no_such: wrong } });
  expect((await browser.send({ path: SESSION })).status).toBe(401);
}

/** Every place where a client may put a secret by mistake. */
async function misplace(secret: string): Promise<void> {
  const json = { "content-type": "application/json" };
  for (const id of operationIds) {
    const route: Route = routes[id];
    const { method } = route;
    const at = route.path.replace("{id}", secret);
    await ask({ method, path: `${at}?${secret}=1` });
    await ask({ method, path: `${at}?name=${secret}&project=${secret}&page_token=${secret}` });
    if (route.path.includes("{id}")) await ask({ method, path: at, ...(route.body && { body: {} }) });
    if (route.body !== "json") continue;
    for (const body of [
      { [secret]: 1 },
      {
        project: secret,
        role_id: secret,
        service_account_id: secret,
        name: secret,
        rules: [{ resource_type: secret, actions: [secret] }],
      },
    ]) {
      await ask({ method, path: at.replace(secret, "x"), body });
    }
    await ask({ method, path: at.replace(secret, "x"), headers: json, body: `{"name": "${secret}` });
  }
  await ask({ path: `/${secret}` });
  await ask({ path: `/v1/${secret}/${secret}` });
  await ask({ method: secret.slice(0, 4).toUpperCase(), path: `/v1/tokens/${secret}` }).catch(
    () => undefined,
  );
  for (const authorization of [
    secret,
    `Basic ${secret}`,
    `Bearer ${secret}x`,
    `Bearer ${secret} ${secret}`,
    `Token ${secret}`,
  ]) {
    await ask({ path: "/v1/whoami", token: undefined, headers: { authorization } });
  }
  await ask({ path: "/v1/whoami", headers: { "jeton-managed-by": secret } });
  await ask({
    path: "/v1/whoami",
    headers: { cookie: secret, "x-forwarded-for": secret, "x-request-id": secret },
  });
  const key = { "idempotency-key": `${secret}é` };
  await ask({ method: "POST", path: "/v1/projects", headers: key, body: { name: "x" } }).catch(
    () => undefined,
  );
}

async function lookAround(): Promise<void> {
  for (const id of operationIds.filter((name) => name.endsWith(".list"))) {
    const { path: at } = routes[id];
    for (const query of ["", ...(id === "token.list" ? ["&ephemeral=true"] : [])]) {
      const reply = await ask({ path: `${at}?page_size=200${query}` });
      for (const { id: one } of reply.json()["items"] as { id: string }[])
        await ask({ path: `${at}/${one}` });
    }
  }
  await ask({ path: "/openapi.json" });
}

/** By its secret part: the beginning of the text is its hint, which is shown. */
function found(text: string): readonly string[] {
  return secrets.flatMap((secret) => {
    // A password is secret as a whole.
    const isToken = secret.startsWith("jtn");
    const form = findSecret(text, isToken ? secret.slice(17, 49) : secret);
    return form === undefined ? [] : [`${secret.slice(0, 17)} ${form}`];
  });
}

test("no secret is in a file, a log, an audit entry or any reply but its own", async () => {
  await live();
  await signIn();
  for (const secret of secrets.slice(0, 3)) await misplace(secret);
  await lookAround();
  expect(secrets.length).toBeGreaterThan(6);
  expect(replies.length).toBeGreaterThan(300);
  expect(replies.filter((reply) => found(reply).length > 0)).toEqual([]);
  // The database with its log of changes, as it lies on the disk; the audit is in it.
  const files = async () =>
    (await readdir(server.folder, { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    );
  const search = async (): Promise<void> => {
    const names = (await files()).map(({ name }) => name);
    expect(names).toContain("jeton.db");
    for (const { parentPath, name } of await files()) {
      expect([name, found(await readFile(path.join(parentPath, name), "latin1"))]).toEqual([name, []]);
    }
  };
  expect((await files()).some(({ name }) => name.endsWith("-wal"))).toBe(true);
  await search();
  await server.close();
  await search();
  expect(server.log()).toContain('"operation":"token.rotate"');
  expect(found(server.log())).toEqual([]);
});
