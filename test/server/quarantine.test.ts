import { Agent } from "node:http";
import path from "node:path";
import { expect, test } from "vitest";
import { type OperationId, operationIds, type Route, routes } from "../../server/contract/routes.ts";
import { JWT } from "../../server/contract/token-exchange-names.ts";
import { type Browser, openBrowser } from "../support/browser.ts";
import { exchanging, form } from "../support/exchanging.ts";
import { type Reply, send, type Sent } from "../support/http.ts";
import { startIssuer } from "../support/oidc-issuer.ts";
import { offlineCommand } from "../support/offline-command.ts";
import { newBootstrapToken, startServer, type TestServer } from "../support/server.ts";

const PUBLIC_URL = "https://jeton.test";
const REMEDY = "jeton restore --accept";
const person = { email: "ann@example.com", password: "a long password of Ann's" };
const subject = { type: "role", id: "role/system/admin" };
const question = { subject, action: { name: "read" }, resource: { type: "jeton.project", id: "system/x" } };
const check = { resource_type: "jeton.project", action: "read", project: "system" };

/** What verification is asked with, as its clients do; what is remembered of a credential is asked for by these alone. */
const asked: { readonly [Id in OperationId]?: (text: string) => Partial<Sent> } = {
  "access.check": () => ({ body: { checks: [check] } }),
  "authzen.evaluation": () => ({ body: question }),
  "authzen.evaluations": () => ({ body: { evaluations: [question] } }),
  introspect: (text) => ({ headers: form, body: `token=${text}` }),
  "token-review": (token) => ({
    body: { apiVersion: "authentication.k8s.io/v1", kind: "TokenReview", spec: { token } },
  }),
};

/** What is answered without a credential, in quarantine: what lets somebody in is refused, what ends a token is not. */
const open: Readonly<Record<string, { readonly status: number; readonly sent?: Partial<Sent> }>> = {
  "session.create": { status: 503, sent: { body: person, headers: { "sec-fetch-site": "same-origin" } } },
  "session.providers": { status: 200 },
  "session.begin": { status: 404, sent: { path: "/v1/session:begin?provider=nobody" } },
  "session.callback": { status: 503, sent: { path: "/v1/session:callback/any?state=x&code=y" } },
  exchange: { status: 503, sent: exchanging("x.y.z", "sa_nobody") },
  revoke: { status: 200, sent: { headers: form, body: `token=${newBootstrapToken()}` } },
  leaks: { status: 200, sent: { body: [{ token: newBootstrapToken() }] } },
  "oauth-metadata": { status: 200 },
  "authzen-metadata": { status: 200 },
  jwks: { status: 200 },
  healthz: { status: 200 },
  readyz: { status: 503 },
  openapi: { status: 200 },
};

function requestOf(id: OperationId, text: string): Sent {
  const { method, path: at, body }: Route = routes[id];
  return {
    method,
    path: at.replaceAll(/\{\w+\}/g, "nobody"),
    ...(body !== undefined && { body: {} }),
    ...asked[id]?.(text),
  };
}

/** A bearer of each kind, made before the quarantine; all of them administrators, but for the last. */
async function bearersOf({
  create,
  send: ask,
  token,
}: TestServer): Promise<Readonly<Record<string, string>>> {
  await using issuer = await startIssuer();
  const admin = { role_id: "role_admin", project: "system" };
  const { id: service_account_id } = await create("/v1/service-accounts", { name: "ci", project: "system" });
  const { id: user_id } = await create("/v1/users", person);
  await create("/v1/role-bindings", { ...admin, service_account_id });
  await create("/v1/role-bindings", { ...admin, user_id });
  const claims = { repository_id: ["74"], ref: ["refs/heads/*"] };
  await create("/v1/trust-policies", { service_account_id, name: "jobs", issuer: issuer.url, claims });
  const mint = async (body: object): Promise<string> =>
    String((await create("/v1/tokens", { name: "main", ...body }))["secret"]);
  const exchange = async (over: Readonly<Record<string, string>>): Promise<string> => {
    const reply = await ask(exchanging(await issuer.sign(), String(service_account_id), over));
    return String(reply.json()["access_token"]);
  };
  return {
    bootstrap: token,
    role: await mint(admin),
    service_account: await mint({ service_account_id }),
    user: await mint({ user_id }),
    counted: await mint({ ...admin, name: "counted", usage_limit: 100 }),
    exchanged: await exchange({}),
    jwt: await exchange({ requested_token_type: JWT, audience: PUBLIC_URL }),
    unknown: newBootstrapToken(),
  };
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

/** How each operation answers, told in short: a status, and whether it says what ends a quarantine. */
async function answersTo(
  text: string,
  ask: (request: Sent) => Promise<Reply>,
): Promise<Readonly<Record<string, string>>> {
  const answers = closed.map(async (id) => {
    const reply = await ask(requestOf(id, text));
    const says = reply.text.includes(REMEDY) ? " quarantined" : "";
    return [id, `${String(reply.status)}${says}`] as const;
  });
  return Object.fromEntries(await Promise.all(answers));
}

const closed = operationIds.filter((id) => !(routes[id] as Route).public);

/** The same answer of all operations, save those that do not take that kind of credential. */
function expected(kind: "bearer" | "session", answer: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    closed.map((id) => {
      const { credential = kind }: Route = routes[id];
      return [id, credential === kind ? answer : "401"];
    }),
  );
}

test(
  "in quarantine each operation refuses every older credential, also one it knew, and takes newer ones",
  { timeout: 60_000 },
  async () => {
    await using server = await startServer({
      JETON_PUBLIC_URL: PUBLIC_URL,
      JETON_OUTBOUND_ALLOW: "127.0.0.1",
    });
    const { url } = server;
    const env = { JETON_DATABASE_URL: `sqlite:${path.join(server.folder, "jeton.db")}` };
    const asBearer = (token: string) => (request: Sent) => send(url, { ...request, token, agent });
    const bearers = await bearersOf(server);
    const ann: Browser = openBrowser(url);
    expect((await ann.signIn(person)).status).toBe(200);
    // So that whatever is remembered of them is.
    for (const [kind, token] of Object.entries(bearers)) {
      const known = kind === "unknown" ? 401 : 200;
      for (const id of [...closed.filter((one) => one in asked), "whoami", "forward-auth"] as const) {
        const { status } = await asBearer(token)(requestOf(id, token));
        expect([kind, id, status]).toEqual([kind, id, known]);
      }
    }

    const quarantined = await offlineCommand(["restore", "--quarantine"], env);
    expect(quarantined).toMatchObject({ code: 0, err: "" });
    await expect.poll(async () => (await send(url, { path: "/readyz" })).status).toBe(503);

    for (const [kind, token] of Object.entries(bearers)) {
      const answer = kind === "unknown" ? "401" : "503 quarantined";
      expect([kind, await answersTo(token, asBearer(token))]).toEqual([kind, expected("bearer", answer)]);
    }
    expect(await answersTo("", ann.send)).toEqual(expected("session", "503 quarantined"));
    const answers = operationIds
      .filter((id) => (routes[id] as Route).public)
      .map(async (id) => {
        const reply = await send(url, { ...requestOf(id, ""), ...open[id]?.sent });
        return [id, reply.status === 503 && !reply.text.includes(REMEDY) ? reply.text : reply.status];
      });
    const statuses = Object.entries(open).map(([id, { status }]) => [id, status]);
    expect(Object.fromEntries(await Promise.all(answers))).toEqual(Object.fromEntries(statuses));

    const { out } = await offlineCommand(["admin", "recover", "--force"], env, { isInteractive: true });
    const operator = /jtnb_\w{50}/.exec(out)?.[0] ?? "";
    const told = await answersTo(bearers["role"] ?? "", asBearer(operator));
    // They say of another's credential that it is good, and of an older one nobody knows.
    const judging = ["introspect", "token-review"];
    expect(closed.filter((id) => told[id]?.includes("quarantined"))).toEqual(judging);
    const refused = closed.filter((id) => told[id] === "401").map((id) => (routes[id] as Route).credential);
    expect(new Set(refused)).toEqual(new Set(["session"]));
    const made = await asBearer(operator)({
      method: "POST",
      path: "/v1/tokens",
      body: { role_id: "role_viewer", project: "system", name: "since" },
    });
    const next = asBearer(String(made.json()["secret"]));
    expect((await next({ path: "/v1/forward-auth" })).status).toBe(200);
  },
);
