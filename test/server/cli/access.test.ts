import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clientOf } from "../../support/jeton.ts";
import { startServer, type TestServer } from "../../support/server.ts";

let server: TestServer;
let client: ReturnType<typeof clientOf>;
let deployer: Record<string, unknown>;

beforeAll(async () => {
  server = await startServer();
  client = clientOf(server);
  await server.create("/v1/projects", { name: "shop" });
  await server.create("/v1/resource-types", { name: "flow", actions: [{ name: "run", access: "write" }] });
  deployer = await server.create("/v1/service-accounts", { name: "deployer", project: "shop" });
  const rules = [{ resource_type: "flow", actions: ["run"], resource_names: ["nightly"] }];
  const role = await server.create("/v1/roles", { name: "runner", project: "shop", rules });
  const group = await server.create("/v1/groups", { name: "jobs", project: "shop" });
  const member = { group_id: group["id"], service_account_id: deployer["id"] };
  await server.create("/v1/group-members", member);
  await server.create("/v1/role-bindings", { role_id: role["id"], group_id: group["id"], project: "shop" });
});
afterAll(async () => {
  client[Symbol.dispose]();
  await server[Symbol.asyncDispose]();
});

test("whoami says which server, whose token and what it may do, and never the token", async () => {
  const out = await client.ok("whoami");
  expect(out).toContain(`Server:   ${server.url} (JETON_URL)`);
  expect(out).toMatch(/role\/system\/admin +system/);
  expect(out).not.toContain(server.token);
  expect(await client.json("whoami")).toMatchObject({ token: { mode: "full_access" } });
  expect((await client.ok("whoami -o name")).trim()).toBe("role/system/admin");
});

test("check says yes, or no with status 1, for the caller and for others", async () => {
  expect(await client.run("check run flow --system")).toMatchObject({ code: 0, out: "yes\n" });
  const about = "--project shop --service-account deployer";
  expect(await client.run(`check run flow nightly ${about}`)).toMatchObject({ code: 0, out: "yes\n" });
  expect(await client.run(`check run flow hourly ${about}`)).toMatchObject({ code: 1, out: "no\n", err: "" });
  expect(await client.run(`check run flow ${about} -q`)).toMatchObject({ code: 1, out: "", err: "" });
  expect(await client.json(`check run flow nightly ${about}`)).toMatchObject({
    allowed: true,
    name: "nightly",
  });
  expect(await client.run("check run flow")).toMatchObject({
    code: 2,
    err: expect.stringContaining("say where"),
  });
  const two = await client.run(`check run flow ${about} --role runner`);
  expect(two).toMatchObject({
    code: 2,
    err: expect.stringContaining("--service-account and --role exclude"),
  });
});

test("explain names the binding, the group and the rule, or what is missing", async () => {
  const about = "--project shop --service-account deployer";
  const yes = await client.ok(`explain run flow nightly ${about}`);
  expect(yes).toMatch(/^yes: /);
  expect(yes).toMatch(/role\/shop\/runner +shop +grp\/shop\/jobs +\[0\] flow: run on nightly +never +rb_/);
  const no = await client.ok(`explain run flow hourly ${about}`);
  expect(no).toMatch(/^no: /);
  expect(no).toContain("no_rule_for_name:");
  expect(await client.json(`explain run flow hourly ${about}`)).toMatchObject({ allowed: false });
});

test("graph draws Mermaid and DOT, narrowed to whom is asked about", async () => {
  const mermaid = await client.ok("graph --project shop");
  expect(mermaid).toMatch(/^flowchart/);
  expect(mermaid).toContain("shop/deployer");
  const dot = await client.ok("graph -o dot --group jobs");
  expect(dot).toMatch(/^digraph/);
  expect(dot).toContain("shop/runner");
  expect(await client.ok("graph --resource-type flow --action run --service-account deployer")).toContain(
    "runner",
  );
  expect(await client.run("graph --action run")).toMatchObject({ code: 2 });
  expect(await client.run("graph -o svg")).toMatchObject({ code: 2 });
});

test("the audit is listed by its filters, the newest last, and what happens meanwhile is watched", async () => {
  const events = await client.json<{ action: string; sequence: number }[]>(
    "audit list --target-type project --since 1h",
  );
  expect(events).toMatchObject([{ action: "project.create" }]);
  const out = await client.ok("audit list --limit 3");
  const sequences = out
    .trimEnd()
    .split("\n")
    .slice(1)
    .map((line) => Number(line.split(" ")[0]));
  expect(sequences).toEqual(sequences.toSorted((a, b) => a - b));
  expect(await client.run("audit list --since yesterday")).toMatchObject({ code: 2 });

  const { promise, resolve } = Promise.withResolvers<undefined>();
  const told: string[] = [];
  const watching = client.run("audit list --watch -o json --limit 1", {
    interrupted: () => promise,
    onOut: (text) => {
      told.push(text);
      if (text.includes('"watched"')) resolve(undefined);
    },
  });
  await expect.poll(() => told.length).toBe(1);
  for (const name of ["before", "watched"]) await server.create("/v1/groups", { name, project: "shop" });
  const watched = await watching;
  expect(watched.code).toBe(0);
  const lines = watched.out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { sequence: number });
  expect(lines.map(({ sequence }) => sequence)).toEqual(
    [0, 1, 2].map((more) => (lines[0]?.sequence ?? 0) + more),
  );
});

test("an export of the audit is what `jeton audit verify` reads", async () => {
  const file = path.join(client.home, "audit.ndjson");
  writeFileSync(file, await client.ok("audit export"));
  expect(readFileSync(file, "utf8").split("\n").length).toBeGreaterThan(5);
  expect(await client.run(["audit", "verify", "--file", file])).toMatchObject({ code: 0 });
  const nobody = { env: { JETON_TOKEN: `jtns_${"0".repeat(50)}` } };
  expect(await client.run("audit export", nobody)).toMatchObject({ code: 4, out: "" });
});
