import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clientOf } from "../../support/jeton.ts";
import { type OidcIssuer, startIssuer } from "../../support/oidc-issuer.ts";
import { startServer, type TestServer } from "../../support/server.ts";

let server: TestServer;
let client: ReturnType<typeof clientOf>;
let issuer: OidcIssuer;
const main = path.resolve(import.meta.dirname, "../../../server/main.ts");

beforeAll(async () => {
  server = await startServer({ JETON_OUTBOUND_ALLOW: "127.0.0.1", JETON_PUBLIC_URL: "https://jeton.test" });
  client = clientOf(server);
  issuer = await startIssuer();
  await server.create("/v1/projects", { name: "shop" });
  const account = await server.create("/v1/service-accounts", { name: "deployer", project: "shop" });
  await server.create("/v1/trust-policies", {
    service_account_id: account["id"],
    name: "ci",
    issuer: issuer.url,
    claims: { repository_id: ["74"] },
  });
});
afterAll(async () => {
  client[Symbol.dispose]();
  await issuer[Symbol.asyncDispose]();
  await server[Symbol.asyncDispose]();
});

const start = (...args: readonly string[]) =>
  spawn(process.execPath, [main, "exec", "--service-account", "shop/deployer", ...args], {
    env: { ...process.env, ...client.env, NODE_OPTIONS: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
const print = "process.stdout.write(process.env.JETON_TOKEN)";
const statusOf = async (token: string): Promise<number> =>
  (await server.send({ path: "/v1/whoami", token })).status;

test("a command has a token of the account, ends with its own status, and the token ends with it", async () => {
  const child = start("--", process.execPath, "-e", `${print}; process.exitCode = 7`);
  const [token, [code]] = await Promise.all([text(child.stdout), once(child, "exit")]);
  expect(code).toBe(7);
  expect(token).toMatch(/^jtnx_/);
  expect(token).not.toBe(server.token);
  expect(await statusOf(token)).toBe(401);
});

test.each(["SIGTERM", "SIGINT"] as const)(
  "%s goes to the command, which decides, and the token is revoked",
  async (signal) => {
    // What it prints says that it listens: a signal before that would end it.
    const script = `process.on("${signal}", () => process.exit(9)); setInterval(() => 0, 1000); ${print}`;
    const child = start("--", process.execPath, "-e", script);
    const [chunk] = (await once(child.stdout, "data")) as [Buffer];
    const token = chunk.toString();
    expect(await statusOf(token)).toBe(200);
    child.kill(signal);
    const [code] = (await once(child, "exit")) as [number];
    expect(code).toBe(9);
    expect(await statusOf(token)).toBe(401);
  },
);

test("a command that is not there is status 127, one that a signal ends 128 and its number", async () => {
  const nothing = start("--", "/no/such/command");
  const [err, [missing]] = await Promise.all([text(nothing.stderr), once(nothing, "exit")]);
  expect([missing, err]).toEqual([127, expect.stringContaining("/no/such/command cannot be run: ENOENT")]);
  const killed = start("--", process.execPath, "-e", "process.kill(process.pid, 'SIGKILL')");
  expect((await once(killed, "exit"))[0]).toBe(137);
});

test.each([
  ["JETON_ID_TOKEN", "JETON_ID_TOKEN"],
  ["that of Terraform Cloud", "TFC_WORKLOAD_IDENTITY_TOKEN"],
  ["that of CircleCI", "CIRCLE_OIDC_TOKEN_V2"],
])("an ID token is found in %s and exchanged", async (_, name) => {
  const idToken = await issuer.sign({});
  const env = { [name]: idToken, JETON_TOKEN: "" };
  const { access_token: token } = await client.json<{ access_token: string }>(
    "exchange --service-account shop/deployer --ttl 2m",
    { env },
  );
  expect(token).toMatch(/^jtnx_/);
  expect((await server.send({ path: "/v1/whoami", token })).json()).toMatchObject({
    subject: { reference: "sa/shop/deployer" },
  });
});

test("an ID token comes by file and standard input too, and the token alone is printed", async () => {
  const file = path.join(client.home, "id-token");
  writeFileSync(file, `${await issuer.sign({})}\n`);
  const base = ["exchange", "--service-account", "sa/shop/deployer"];
  expect(await client.ok([...base, "--id-token-file", file])).toMatch(/^jtnx_\w+\n$/);
  expect(await client.ok([...base, "--id-token-stdin"], { input: await issuer.sign({}) })).toMatch(/^jtnx_/);
  const none = await client.run(base);
  expect(none).toMatchObject({ code: 4, out: "", err: expect.stringContaining("id-token: write") });
  const wrong = await client.run([...base, "--id-token-env", "X"], { env: { X: "not.a token" } });
  expect(wrong).toMatchObject({ code: 2, out: "" });
  expect(wrong.err).not.toContain("not.a token");
  const other = await client.run([...base, "--id-token-stdin"], {
    input: await issuer.sign({ repository_id: "75" }),
  });
  expect(other).toMatchObject({ code: 4, out: "" });
});

test("GitHub's runner is asked for an ID token meant for the server, with the job's own credential", async () => {
  const asked: string[] = [];
  const runner = createServer((request, response) => {
    asked.push(`${request.url ?? ""} ${request.headers.authorization ?? ""}`);
    void issuer.sign({}).then((value) => response.end(JSON.stringify({ value })));
  }).listen(0, "127.0.0.1");
  await once(runner, "listening");
  const { port } = runner.address() as { port: number };
  const env = {
    ACTIONS_ID_TOKEN_REQUEST_URL: `http://127.0.0.1:${String(port)}/token?api-version=2.0`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: "runner",
  };
  expect(await client.ok("exchange --service-account shop/deployer", { env })).toMatch(/^jtnx_/);
  expect(asked).toEqual([`/token?api-version=2.0&audience=${encodeURIComponent(server.url)} Bearer runner`]);
  runner.close();
});
