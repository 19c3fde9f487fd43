import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { Environment } from "../../../server/config/settings.ts";
import { dialects, type TestDatabase } from "../../support/databases.ts";
import { newBootstrapToken, startServer } from "../../support/server.ts";
import {
  auditedActions,
  makeTokens,
  newSaltText,
  saltCommand,
  saltStatusOf,
  statusesOf,
} from "../../support/salts.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const INVALIDATE = ["replace", "--invalidate-all"];
const TOKEN = /jtnb_\w{50}/;

function fileBeside(database: TestDatabase, name: string): string {
  return path.join(path.dirname(database.url.slice("sqlite:".length)), name);
}

for (const dialect of dialects) {
  dialect.describe("`jeton salt replace --invalidate-all`", () => {
    test("revokes every token, and the old salt put back revives none", async () => {
      await using database = await dialect.createDatabase();
      const [old, next] = [newSaltText(), newSaltText()];
      const env = { JETON_DATABASE_URL: database.url, JETON_TOKEN_SALT: old };
      await using server = await startServer(env);
      const tokens = [server.token, ...(await makeTokens(server, ["one", "two", "three"]))];
      const body = { role_id: "role_viewer", project: "system", name: "deleted" };
      const { id } = await server.create("/v1/tokens", body);
      expect((await server.send({ method: "DELETE", path: `/v1/tokens/${String(id)}` })).status).toBe(204);

      const same = await saltCommand(INVALIDATE, env, { isInteractive: true });
      expect(same).toMatchObject({ code: 1, out: "", err: expect.stringContaining("a new one is needed") });
      expect(await statusesOf(server.url, tokens)).toEqual([200, 200, 200, 200]);

      // The token of the first start is still in the environment: it is not taken in again.
      const again = { ...env, JETON_TOKEN_SALT: next, JETON_BOOTSTRAP_TOKEN: server.token };
      const replaced = await saltCommand(INVALIDATE, again, { isInteractive: true });
      expect(replaced).toMatchObject({ code: 0, err: "" });
      const [token = ""] = TOKEN.exec(replaced.out) ?? [];
      expect(tokens).not.toContain(token);
      // The server that runs refuses them at once, and cannot check the new one.
      expect(await statusesOf(server.url, [...tokens, token])).toEqual([401, 401, 401, 401, 503]);
      expect(await saltStatusOf(again)).toMatchObject([
        { state: "retired", live: 0 },
        { state: "writing", live: 1 },
      ]);
      const audited = await auditedActions(database);
      const end = audited.slice(audited.indexOf("system token.revoke"));
      expect(end).toEqual([
        ...tokens.map(() => "system token.revoke"),
        "system salt.update",
        "system salt.create",
        "system token.create",
      ]);
      await server.close();

      await expect(startServer({ ...env, JETON_TOKEN_SALT_PREVIOUS: next })).rejects.toThrow(/was retired/);
      await using both = await startServer({ ...again, JETON_TOKEN_SALT_PREVIOUS: old });
      expect(await statusesOf(both.url, [...tokens, token])).toEqual([401, 401, 401, 401, 200]);
      // Not even with the rows of salts and tokens as they were.
      await database.sql("update salts set state = 'accepted' where state = 'retired'");
      expect(await statusesOf(both.url, tokens)).toEqual([401, 401, 401, 401]);
    });

    test("takes a bootstrap token that is new, and needs nobody to be shown one then", async () => {
      await using database = await dialect.createDatabase();
      const env = { JETON_DATABASE_URL: database.url, JETON_TOKEN_SALT: newSaltText() };
      await (await startServer(env)).close();
      const token = newBootstrapToken();
      const next = { ...env, JETON_TOKEN_SALT: newSaltText(), JETON_BOOTSTRAP_TOKEN: token };
      const replaced = await saltCommand(INVALIDATE, next);
      expect(replaced).toMatchObject({ code: 0, err: "" });
      expect(replaced.out).not.toMatch(/jtnb_/);
      await using server = await startServer(next);
      expect(await statusesOf(server.url, [token])).toEqual([200]);
    });
  });
}

for (const dialect of dialects.filter(({ name }) => name === "PostgreSQL")) {
  dialect.describe("`jeton salt replace --invalidate-all` with nobody to show a token to", () => {
    test("is refused before anything is changed", async () => {
      await using database = await dialect.createDatabase();
      const env = { JETON_DATABASE_URL: database.url, JETON_TOKEN_SALT: newSaltText() };
      await using server = await startServer(env);
      const refused = await saltCommand(INVALIDATE, { ...env, JETON_TOKEN_SALT: newSaltText() });
      expect(refused).toMatchObject({
        code: 1,
        out: "",
        err: expect.stringContaining("JETON_BOOTSTRAP_TOKEN"),
      });
      expect(await statusesOf(server.url, [server.token])).toEqual([200]);
      expect(await saltStatusOf(env)).toMatchObject([{ state: "writing" }]);
    });
  });
}

for (const dialect of dialects.filter(({ name }) => name === "SQLite")) {
  dialect.describe("`jeton salt replace --invalidate-all` with the salt in the data folder", () => {
    test("keeps a new salt there and a new bootstrap token, even once the old salt is lost", async () => {
      await using database = await dialect.createDatabase();
      const env: Environment = { JETON_DATABASE_URL: database.url };
      await using first = await startServer(env);
      await first.close();
      const file = fileBeside(database, ".env");
      const kept = readFileSync(file, "utf8");
      for (const lost of [false, true]) {
        if (lost) writeFileSync(file, kept.replaceAll(/^JETON_TOKEN_SALT.*\n/gm, ""));
        const replaced = await saltCommand(INVALIDATE, env);
        expect(replaced).toMatchObject({ code: 0, err: "", out: expect.stringContaining("bootstrap-token") });
        expect(replaced.out).not.toMatch(/jtnb_/);
        const [token = ""] = TOKEN.exec(readFileSync(fileBeside(database, "bootstrap-token"), "utf8")) ?? [];
        const now = readFileSync(file, "utf8");
        expect(now).toMatch(/^JETON_TOKEN_SALT=\S{32,}$/m);
        expect(now).not.toBe(kept);
        await using server = await startServer(env);
        expect(await statusesOf(server.url, [first.token, token])).toEqual([401, 200]);
      }
      writeFileSync(file, kept);
      await expect(startServer(env)).rejects.toThrow(/JETON_TOKEN_SALT is salt_\S+, which was retired/);
    });
  });
}

test("`jeton salt` on what is no database yet is refused, and makes none", async () => {
  using folder = temporaryFolder();
  const env = { JETON_DATABASE_URL: `sqlite:${path.join(folder.path, "jeton.db")}` };
  for (const args of [["status"], ["rotate"], ["retire", "salt_1"], INVALIDATE]) {
    const shown = await saltCommand(args, env);
    expect(shown).toMatchObject({ code: 1, out: "", err: expect.stringContaining("there is no database") });
  }
});

test.each([
  [[]],
  [["nonsense"]],
  [["status", "all"]],
  [["rotate", "--now"]],
  [["retire"]],
  [["retire", "--yes-lose", "3"]],
  [["retire", "salt_1", "--yes-lose"]],
  [["retire", "salt_1", "--yes-lose", "some"]],
  [["retire", "salt_1", "--yes-lose", "3", "4"]],
  [["replace"]],
  [["replace", "--yes"]],
])("`jeton salt %o` is a mistake: status 2 and how it is called", async (args) => {
  const shown = await saltCommand(args, {});
  expect(shown).toEqual({ code: 2, out: "", err: expect.stringContaining("Usage: jeton salt status") });
});

test("a wrong environment is status 2 here too", async () => {
  const shown = await saltCommand(["status"], { JETON_DATABASE_URL: "postgres://localhost/jeton" });
  expect(shown).toMatchObject({
    code: 2,
    out: "",
    err: expect.stringContaining("JETON_TOKEN_SALT: is required"),
  });
});
