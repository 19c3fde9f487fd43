import { createServer } from "node:net";
import { once } from "node:events";
import { readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import manifest from "../../../package.json" with { type: "json" };
import { parseTokenText } from "../../../server/contract/token-text.ts";
import type { Environment } from "../../../server/config/settings.ts";
import { jeton, type Shown } from "../../support/jeton.ts";
import { runJeton } from "../../support/spawned-server.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

/** A command on a terminal, ended as soon as it runs. */
async function run(args: readonly string[], env: Environment = {}): Promise<Shown> {
  return jeton(args, { env, isInteractive: true, interrupted: () => Promise.resolve() });
}

test("the binary runs the command it is given and ends with its status", async () => {
  const [version, nonsense] = await Promise.all([runJeton(["version"]).ended, runJeton(["nonsense"]).ended]);
  expect(version).toMatchObject({ code: 0, stdout: `jeton ${manifest.version}\n`, stderr: "" });
  expect(nonsense).toMatchObject({
    code: 2,
    stdout: "",
    stderr: expect.stringContaining("unknown command 'nonsense'"),
  });
});

test.each([["version"], ["--version"]])("`jeton %s` prints the version", async (argument) => {
  expect(await run([argument])).toEqual({ code: 0, out: `jeton ${manifest.version}\n`, err: "" });
});

test.each([["help"], ["--help"], ["-h"]])("`jeton %s` prints the commands", async (argument) => {
  const { code, out } = await run([argument]);
  expect(code).toBe(0);
  for (const command of ["serve", "salt", "version", "help", "get", "config"])
    expect(out).toMatch(new RegExp(`^  ${command} `, "m"));
});

test.each([
  [[], "Usage: jeton [options] [command]"],
  [["nonsense"], "unknown command 'nonsense'"],
  [["constructor"], "unknown command 'constructor'"],
  [["serve", "--port", "1"], "Usage: jeton serve [--workers N]"],
])("`jeton %o` is a mistake: status 2 and a message", async (args, message) => {
  expect(await run(args)).toEqual({ code: 2, out: "", err: expect.stringContaining(message) });
});

test("a wrong environment is status 2, with a line for each variable and nothing done", async () => {
  using folder = temporaryFolder();
  const env = {
    JETON_DATABASE_URL: `sqlite:${path.join(folder.path, "data", "jeton.db")}`,
    JETON_LISTEN: "here",
    JETON_TOKEN_SALT: "short",
  };
  const { code, out, err } = await run(["serve"], env);
  expect([code, out]).toEqual([2, ""]);
  expect(err.match(/JETON_\w+: must/g)).toEqual(["JETON_LISTEN: must", "JETON_TOKEN_SALT: must"]);
  expect(readdirSync(folder.path)).toEqual([]);
});

test("an address that is taken is said so", async () => {
  using folder = temporaryFolder();
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as { port: number };
  const env = {
    JETON_DATABASE_URL: `sqlite:${path.join(folder.path, "jeton.db")}`,
    JETON_LISTEN: `127.0.0.1:${String(port)}`,
  };
  const { code, err } = await run(["serve"], env);
  other.close();
  expect([code, err]).toEqual([
    1,
    `jeton: 127.0.0.1:${String(port)} is in use already; end what listens there or set JETON_LISTEN to another address\n`,
  ]);
});

test("a database that cannot be opened is said so, without a stack", async () => {
  using folder = temporaryFolder();
  const file = path.join(folder.path, "jeton.db");
  writeFileSync(file, "this is no database, and it is long enough to be seen as none ".repeat(20));
  const { code, err } = await run(["serve"], { JETON_DATABASE_URL: `sqlite:${file}` });
  expect(code).toBe(1);
  expect(err).toMatch(/^jeton: .*not a database\n$/);
});

test("on a terminal the bootstrap token is shown there, this once, and kept nowhere", async () => {
  using folder = temporaryFolder();
  const env = {
    JETON_DATABASE_URL: `sqlite:${path.join(folder.path, "jeton.db")}`,
    JETON_LISTEN: "127.0.0.1:0",
  };
  const first = await run(["serve"], env);
  expect(first).toMatchObject({ code: 0, err: "" });
  const [token = ""] = /jtnb_\w{50}/.exec(first.out) ?? [];
  expect(parseTokenText(token)).toBeDefined();
  expect(first.out).toContain("Jeton listens on http://127.0.0.1:");
  expect(readdirSync(folder.path)).not.toContain("bootstrap-token");
  const second = await run(["serve"], env);
  expect(second.code).toBe(0);
  expect(second.out).not.toContain("jtnb_");
});
