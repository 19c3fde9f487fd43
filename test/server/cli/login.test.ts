import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../../support/browser.ts";
import { clientOf } from "../../support/jeton.ts";
import { httpProxy } from "../../support/relay.ts";
import { startServer, type TestServer } from "../../support/server.ts";

let server: TestServer;
let client: ReturnType<typeof clientOf>;
const password = "a password of twelve characters or more";
const person = { env: { JETON_URL: "", JETON_TOKEN: "" }, input: `${password}\n` };

beforeAll(async () => {
  server = await startServer();
  client = clientOf(server);
  const user = await server.create("/v1/users", { email: "ann@example.com", password });
  await server.create("/v1/role-bindings", { role_id: "role_admin", user_id: user["id"], project: "system" });
});
afterAll(async () => {
  client[Symbol.dispose]();
  await server[Symbol.asyncDispose]();
});

test("a person signs in, works with a token of their own that ends soon, and signs out, which revokes it", async () => {
  const args = ["login", "--url", server.url, "--email", "ann@example.com", "--password-stdin"];
  const { code, out, err } = await client.run([...args, "--ttl", "2h"], person);
  expect({ code, out, err }).toMatchObject({ code: 0, out: "" });
  const file = path.join(client.home, ".config/jeton/config");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const [token = ""] = /jtnu_\w+/.exec(readFileSync(file, "utf8")) ?? [];
  expect(err).not.toContain(token);
  expect(readFileSync(file, "utf8")).not.toContain(password);

  const who = await client.json<{ subject: object; token: { expires_at: string; session: boolean } }>(
    "whoami",
    person,
  );
  expect(who).toMatchObject({ subject: { reference: "usr/ann@example.com" }, token: { session: false } });
  expect(new Date(who.token.expires_at).getTime()).toBeLessThanOrEqual(Date.now() + 2 * 3600 * 1000);
  const sessions = await server.send({ path: "/v1/tokens?session=true&state=active" });
  expect(sessions.json()["items"]).toEqual([]);

  expect(await client.run("logout", person)).toMatchObject({ code: 0 });
  expect((await server.send({ path: "/v1/whoami", token })).status).toBe(401);
  expect(readFileSync(file, "utf8")).not.toContain("jtnu_");
  expect(await client.run("logout", person)).toMatchObject({ code: 6 });
  expect((await server.send({ path: "/v1/whoami" })).status).toBe(200);
});

test("a password is not sent in the clear", async () => {
  const plain = [
    "login",
    "--url",
    "http://jeton.example.org",
    "--email",
    "ann@example.com",
    "--password-stdin",
  ];
  expect(await client.run(plain, person)).toMatchObject({
    code: 2,
    err: expect.stringContaining("only over https"),
  });
});

test("a wrong password, no password and nobody to ask are refused, and nothing is kept", async () => {
  const args = ["login", "--url", server.url, "--context", "other", "--email", "ann@example.com"];
  const wrong = await client.run([...args, "--password-stdin"], { ...person, input: "wrong password" });
  expect(wrong).toMatchObject({
    code: 4,
    err: expect.stringContaining("check the e-mail address and the password"),
  });
  expect(wrong.err).not.toContain("wrong password\n");
  expect(await client.run([...args, "--password-stdin"], { ...person, input: "" })).toMatchObject({
    code: 2,
  });
  expect(await client.run(args, person)).toMatchObject({ code: 3 });
  expect(await client.run("config get-contexts", person)).not.toMatchObject({
    out: expect.stringContaining("other"),
  });
});

test("a sign-in takes the proxy of the environment, and says what is wrong with it", async () => {
  const seen: string[] = [];
  await using proxy = await httpProxy((request) => void seen.push(request), 403);
  const args = [
    "login",
    "--url",
    "https://jeton.example.org",
    "--email",
    "ann@example.com",
    "--password-stdin",
  ];
  const env = { ...person.env, HTTPS_PROXY: proxy.url };
  expect(await client.run(args, { ...person, env })).toMatchObject({
    code: 8,
    err: expect.stringContaining("the proxy refuses to pass it on"),
  });
  expect(seen).toEqual([expect.stringContaining("jeton.example.org:443")]);
});

test("a person changes their own password, by the present one alone", async () => {
  const email = "pat@example.com";
  await server.create("/v1/users", { email, password });
  const args = ["change-password", "--url", server.url, "--email", email, "--passwords-stdin"];
  const chosen = "another of twelve characters or more";
  const change = (input: string) => client.run(args, { ...person, input });
  expect(await change(`wrong password\n${chosen}\n`)).toMatchObject({ code: 4 });
  expect(await change(`${password}\n`)).toMatchObject({ code: 2, err: expect.stringContaining("two lines") });
  expect(await change(`${password}\nshort\n`)).toMatchObject({ code: 2 });
  const changed = await change(`${password}\n${chosen}\n`);
  expect(changed).toMatchObject({ code: 0, out: "" });
  expect(changed.err).not.toContain(chosen);
  const signIn = async (given: string): Promise<number> =>
    (await openBrowser(server.url).signIn({ email, password: given })).status;
  expect([await signIn(password), await signIn(chosen)]).toEqual([401, 200]);
});
