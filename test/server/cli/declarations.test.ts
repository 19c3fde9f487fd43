import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clientOf } from "../../support/jeton.ts";
import { startServer, type TestServer } from "../../support/server.ts";

let server: TestServer;
let client: ReturnType<typeof clientOf>;

beforeAll(async () => {
  server = await startServer();
  client = clientOf(server);
  await server.create("/v1/projects", { name: "shop" });
});
afterAll(async () => {
  client[Symbol.dispose]();
  await server[Symbol.asyncDispose]();
});

const file = (name: string, text: string): string => {
  const full = path.join(client.home, name);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, text);
  return full;
};
const account = (name: string, more = ""): string =>
  `kind: service_account\nname: ${name}\nproject: shop\n${more}`;
const token = "---\nkind: token\nname: ci\nservice_account_id: shop/robot\n";

test("what is wrong in a file is said with its line and column, and nothing is sent", async () => {
  const bad = file(
    "bad.yaml",
    "kind: service_account\nname: Not A Label\nproject: shop\n---\nkind: nonsense\n",
  );
  const args = ["plan", "--project", "shop", "--name", "bad", "-f", bad];
  const { code, out, err } = await client.run(args, { env: { JETON_URL: "http://127.0.0.1:1" } });
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toContain(`${bad}:2:1: /name`);
  expect(err).toContain(`${bad}:5:1: /kind`);
});

test("plan, apply, drift and prune, from files, folders and the standard input", async () => {
  const one = file("access/one.yaml", account("one"));
  file("access/more/two.yml", account("two", "description: second\n"));
  const of = (...files: string[]): string[] => ["--project", "shop", "--name", "access", "-f", ...files];
  const folder = path.dirname(one);
  const plan = await client.ok(["plan", ...of(folder)]);
  expect(plan).toContain(`+ sa/shop/one  ${one}:1\n    name: "one"\n`);
  expect(plan).toContain("2 to create, 0 unchanged\n");
  const [, digest = ""] = /digest: (\S+)/.exec(plan) ?? [];

  const asked = await client.run(["apply", ...of(folder)]);
  expect(asked).toMatchObject({ code: 3, out: "", err: expect.stringContaining("--yes") });
  const other = await client.run(["apply", ...of(one), "--plan-digest", digest]);
  expect(other).toMatchObject({ code: 7, err: expect.stringContaining("make the plan again") });
  expect(await client.ok(["apply", ...of(folder), "--plan-digest", digest])).toBe(
    "declaration/access applied\n",
  );
  expect(
    await client.ok(["apply", ...of("-")], {
      input: `${account("one")}---\n${account("two", "description: second\n")}`,
    }),
  ).toBe("declaration/access applied\n");

  expect(await client.run("drift access --project shop")).toMatchObject({ code: 0, out: "" });
  const { id } = await client.json<{ id: string }>("get sa two --project shop");
  await server.send({
    method: "PATCH",
    path: `/v1/service-accounts/${id}`,
    body: { description: "by hand" },
  });
  const drift = await client.run("drift access --project shop");
  expect(drift).toMatchObject({ code: 1, out: '~ sa/shop/two\n    description: "by hand" -> "second"\n' });

  const left = await client.ok(["plan", ...of(one)]);
  expect(left).toContain("? sa/shop/two is no longer declared, and left: --prune deletes it\n");
  expect(await client.ok(["apply", ...of(one), "--prune", "--yes"])).toContain("applied");
  expect(await client.run("get sa two --project shop")).toMatchObject({ code: 6 });
});

test("secrets of new tokens go to a new file for its owner alone, and nowhere else", async () => {
  const yaml = file("robot.yaml", account("robot") + token);
  const target = path.join(client.home, "secrets.json");
  const of = ["--project", "shop", "--name", "robot", "-f", yaml, "--yes"];
  const without = await client.run(["apply", ...of]);
  expect(without).toMatchObject({ code: 7, err: expect.stringContaining("refused") });

  writeFileSync(target, "mine");
  const taken = await client.run(["apply", ...of, "--secrets-out", target]);
  expect(taken).toMatchObject({ code: 2, err: expect.stringContaining("is there already") });
  expect(readFileSync(target, "utf8")).toBe("mine");
  const link = path.join(client.home, "link.json");
  symlinkSync(path.join(client.home, "elsewhere.json"), link);
  expect(await client.run(["apply", ...of, "--secrets-out", link])).toMatchObject({ code: 2 });
  expect(existsSync(path.join(client.home, "elsewhere.json"))).toBe(false);
  expect(await client.run("get sa robot --project shop")).toMatchObject({ code: 6 });

  const fresh = path.join(client.home, "fresh.json");
  const refused = await client.run(["apply", ...of, "--secrets-out", fresh, "--plan-digest", "other"]);
  expect(refused).toMatchObject({ code: 7 });
  expect(existsSync(fresh)).toBe(false);

  const { code, out, err } = await client.run(["apply", ...of, "--secrets-out", fresh, "-o", "json"]);
  expect(code).toBe(0);
  expect(statSync(fresh).mode & 0o777).toBe(0o600);
  const secrets = JSON.parse(readFileSync(fresh, "utf8")) as Record<string, string>;
  expect(Object.keys(secrets)).toEqual(["tok/sa/shop/robot/ci"]);
  const [secret = ""] = Object.values(secrets);
  expect(`${out}${err}`).not.toContain(secret);
  expect((await server.send({ path: "/v1/whoami", token: secret })).status).toBe(200);
});
