import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { runCommand } from "../../../server/commands/command-line.ts";
import type { Environment } from "../../../server/config/settings.ts";
import { dialects, type TestDatabase } from "../../support/databases.ts";
import { auditedActions, newSaltText, statusesOf } from "../../support/salts.ts";
import { startServer } from "../../support/server.ts";
import { runJeton } from "../../support/spawned-server.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const TOKEN = /jtnb_\w{50}/;

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The token that was handed over, on the terminal or in a file that its owner alone can read. */
  readonly token: string;
}

/** On SQLite a process of its own, that writes the file; on PostgreSQL with a terminal, which alone is shown a token there. */
async function recover(env: Environment, ...flags: readonly string[]): Promise<Ran> {
  const url = env["JETON_DATABASE_URL"] ?? "";
  if (!url.startsWith("sqlite:")) return onTerminal(env, ...flags);
  const { code, stdout, stderr } = await runJeton(["admin", "recover", ...flags], env).ended;
  const file = path.join(path.dirname(url.slice("sqlite:".length)), "bootstrap-token");
  if (TOKEN.test(stdout)) throw new Error("a token is where a log may be made of it");
  if (code !== 0) return { code, stdout, stderr, token: "" };
  const mode = (statSync(file).mode & 0o777).toString(8);
  if (mode !== "600") throw new Error(`others may read ${file}: ${mode}`);
  return { code, stdout, stderr, token: readFileSync(file, "utf8").trim() };
}

async function onTerminal(env: Environment, ...flags: readonly string[]): Promise<Ran> {
  let [stdout, stderr] = ["", ""];
  const code = await runCommand(["admin", "recover", ...flags], {
    env,
    readFile: () => "",
    out: (text) => void (stdout += text),
    err: (text) => void (stderr += text),
    isInteractive: true,
    readInput: () => Promise.resolve(""),
    canAsk: false,
    takeSignals: () => undefined,
    interrupted: () => Promise.resolve(),
  });
  return { code, stdout, stderr, token: TOKEN.exec(stdout)?.[0] ?? "" };
}

const environment = (database: TestDatabase): Environment => ({
  JETON_DATABASE_URL: database.url,
  JETON_TOKEN_SALT: newSaltText(),
});
/** Past the server, which lets nobody end the last one. */
const lockOut = (database: TestDatabase): Promise<unknown> =>
  database.sql("update tokens set revoked_at = created_at, updated_at = created_at");

for (const dialect of dialects) {
  dialect.describe("`jeton admin recover`", () => {
    test("is refused while an administrator has a usable token, and makes one all the same with --force", async () => {
      await using database = await dialect.createDatabase();
      const env = environment(database);
      await using server = await startServer(env);
      const refused = await recover(env);
      expect(refused).toMatchObject({
        code: 1,
        token: "",
        stderr: expect.stringContaining("nothing is locked"),
      });
      expect(refused.stderr).toContain("--force");
      const { token, ...forced } = await recover(env, "--force");
      expect(forced).toMatchObject({ code: 0, stderr: "" });
      // The server that runs takes it at once.
      expect(await statusesOf(server.url, [server.token, token])).toEqual([200, 200]);
    });

    test("makes a token of the role admin for a day when none is left, and tells the audit", async () => {
      await using database = await dialect.createDatabase();
      const env = environment(database);
      await using server = await startServer(env);
      await lockOut(database);
      const { token, ...ran } = await recover(env);
      expect(ran).toMatchObject({ code: 0, stderr: "" });
      expect(await statusesOf(server.url, [server.token, token])).toEqual([401, 200]);
      const me = (await server.send({ path: "/v1/whoami", token })).json();
      expect(me).toMatchObject({ subject: { reference: "role/system/admin" } });
      const { created_at, expires_at, name } = me["token"] as Record<string, string>;
      expect(Date.parse(expires_at ?? "") - Date.parse(created_at ?? "")).toBe(24 * 3_600_000);
      expect(name).toMatch(/^recovery /);
      expect((await auditedActions(database)).slice(-2)).toEqual([
        "system token.create",
        "system token.recover",
      ]);
      await server.close();
      const { code } = await runJeton(["audit", "verify"], env).ended;
      expect(code).toBe(0);
    });

    test("replaces a generated token that was never used: a crash may have kept it from everybody", async () => {
      await using database = await dialect.createDatabase();
      const env = environment(database);
      await using server = await startServer(env);
      await lockOut(database);
      const [lost, next] = [await recover(env), await recover(env)];
      expect([lost.code, next.code]).toEqual([0, 0]);
      expect(next.token).not.toBe(lost.token);
      expect(await statusesOf(server.url, [next.token])).toEqual([200]);
      // Once one was used, somebody has it.
      await server.close();
      expect(await recover(env)).toMatchObject({ code: 1, token: "" });
    });

    test("without the salt of the hashes it is refused, and changes nothing", async () => {
      await using database = await dialect.createDatabase();
      const env = environment(database);
      await (await startServer(env)).close();
      await lockOut(database);
      const before = await auditedActions(database);
      const refused = await recover({ ...env, JETON_TOKEN_SALT: newSaltText() });
      expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining("JETON_TOKEN_SALT") });
      expect(await auditedActions(database)).toEqual(before);
    });
  });
}

for (const dialect of dialects.filter(({ name }) => name === "PostgreSQL")) {
  dialect.describe("`jeton admin recover` with nobody to show a token to", () => {
    test("is refused before anything is changed", async () => {
      await using database = await dialect.createDatabase();
      const env = environment(database);
      await using server = await startServer(env);
      const before = await auditedActions(database);
      const { code, stdout, stderr } = await runJeton(["admin", "recover", "--force"], env).ended;
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
      expect(stderr).toContain("run this on a terminal");
      expect(await auditedActions(database)).toEqual(before);
      expect(await statusesOf(server.url, [server.token])).toEqual([200]);
    });
  });
}

test("on what is no database yet it is refused, and makes none", async () => {
  using folder = temporaryFolder();
  const env = { JETON_DATABASE_URL: `sqlite:${path.join(folder.path, "jeton.db")}` };
  for (const flags of [[], ["--force"]]) {
    expect(await onTerminal(env, ...flags)).toMatchObject({
      code: 1,
      stdout: "",
      stderr: expect.stringContaining("there is no database"),
    });
  }
});

test.each([["--yes"], ["--force", "--force"], ["now"]])(
  "`jeton admin recover %s` is a mistake: status 2 and how it is called",
  async (...flags) => {
    const ran = await onTerminal({}, ...flags);
    expect(ran).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining("Usage: jeton admin recover"),
    });
  },
);
