import { spawnSync } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clientOf } from "../../support/jeton.ts";
import { startServer, type TestServer } from "../../support/server.ts";

let server: TestServer;
let client: ReturnType<typeof clientOf>;

beforeAll(async () => {
  server = await startServer();
  client = clientOf(server);
  for (const name of ["shop", "shopping", "works"]) await server.create("/v1/projects", { name });
});
afterAll(async () => {
  client[Symbol.dispose]();
  await server[Symbol.asyncDispose]();
});

const offered = async (...words: readonly string[]): Promise<readonly string[]> =>
  (await client.ok(["__complete", "--", ...words])).split("\n").filter((word) => word !== "");

test("commands, nouns, flags, choices and names that the server has are offered", async () => {
  expect(await offered("ex")).toEqual(["explain", "exec", "exchange", "export"]);
  expect(await offered("")).not.toContain("__complete");
  expect(await offered("get", "service-a")).toEqual(["service-accounts"]);
  expect(await offered("get", "tokens", "--sta")).toEqual(["--state"]);
  expect(await offered("get", "tokens", "--state", "e")).toEqual(["expired"]);
  expect(await offered("get", "project", "shop")).toEqual(["shop", "shopping"]);
  expect(await offered("check", "run", "flow", "--project", "w")).toEqual(["works"]);
  expect(await offered("delete", "project", "wo")).toEqual(["works"]);
});

test("a name that a shell would run, or take for a flag, is not offered", async () => {
  const account = await server.create("/v1/service-accounts", { name: "robot", project: "shop" });
  for (const name of ["x$(id)", "x`id`", "x;id", "--yes", "x y", "x-fine"]) {
    await server.create("/v1/tokens", { service_account_id: account["id"], name });
  }
  expect(await offered("get", "token", "x")).toEqual(["x-fine"]);
  expect(await offered("get", "token", "--y")).not.toContain("--yes");
});

test("without a server, or for what is no command, nothing is offered and nothing is said", async () => {
  const nobody = { env: { JETON_URL: "http://127.0.0.1:1" } };
  expect(await client.run("__complete -- get project s", nobody)).toEqual({ code: 0, out: "", err: "" });
  expect(await offered("nonsense", "more", "")).toEqual(expect.any(Array));
});

test("bash completes by what `jeton completion bash` prints", async () => {
  const bin = path.join(client.home, "jeton");
  const main = path.resolve(import.meta.dirname, "../../../server/main.ts");
  writeFileSync(bin, `#!/bin/sh\nexec '${process.execPath}' '${main}' "$@"\n`);
  chmodSync(bin, 0o755);
  const script = `${await client.ok("completion bash")}
COMP_WORDS=(jeton config use-)
COMP_CWORD=2
_jeton
printf '%s\\n' "\${COMPREPLY[@]}"
complete -p jeton`;
  const env = {
    ...process.env,
    ...client.env,
    NODE_OPTIONS: "",
    PATH: `${client.home}:${process.env["PATH"] ?? ""}`,
  };
  const { stdout, stderr } = spawnSync("bash", ["-c", script], { env, encoding: "utf8" });
  expect({ stdout, stderr }).toEqual({
    stdout: "use-context\ncomplete -o default -F _jeton jeton\n",
    stderr: "",
  });
});

test.each(["zsh", "fish", "powershell"])(
  "there is a script for %s, and for no shell that is none",
  async (shell) => {
    expect(await client.ok(`completion ${shell}`)).toContain("jeton __complete --");
    expect(await client.run("completion tcsh")).toMatchObject({ code: 2, out: "" });
  },
);
