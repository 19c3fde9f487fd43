import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ProblemCode, problems } from "../../../server/contract/problem.ts";
import { openBrowser } from "../../support/browser.ts";
import { dialects, type TestDatabase } from "../../support/databases.ts";
import { send, type Sent } from "../../support/http.ts";
import { startServerOn } from "../../support/server-on.ts";
import type { TestServer } from "../../support/server.ts";

/** Every code there is, as a real server answers it to a real request; one that nothing brings about is no code. */

let server: TestServer & { readonly database: TestDatabase };
beforeAll(async () => {
  server = await startServerOn(dialects[0]!, { JETON_PUBLIC_URL: "https://jeton.test" });
  for (const name of ["shop", "shop.payments"]) await server.create("/v1/projects", { name });
  await server.create("/v1/resource-types", { name: "flow", actions: [{ name: "run", access: "write" }] });
});
afterAll(() => server[Symbol.asyncDispose]());

const sameOrigin = { "sec-fetch-site": "same-origin" };
const json = { "content-type": "application/json" };
const post = (path: string, body: unknown, over: Partial<Sent> = {}): Sent => ({
  method: "POST",
  path,
  body,
  ...over,
});
const project = (name: string, over: Partial<Sent> = {}): Sent => post("/v1/projects", { name }, over);

let count = 0;

/** The token of an account that holds these rules; a token of its own. */
async function tokenOf(rules: readonly object[], terms: object = {}): Promise<Record<string, unknown>> {
  const name = `by-${String((count += 1))}`;
  const role = await server.create("/v1/roles", { name, project: "system", rules });
  const { id } = await server.create("/v1/service-accounts", { name, project: "system" });
  const binding = { role_id: role["id"], service_account_id: id, project: "system" };
  await server.create("/v1/role-bindings", binding);
  return server.create("/v1/tokens", { service_account_id: id, name, ...terms });
}

const running = [{ resource_type: "flow", actions: ["run"] }];
const binding = [{ resource_type: "jeton.*", actions: ["*"] }];

function exchange(over: Readonly<Record<string, string>>): Sent {
  const form = new URLSearchParams({
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token: "e30.e30.e30",
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
    resource: "urn:jeton:sa:shop/deployer",
    ...over,
  });
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  return { method: "POST", path: "/oauth/token", headers, body: form.toString(), token: undefined };
}

type Make = () => Sent | Promise<Sent>;

/** A request that is refused so: a line for each code. */
const refused: Readonly<Partial<Record<ProblemCode, Make>>> = {
  malformed_json: () => ({ ...post("/v1/projects", '{"name": '), headers: json }),
  malformed_request: () => ({ path: "/v1/projects/%ff" }),
  query_too_costly: () =>
    post("/graphql", { query: "{ tokens(first: 200) { nodes { role { tokens { nodes { id } } } } } }" }),
  unsupported_grant_type: () => exchange({ grant_type: "password" }),
  invalid_grant: () => exchange({}),
  invalid_target: () => exchange({ resource: "https://elsewhere.example.org" }),
  invalid_scope: () => exchange({ scope: "admin" }),
  missing_credential: () => ({ path: "/v1/whoami", token: undefined }),
  invalid_token: () => ({ path: "/v1/whoami", token: "jtns_0" }),
  wrong_credentials: () =>
    post("/v1/session", { email: "ann@example.com", password: "x" }, { headers: sameOrigin }),
  sign_in_refused: () => ({ path: "/v1/session:callback/main?state=x&code=y" }),
  cross_site_request: () => post("/v1/session", { email: "ann@example.com", password: "x" }),
  reauthentication_required: async () => {
    const body = { email: "left@example.com", password: "a horse, of course" };
    const { id } = await server.create("/v1/users", body);
    const browser = openBrowser(server.url);
    await browser.signIn(body);
    await server.database.sql("update tokens set authenticated_at = null");
    const headers = { ...sameOrigin, cookie: browser.cookie() ?? "" };
    return post("/v1/tokens", { user_id: id, name: "x" }, { headers, token: undefined });
  },
  forbidden: async () => project("other", { token: String((await tokenOf(running))["secret"]) }),
  exceeds_own_rights: async () => {
    const body = { role_id: "role_admin", project: "system", name: "mine" };
    return post("/v1/tokens", body, { token: String((await tokenOf(binding))["secret"]) });
  },
  not_found: () => ({ path: "/v1/projects/nowhere" }),
  unknown_path: () => ({ path: "/v1/nowhere" }),
  method_not_allowed: () => ({ method: "PUT", path: "/v1/projects" }),
  name_taken: () => project("shop"),
  protected: () => ({ method: "DELETE", path: "/v1/roles/role_viewer" }),
  in_use: () => ({ method: "DELETE", path: "/v1/projects/shop" }),
  last_admin: async () => {
    const { token } = (await server.send({ path: "/v1/whoami" })).json() as { token: { id: string } };
    return { method: "POST", path: `/v1/tokens/${token.id}:revoke` };
  },
  stale_plan: () =>
    post("/v1/declarations/x:apply", { project: "shop", documents: [], digest: "of another" }),
  managed_by_others: () =>
    post("/v1/declarations/x:apply", { project: "system", documents: [{ kind: "project", name: "shop" }] }),
  too_many_deletions: async () => {
    const body = {
      project: "shop",
      documents: [{ kind: "group", name: "crew", project: "shop" }],
      prune: true,
    };
    await server.send(post("/v1/declarations/few:apply", body));
    return post("/v1/declarations/few:apply", { ...body, documents: [] });
  },
  wrong_state: async () => {
    const { id } = await tokenOf(running);
    await server.send({ method: "POST", path: `/v1/tokens/${String(id)}:revoke` });
    return post(`/v1/tokens/${String(id)}:rotate`, {});
  },
  precondition_failed: () => ({
    method: "DELETE",
    path: "/v1/projects/shop",
    headers: { "if-match": '"other"' },
  }),
  payload_too_large: () => project("x".repeat(1 << 20)),
  unsupported_media_type: () => post("/v1/projects", "{}", { headers: { "content-type": "text/plain" } }),
  validation_failed: () => project("No Name"),
  idempotency_key_reused: async () => {
    const headers = { "idempotency-key": "the-same-key" };
    await server.send(project("once", { headers }));
    return project("twice", { headers });
  },
  rate_limited: async () => {
    const made = await tokenOf(running, { rate_limit: { requests: 1, period: "1h" } });
    const whoami = { path: "/v1/whoami", token: String(made["secret"]) };
    await server.send(whoami);
    return whoami;
  },
};

/** Those that need a server of their own, below. */
const apart: readonly ProblemCode[] = ["not_configured", "internal", "unavailable"];

test("no code is without a request that brings it about", () => {
  // What is missing needs a line in `refused`.
  expect(Object.keys(problems).toSorted()).toEqual([...Object.keys(refused), ...apart].toSorted());
});

test.each(Object.entries(refused))("%s is what a request is refused with", async (code, make) => {
  const { status, text, json: body } = await server.send(await make());
  // The OAuth operations say it in their own words (RFC 6749 section 5.2), and GraphQL in its.
  const [first] = (body()["errors"] ?? []) as { readonly extensions?: { readonly code: string } }[];
  expect([text, body()["code"] ?? body()["error"] ?? first?.extensions?.code]).toEqual([text, code]);
  expect(status).toBe(problems[code as ProblemCode].status);
});

test("not_configured is what is said of what the settings leave out", async () => {
  await using plain = await startServerOn(dialects[0]!);
  for (const name of ["oauth-authorization-server", "authzen-configuration"]) {
    const reply = await plain.send({ path: `/.well-known/${name}` });
    expect([reply.status, reply.problem().code]).toEqual([404, "not_configured"]);
    expect(reply.problem().detail).toContain("JETON_PUBLIC_URL");
  }
});

test("unavailable is what is said when the salt of a token is not at hand, and internal when a table is gone", async () => {
  await using broken = await startServerOn(dialects[0]!);
  const { sql } = broken.database;
  const ask = async (): Promise<unknown> => {
    const reply = await send(broken.url, { path: "/v1/projects", token: broken.token });
    return [reply.status, reply.problem().code];
  };
  const columns = "canary, state, created_at";
  await sql(
    `insert into salts (id, ${columns}) select 'salt_other', 'x', 'accepted', created_at from salts limit 1`,
  );
  await sql("update secrets set salt_id = 'salt_other'");
  expect(await ask()).toEqual([503, "unavailable"]);
  await sql("update secrets set salt_id = (select id from salts where state = 'writing')");
  await sql("alter table projects rename to elsewhere");
  expect(await ask()).toEqual([500, "internal"]);
});

test("docs/errors.md has each of them, and no other", () => {
  const page = readFileSync(new URL("../../../docs/errors.md", import.meta.url), "utf8");
  const documented = [...page.matchAll(/^\| `(\w+)` +\|/gm)].map(([, code = ""]) => code);
  expect(documented.toSorted()).toEqual(Object.keys(problems).toSorted());
});
