import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clientOf } from "../../support/jeton.ts";
import { startServer, type TestServer } from "../../support/server.ts";

let server: TestServer;
let client: ReturnType<typeof clientOf>;
const ids: Record<string, string> = {};

beforeAll(async () => {
  server = await startServer();
  client = clientOf(server);
  for (const name of ["shop", "shop.payments"]) await server.create("/v1/projects", { name });
  for (const project of ["shop", "shop.payments"]) {
    const account = await server.create("/v1/service-accounts", {
      project,
      name: "deployer",
      description: "two\nlines\u001b[31m",
    });
    const body = { service_account_id: account["id"], name: "ci", expires_at: "2999-01-01T00:00:00Z" };
    ids[project] = String((await server.create("/v1/tokens", body))["id"]);
  }
});
afterAll(async () => {
  client[Symbol.dispose]();
  await server[Symbol.asyncDispose]();
});

const rowsOf = (out: string): string[][] =>
  out
    .trimEnd()
    .split("\n")
    .map((line) => line.split(/ {3,}/));

test("a list is a table, whose columns stand one below the other", async () => {
  expect(rowsOf(await client.ok("get service-accounts"))).toEqual([
    ["NAME", "PROJECT", "STATE", "AGE"],
    ["deployer", "shop", "active", expect.stringMatching(/^\d+s$/)],
    ["deployer", "shop.payments", "active", expect.stringMatching(/^\d+s$/)],
  ]);
});

test("what others wrote moves neither cursor nor line", async () => {
  const out = await client.ok("get sa -o wide --project shop");
  expect(out).toContain("two lines\u{fffd}[31m");
  expect(out.trimEnd().split("\n")).toHaveLength(2);
});

test.each([
  ["get token ID", "shop"],
  ["get tok ID", "shop"],
  ["get token sa/shop/deployer/ci", "shop"],
  ["get token ci --project shop.payments", "shop.payments"],
  ["get token ci --service-account shop.payments/deployer", "shop.payments"],
])("`jeton %s` finds the one of %s", async (command, project) => {
  const found = await client.json(command.replace("ID", ids["shop"] ?? ""));
  expect(found).toMatchObject({ id: ids[project], project, name: "ci" });
});

test("a name that several have lists their ids and is status 1", async () => {
  const { code, out, err } = await client.run("get token ci");
  expect([code, out]).toEqual([1, ""]);
  expect(err).toMatch(/^jeton: 2 tokens are named `ci`:\n/);
  for (const id of Object.values(ids)) expect(err).toContain(`\n  ${id}  in shop`);
  expect(err).toMatch(/\n {2}say which by its id\n$/);
});

test.each([
  ["get token nothing", "there is no token `nothing` here"],
  ["get project nothing", "there is no"],
  ["get role shop/nothing", "there is no"],
  ["get tokens --role nothing", "there is no role `nothing` here"],
])("`jeton %s` is status 6", async (command, complaint) => {
  const { code, out, err } = await client.run(command);
  expect([code, out]).toEqual([6, ""]);
  expect(err).toContain(complaint);
});

test.each([
  ["get tokens --system --project shop", "project and system exclude each other"],
  ["get tokens -o xml", "--output must be one of table, wide, json, yaml, name"],
  ["get tokens --state gone", "Allowed choices are active"],
  ["get tokens --limit 0", "--limit must be a whole number"],
  ["get tokens --expires-before soon", "--expires-before must be an instant"],
  ["get role-binding mine", "a role binding is named by its id"],
  ["get nonsense", "unknown command 'nonsense'"],
])("`jeton %s` is status 2", async (command, complaint) => {
  const { code, out, err } = await client.run(command);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toContain(complaint);
});

test("`-o name` prints ids, which every command takes; nothing found is said on the side", async () => {
  expect(await client.ok("get tokens --project shop -o name")).toBe(`${ids["shop"] ?? ""}\n`);
  expect(await client.run("get groups")).toEqual({ code: 0, out: "", err: "No groups found.\n" });
  expect(await client.run("get groups -o json")).toEqual({ code: 0, out: "[]\n", err: "" });
});

describe("durations in filters", () => {
  test("count back from now, and forth for what expires", async () => {
    expect(await client.json("get tokens --created-after 1h --project shop")).toHaveLength(1);
    expect(await client.json("get tokens --created-before 1h --project shop")).toEqual([]);
    expect(await client.json("get tokens --expires-before 30d --project shop")).toEqual([]);
    expect(await client.json("get tokens --expires-after 30d --project shop")).toHaveLength(1);
  });
});

test("pages are read to their end, or as far as is asked for", async () => {
  const names = Array.from({ length: 230 }, (_, index) => `g${String(index)}`);
  for (const name of names) await server.create("/v1/groups", { project: "shop.payments", name });
  expect(await client.json("get groups")).toHaveLength(230);
  expect(await client.json("get groups --limit 205")).toHaveLength(205);
});

test("a list is in the order that is asked for, among those that its noun has", async () => {
  for (const name of ["zeta", "alpha"]) await server.create("/v1/projects", { name });
  const names = async (order: string): Promise<string[]> => {
    const items = await client.json<{ name: string }[] | { items: { name: string }[] }>([
      "get",
      "projects",
      "--order-by",
      order,
    ]);
    return (Array.isArray(items) ? items : items.items)
      .map(({ name }) => name)
      .filter((name) => name !== "system");
  };
  expect(await names("name")).toEqual(["alpha", "shop", "shop.payments", "zeta"]);
  expect(await names("name desc")).toEqual(["zeta", "shop.payments", "shop", "alpha"]);
  expect(await client.run(["get", "projects", "--order-by", "colour"])).toMatchObject({
    code: 2,
    err: expect.stringContaining("name desc"),
  });
});
