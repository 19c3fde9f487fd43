import { randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { JWT } from "../../server/contract/token-exchange-names.ts";
import { openJar } from "../support/cookie-jar.ts";
import { exchanging, form } from "../support/exchanging.ts";
import type { Reply, Sent } from "../support/http.ts";
import { findSecret } from "../support/leaks.ts";
import { type LoginProvider, startLoginProvider } from "../support/login-provider.ts";
import { type OidcIssuer, startIssuer } from "../support/oidc-issuer.ts";
import { linkPerson, makeProvider, signInThrough, toCallback } from "../support/provider-sign-in.ts";
import { startServer, type TestServer } from "../support/server.ts";

/** What others' protocols hand over: none of it, right or wrong, stays anywhere once it was answered. */

let server: TestServer;
let provider: LoginProvider;
let issuer: OidcIssuer;
/** By what they are. */
const canaries = new Map<string, string>();
/** Every reply but those that hand out a secret. */
const replies: string[] = [];
const world = {
  make: (at: string, body: Readonly<Record<string, unknown>>) => server.create(at, body),
  unused: (beginning = "x") => `${beginning}-${String(canaries.size)}`,
};

function canary(what: string, secret = randomBytes(24).toString("base64url")): string {
  canaries.set(`${what} ${String(canaries.size)}`, secret);
  return secret;
}

/** Of a JWT that is its signature: what is signed may be told. */
function signed(what: string, jwt: string): string {
  canary(what, jwt.slice(jwt.lastIndexOf(".") + 1));
  return jwt;
}

function keep(reply: Reply): Reply {
  replies.push(`${JSON.stringify(reply.headers)}\n${reply.text}`);
  return reply;
}
const ask = async (request: Sent): Promise<Reply> => keep(await server.send(request));
const post = (at: string, body: unknown, more: Partial<Sent> = {}): Promise<Reply> =>
  ask({ method: "POST", path: at, body, ...more });

beforeAll(async () => {
  [provider, issuer] = await Promise.all([startLoginProvider(), startIssuer()]);
  server = await startServer({
    JETON_LOG_LEVEL: "trace",
    JETON_PUBLIC_URL: "https://jeton.test",
    JETON_OUTBOUND_ALLOW: "127.0.0.1",
  });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await Promise.all([provider, issuer].map((one) => one[Symbol.asyncDispose]()));
});

const key = (): string => `whsec_${canary("webhook secret", randomBytes(32).toString("base64"))}`;

async function webhooks(): Promise<void> {
  const hook = { name: "hook", project: "system", url: "https://hooks.example.org/" };
  const made = await server.create("/v1/webhooks", { ...hook, name: "made" });
  canary("webhook secret", String(made["secret"]).replace("whsec_", ""));
  const { id } = (await post("/v1/webhooks", { ...hook, secret: key() })).json();
  const at = `/v1/webhooks/${String(id)}`;
  await post("/v1/webhooks", { ...hook, secret: key() });
  await post("/v1/webhooks", { ...hook, name: key(), url: key(), project: key(), events: [key()] });
  await post("/v1/webhooks", { ...hook, secret: [key()], [key()]: key() });
  await post("/v1/webhooks", { ...hook, secret: `${key()}!` });
  await post(`${at}:rotate`, { secret: key() });
  await post(`${at}:rotate`, { secret: `${key()}${key()}` });
  await post("/v1/webhooks", `{"secret":"${key()}`, { headers: { "content-type": "application/json" } });
  await ask({ method: "PATCH", path: at, body: { secret: key() } });
  await ask({ method: "PATCH", path: at, body: { secret: key(), no_such: key() } });
  for (const place of [`${at}?secret=${key()}`, `/v1/webhooks/${key()}`, `/v1/webhooks?name=${key()}`]) {
    await ask({ path: place });
  }
}

async function providers(): Promise<void> {
  const body = { name: "idp", issuer: provider.url, client_id: "jeton" };
  const secret = (): string => canary("client secret");
  const { id } = (await post("/v1/identity-providers", { ...body, client_secret: secret() })).json();
  await post("/v1/identity-providers", { ...body, client_secret: secret() });
  await post("/v1/identity-providers", { ...body, name: "b", client_secret: { [secret()]: secret() } });
  await post("/v1/identity-providers", { ...body, issuer: "http://no", client_secret: secret() });
  const at = `/v1/identity-providers/${String(id)}`;
  await ask({ method: "PATCH", path: at, body: { client_secret: secret() } });
  await ask({ method: "PATCH", path: at, body: { client_secret: secret(), issuer: "x" } });
  // The provider does not know it by that one.
  await signInThrough(server, "idp").then(({ reply }) => expect(keep(reply).status).toBe(403));
}

/** Right, twice, with another state, to another provider, and with what the provider does not know. */
async function signIns(): Promise<void> {
  canary("client secret", provider.client.secret);
  const { name } = await makeProvider(world, provider);
  await linkPerson(world, provider, "ann-at-the-provider");
  const comeBack = async (change: (back: URL) => void, times = 1): Promise<readonly number[]> => {
    const jar = openJar(server.url);
    const back = new URL(await toCallback(jar, name), server.url);
    change(back);
    for (const parameter of ["code", "state"]) canary(parameter, back.searchParams.get(parameter) ?? "");
    const statuses: number[] = [];
    for (let time = 0; time < times; time += 1) {
      const reply = await jar.follow(`${back.pathname}${back.search}`, { site: "cross-site" });
      const { "set-cookie": _, ...headers } = reply.headers;
      keep({ ...reply, headers });
      statuses.push(reply.status);
    }
    return statuses;
  };
  expect(await comeBack(() => undefined, 2)).toEqual([303, 403]);
  const other = randomBytes(32).toString("base64url");
  for (const change of [
    (back: URL) => {
      back.searchParams.set("state", other);
    },
    (back: URL) => {
      back.searchParams.set("code", other);
    },
    (back: URL) => {
      back.searchParams.append("code", canary("code"));
    },
    (back: URL) => {
      back.pathname = back.pathname.replace(name, "idp");
    },
    (back: URL) => {
      back.searchParams.set("error", canary("error"));
    },
    (back: URL) => {
      back.searchParams.set("iss", `https://${canary("iss").toLowerCase()}.example`);
    },
  ]) {
    expect((await comeBack(change))[0]).toBeGreaterThanOrEqual(400);
  }
  for (const forged of [`${canary("ID token")}.${canary("ID token")}.${canary("ID token")}`, "x"]) {
    provider.forge = () => forged;
    await comeBack(() => undefined);
  }
  provider.forge = undefined;
}

async function exchanges(): Promise<void> {
  const { id } = await server.create("/v1/service-accounts", { name: "job", project: "system" });
  await server.create("/v1/trust-policies", {
    service_account_id: id,
    name: "trust",
    issuer: issuer.url,
    claims: { repository_id: ["74"], environment: ["prod"] },
  });
  const idToken = async (claims?: Record<string, unknown>): Promise<string> =>
    signed("ID token", await issuer.sign(claims));
  const exchange = (text: string, over?: Record<string, string>): Promise<Reply> =>
    server.send(exchanging(text, String(id), over));
  const taken = await idToken();
  const jwt = { requested_token_type: JWT, audience: "https://api.example.org" };
  const given = await exchange(taken, jwt);
  expect(given.status).toBe(200);
  const text = signed("at+jwt", String(given.json()["access_token"]));
  const opaque = await exchange(await idToken());
  canary("token", String(opaque.json()["access_token"]).slice(17, 49));
  keep(await exchange(taken, jwt));
  for (const claims of [{ repository_id: "75" }, { iss: "https://no.example" }, { aud: "x" }, { exp: 1 }]) {
    keep(await exchange(await idToken(claims)));
  }
  keep(await exchange(`${await idToken()}x`));
  keep(await exchange(canary("ID token"), { audience: canary("ID token") }));
  keep(await exchange(await idToken(), { grant_type: await idToken(), resource: await idToken() }));
  await ask({ path: `/oauth/token?subject_token=${await idToken()}` });
  for (const token of [text, `${text.slice(0, -4)}AAAA`, await idToken()]) {
    canary("wrong JWT", token.slice(-40));
    await ask({ path: "/v1/whoami", token });
    await ask({ path: `/v1/tokens/${token}` });
    for (const at of ["/oauth/introspect", "/oauth/revoke"])
      await post(at, `token=${token}`, { headers: form });
    const review = { apiVersion: "authentication.k8s.io/v1", kind: "TokenReview", spec: { token } };
    await post("/v1/token-reviews", review);
    await post("/v1/leaks", [{ token, type: token, url: `https://a.example/${token}`, source: token }]);
    await ask({ path: "/v1/whoami", headers: { "user-agent": token, "jeton-managed-by": token } });
  }
}

const found = (text: string): readonly string[] =>
  [...canaries].flatMap(([what, secret]) => {
    const where = findSecret(text, secret);
    return where === undefined ? [] : [`${what} ${where}`];
  });

test("no secret, ID token, JWT, code or state is in a log line, an audit entry, another's reply or the database", async () => {
  await webhooks();
  await providers();
  await signIns();
  await exchanges();
  for (const list of [
    "webhooks",
    "identity-providers",
    "tokens",
    "webhook-deliveries",
    "users",
    "trust-policies",
  ]) {
    await ask({ path: `/v1/${list}?page_size=200` });
  }
  const audit = await ask({ path: "/v1/audit-events:export" });
  expect(audit.text).toContain("identity_provider.create");
  await ask({ path: "/metrics" });
  expect(canaries.size).toBeGreaterThan(60);
  expect(replies.flatMap((reply) => found(reply).map((what) => `${what}: ${reply.slice(-600)}`))).toEqual([]);
  expect(found(server.log())).toEqual([]);
  await server.close();
  for (const { parentPath, name } of await readdir(server.folder, { withFileTypes: true })) {
    expect([name, found(await readFile(path.join(parentPath, name), "latin1"))]).toEqual([name, []]);
  }
});
