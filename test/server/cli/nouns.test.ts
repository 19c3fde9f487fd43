import { readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nounsWith, plural, singular } from "../../../server/cli/nouns.ts";
import { nouns } from "../../../server/contract/nouns/all.ts";
import { cliLives } from "../../support/cli-lives.ts";
import { clientOf } from "../../support/jeton.ts";
import { startServer, type TestServer } from "../../support/server.ts";

let server: TestServer;
let client: ReturnType<typeof clientOf>;

beforeAll(async () => {
  server = await startServer({ JETON_PUBLIC_URL: "https://jeton.example.org" });
  client = clientOf(server);
  await client.ok("create project shop");
  await client.ok("create project shop.payments --description below");
  await client.ok("create sa --project shop deployer");
  await client.ok("create user ann@example.com");
  await client.ok("create group --project shop devs");
  await client.ok("create resource-type flow --action view:read --action execute:write");
  await client.ok("create role --project shop --rule flow:view,execute releaser");
});
afterAll(async () => {
  client[Symbol.dispose]();
  await server[Symbol.asyncDispose]();
});

const secretFile = (name: string, text: string): string => {
  const file = path.join(client.home, name);
  writeFileSync(file, text);
  return file;
};

describe.each(Object.keys(nouns) as (keyof typeof nouns)[])("%s", (name) => {
  const facts = nounsWith("create").find((one) => one.name === name)!;

  test("is made, shown, changed and deleted by what the contract says of it", async () => {
    const password = secretFile("password", "tower-lantern-quarry-93\n");
    const { create, made, update, changed } = cliLives(password)[name];
    const word = singular(facts);
    const object = await client.json<{ id: string }>(["create", word, ...create], {
      input: "client secret\n",
    });
    expect(object).toMatchObject(made);
    expect(await client.json(["get", word, object.id])).toMatchObject(made);
    expect(await client.ok(["get", plural(facts), "-o", "wide"])).toContain(object.id);
    const described = await client.ok(["describe", word, object.id]);
    expect(described).toMatch(new RegExp(`^ID: +${object.id}$`, "m"));
    expect(update !== undefined).toBe(facts.verbs.includes("update"));
    const after = update ? await client.json(["update", word, object.id, ...update]) : object;
    expect(after).toMatchObject({ ...changed, id: object.id });
    expect(await client.ok(["delete", word, object.id])).toMatch(/ deleted\n$/);
    expect((await client.run(["get", word, object.id])).code).toBe(6);
  });
});

test("a file may say what flags say, and flags win", async () => {
  const file = secretFile(
    "role.yaml",
    "project: shop\nname: from-file\ndescription: of the file\nrules:\n  - resource_type: flow\n    actions: [view]\n",
  );
  const made = await client.json(["create", "role", "-f", file, "--description", "of the flag"]);
  expect(made).toMatchObject({ name: "from-file", project: "shop", description: "of the flag" });
  const changed = await client.json(["update", "role", "shop/from-file", "-f", "-"], {
    input: '{"description": null}',
  });
  expect(changed).toMatchObject({ description: null });
});

test.each([
  [["create", "role", "-f", "/nonexistent", "x"], "cannot be read: ENOENT"],
  [["create", "role", "--project", "shop", "x"], "--rule is required"],
  [
    ["create", "role", "--project", "shop", "--rule", "flow", "x"],
    "--rule must be resource-type:actions[=resource-names]",
  ],
  [["create", "token", "--mine", "--label", "x", "x"], "--label must be NAME=VALUE"],
  [["create", "token", "--mine", "--usage-limit", "many", "x"], "--usage-limit must be a whole number"],
  [
    ["create", "token", "--mine", "--rate-limit-requests", "5", "x"],
    "--rate-limit-period is required with the others",
  ],
  [
    ["create", "token", "--mine", "--expires-at", "30d", "--max-age", "30d", "x"],
    "only one of --expires-at, --max-age can be given",
  ],
  [
    ["create", "token", "--mine", "--secret-stdin", "-f", "-", "x"],
    "only one thing can come by the standard input",
  ],
  [["create", "group-member", "--group", "devs"], "exactly one of --service-account, --user is required"],
  [["update", "role", "shop/releaser"], "nothing is said that could change"],
  [
    ["update", "role", "shop/releaser", "--clear", "rule", "--rule", "flow:view"],
    "--rule and --clear rule exclude each other",
  ],
  [
    ["update", "role", "shop/releaser", "--clear", "nothing"],
    "--clear must be one of name, description, rule",
  ],
  [["create", "role", "--project", "shop", "--rule", "Flow:view", "X"], "resource_type"],
])("`jeton %j` is status 2 and says why", async (args, complaint) => {
  const { code, out, err } = await client.run(args, { input: "x" });
  expect([code, out]).toEqual([2, ""]);
  expect(err).toContain(complaint);
});

test("no flag takes a secret, and no field is without a flag", async () => {
  for (const facts of nounsWith("create")) {
    const help = await client.ok(["create", singular(facts), "--help"]);
    for (const secret of ["password", "secret", "client-secret", "token"]) {
      expect(help).not.toMatch(new RegExp(`--${secret} `));
    }
  }
  const help = await client.ok("create user --help");
  expect(help).toContain("--password-file <file>");
  expect(help).toContain("--password-stdin");
});

test("a secret goes into a new file that only its owner reads, or as variables, or alone to a pipe", async () => {
  const at = (name: string): string => path.join(client.home, name);
  const make = (name: string, ...flags: string[]): string[] => [
    "create",
    "token",
    "--system",
    "--role",
    "viewer",
    name,
    ...flags,
  ];
  const told = await client.ok(make("in-file", "--output-file", at("secret")));
  expect(told).toBe(
    `Token created successfully!\n\nThe token is in ${at("secret")}, which only you may read.\n`,
  );
  expect(readFileSync(at("secret"), "utf8")).toMatch(/^jtnr_\w{50}\n$/);
  expect(statSync(at("secret")).mode & 0o777).toBe(0o600);
  expect(await client.ok(make("quiet", "--quiet"))).toMatch(/^jtnr_\w{50}\n$/);
  expect(await client.ok(make("env", "--env-file", at("env"), "--quiet"))).toBe("");
  expect(readFileSync(at("env"), "utf8")).toMatch(
    new RegExp(`^JETON_URL=${server.url}\nJETON_TOKEN=jtnr_\\w{50}\n$`),
  );
  const taken = await client.run(make("taken", "--output-file", at("secret")));
  expect(taken).toMatchObject({ code: 2, out: "" });
  expect(taken.err).toContain("is there already");
  const refused = await client.run(make("quiet", "--output-file", at("refused")));
  expect(refused.code).toBe(7);
  expect(() => statSync(at("refused"))).toThrow("ENOENT");
  expect((await client.run(make("lost", "-o", "name"))).err).toContain("-o name would lose the secret");
  expect((await client.run("get token --system taken")).code).toBe(6);
  expect(JSON.parse(await client.ok([...make("data"), "-o", "json"]))).toHaveProperty("secret");
});
