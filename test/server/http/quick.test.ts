import { crc32 } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createLogger } from "../../../server/http/logger.ts";
import { createRequestLog } from "../../../server/http/request-log.ts";
import { lastLine, routed, told } from "../../support/answered-alike.ts";
import { startServer, type TestServer } from "../../support/server.ts";

let server: TestServer;
/** That remembers no token. */
let forgetful: TestServer;
/** By what is special about them. */
const tokens: Record<string, string> = { "of nobody": "jtns_wrong" };
const env = { JETON_TRUSTED_PROXIES: "127.0.0.1", JETON_PUBLIC_URL: "https://jeton.example" };

beforeAll(async () => {
  server = await startServer(env);
  for (const name of ["shop", "lab"]) await server.create("/v1/projects", { name });
  const actions = ["read", "write"].map((name) => ({ name, access: name }));
  await server.create("/v1/resource-types", { name: "article", actions });
  const rules = [{ resource_type: "article", actions: ["read"] }];
  await server.create("/v1/roles", { project: "shop", name: "reader", rules });
  const binding = { role_id: "role/shop/reader", project: "shop" };
  for (const name of ["reader", "gone"]) {
    await server.create("/v1/service-accounts", { project: "shop", name });
    await server.create("/v1/role-bindings", { ...binding, service_account_id: `sa/shop/${name}` });
  }
  const make = async (name: string, more: object = {}): Promise<string> => {
    const made = await server.create("/v1/tokens", { service_account_id: "sa/shop/reader", name, ...more });
    tokens[name] = String(made["secret"]);
    return String(made["id"]);
  };
  await make("plain");
  await make("ranged", { allowed_cidrs: ["10.0.0.0/8"] });
  await make("of an audience", { audiences: ["https://other.example"] });
  await make("paced", { rate_limit: { requests: 100_000, period: "1h" } });
  await make("within", { within: "shop" });
  await make("read only", { mode: "read_only", max_age: "30d" });
  await make("limited", { usage_limit: 1000 });
  await make("extended", { max_age: "1h", extend_on_use: true });
  await make("disabled", { disabled: true });
  await make("of a disabled owner", { service_account_id: "sa/shop/gone" });
  await server.send({
    method: "PATCH",
    path: "/v1/service-accounts/sa%2Fshop%2Fgone",
    body: { disabled: true },
  });
  await server.send({ method: "POST", path: `/v1/tokens/${await make("revoked")}:revoke`, body: {} });
  tokens["another secret"] = guessed(tokens["plain"] ?? "");
  const same = {
    JETON_DATABASE_URL: `sqlite:${server.folder}/jeton.db`,
    JETON_BOOTSTRAP_TOKEN: server.token,
  };
  forgetful = await startServer({ ...env, ...same, JETON_REMEMBERED_TOKENS: "0" });
});
afterAll(async () => {
  await forgetful[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** A well-formed text with the lookup id of another one: as much as somebody can write who saw its hint. */
function guessed(text: string): string {
  const body = `${text.slice(0, 17)}${"0".repeat(32)}`;
  let digits = "";
  for (let rest = crc32(body); digits.length < 6; rest = Math.floor(rest / 62))
    digits = ALPHABET.charAt(rest % 62) + digits;
  return body + digits;
}

const questions = [
  "",
  "?resource_type=article&action=read&project=shop",
  "?resource_type=article&action=read&project=shop&name=a%20b",
  "?resource_type=article&action=write&project=shop",
  "?resource_type=article&action=read&project=lab",
  "?resource_type=nothing&action=read&project=shop",
  "?audience=https%3A%2F%2Fother.example",
  "?action=read",
];
const addresses = ["10.1.2.3", "192.0.2.1, 2001:DB8::1", "unreadable"];

test.each([
  ["remembered", () => server],
  ["read each time", () => forgetful],
])("what is %s is answered as the router does it, from wherever it is asked", async (_, at) => {
  const of = at();
  const statuses = new Set<number>();
  for (const [name, token] of Object.entries(tokens)) {
    for (const question of questions) {
      for (const address of addresses) {
        const ask = async (more: Readonly<Record<string, string>> = {}) => {
          const headers = { "x-forwarded-for": address, "user-agent": "proxy/1", ...more };
          return told(of, await of.send({ path: `/v1/forward-auth${question}`, token, headers }));
        };
        const about = `${name} ${question} from ${address}`;
        const [first, second] = [await ask(), await ask()];
        const byRouter = await ask(routed);
        expect({ about, ...first }).toEqual({ about, ...byRouter });
        expect({ about, ...second }).toEqual({ about, ...byRouter });
        statuses.add(byRouter.status);
      }
    }
  }
  expect(statuses).toEqual(new Set([200, 401, 403]));
});

test.each([
  ["a header twice", { "x-forwarded-for": ["10.1.2.3", "10.1.2.4"] }],
  ["a body of no length", { "content-length": "0" }],
  ["another scheme", { authorization: "Basic abc" }],
])("a request with %s is the router's, and none the worse for it", async (_, headers) => {
  const token = "authorization" in headers ? undefined : tokens["plain"];
  const reply = await server.send({ path: "/v1/forward-auth", token, headers });
  expect(reply.status).toBe(token === undefined ? 401 : 200);
});

test("nothing of a request stands in its line but an address that is one, whatever it sends", async () => {
  const said = 'x","status":500,"a":"\n';
  const headers = { "x-forwarded-for": encodeURIComponent(said), "user-agent": encodeURIComponent(said) };
  for (let times = 0; times < 2; times += 1) {
    const reply = await server.send({ path: "/v1/forward-auth", token: tokens["plain"], headers });
    expect(reply.status).toBe(200);
    expect(lastLine(server)).toMatchObject({
      status: 200,
      ip: "127.0.0.1",
      request_id: reply.headers["request-id"],
    });
  }
});

test("a worker's lines name it, and a level above theirs leaves them out", () => {
  let log = "";
  const logger = (level: string) =>
    createLogger(level, { write: (line) => void (log += line) }).child({ worker: 2 });
  const answered = {
    operation: "forward-auth",
    status: 200,
    ms: 1.234,
    requestId: "r",
    tokenId: "t",
  } as const;
  createRequestLog(logger("warn"), "GET")({ ...answered, ip: null });
  expect(log).toBe("");
  createRequestLog(logger("info"), "GET")({ ...answered, ip: null });
  expect(JSON.parse(log)).toMatchObject({ worker: 2, level: "info", ms: 1.23, ip: null, msg: "request" });
});

test("a token that is read each time is refused by the next request after its right was taken away, whichever way", async () => {
  const change = async (method: string, path: string, body?: object): Promise<void> => {
    expect((await forgetful.send({ method, path, body })).status).toBeLessThan(300);
  };
  const owner = await forgetful.create("/v1/service-accounts", { project: "shop", name: "fresh" });
  const account = `/v1/service-accounts/${String(owner["id"])}`;
  const binding = { role_id: "role/shop/reader", project: "shop", service_account_id: owner["id"] };
  const bind = async (): Promise<string> =>
    `/v1/role-bindings/${String((await forgetful.create("/v1/role-bindings", binding))["id"])}`;
  let bound = await bind();
  const made = await forgetful.create("/v1/tokens", { service_account_id: owner["id"], name: "t" });
  const path = `/v1/tokens/${String(made["id"])}`;
  const ask = async (): Promise<number> => {
    const question = "/v1/forward-auth?resource_type=article&action=read&project=shop";
    return (await forgetful.send({ path: question, token: String(made["secret"]) })).status;
  };
  const allow = (action: string) =>
    change("PATCH", "/v1/roles/role%2Fshop%2Freader", {
      rules: [{ resource_type: "article", actions: [action] }],
    });
  const ways: readonly (readonly [number, () => Promise<void>, () => Promise<void>])[] = [
    [
      401,
      () => change("PATCH", account, { disabled: true }),
      () => change("PATCH", account, { disabled: false }),
    ],
    [403, () => change("DELETE", bound), async () => void (bound = await bind())],
    [401, () => change("POST", `${path}:disable`), () => change("POST", `${path}:enable`)],
    [403, () => allow("write"), () => allow("read")],
    [401, () => change("POST", `${path}:rotate`, { grace_period: "PT0S" }), async () => undefined],
  ];
  for (const [status, take, giveBack] of ways) {
    expect([await ask(), await ask()]).toEqual([200, 200]);
    await take();
    expect(await ask()).toBe(status);
    await giveBack();
  }
});
