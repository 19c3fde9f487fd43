import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { Environment } from "../../../server/config/settings.ts";
import { dialects, type TestDatabase } from "../../support/databases.ts";
import { startServer, type TestServer } from "../../support/server.ts";
import {
  auditedActions,
  makeTokens,
  newSaltText,
  saltCommand,
  saltStatusOf,
  statusesOf,
} from "../../support/salts.ts";

const names = (count: number, prefix: string) =>
  Array.from({ length: count }, (_, index) => `${prefix}-${String(index)}`);
const liveOf = (env: Environment) => async () => (await saltStatusOf(env)).map(({ live }) => live);
const all = (count: number, status: number) => Array.from({ length: count }, () => status);

/** A server whose salt lies in its data folder, beside its database. */
function startOn(database: TestDatabase, token: string | undefined): Promise<TestServer> {
  return startServer({
    JETON_DATABASE_URL: database.url,
    ...(token !== undefined && { JETON_BOOTSTRAP_TOKEN: token }),
  });
}

for (const dialect of dialects.filter(({ name }) => name === "SQLite")) {
  dialect.describe("`jeton salt rotate` with the salt in the data folder", () => {
    test("loses no token: before it, during it, after it, and once the old salt is retired", async () => {
      await using database = await dialect.createDatabase();
      const env = { JETON_DATABASE_URL: database.url };
      const file = path.join(path.dirname(database.url.slice("sqlite:".length)), ".env");
      await using first = await startOn(database, undefined);
      const before = await makeTokens(first, names(5, "before"));
      const [old] = await saltStatusOf(env);
      expect(old).toMatchObject({ state: "writing", live: 6 });
      const kept = readFileSync(file, "utf8");

      const rotated = await saltCommand(["rotate"], env);
      expect(rotated).toMatchObject({
        code: 0,
        err: "",
        out: expect.stringContaining("Start the server again"),
      });
      const [, oldText] = /^JETON_TOKEN_SALT=(.*)$/m.exec(kept) ?? [];
      const after = readFileSync(file, "utf8");
      expect(after).toMatch(
        new RegExp(`^#.*\nJETON_TOKEN_SALT=\\S{32,}\nJETON_TOKEN_SALT_PREVIOUS=${String(oldText)}\n`),
      );
      expect((statSync(file).mode & 0o777).toString(8)).toBe("600");
      expect(await saltCommand(["rotate"], env)).toMatchObject({
        code: 1,
        err: expect.stringContaining("announced"),
      });

      // The server that runs does not know the new salt, and nothing was made with it.
      const during = await makeTokens(first, names(5, "during"));
      expect(await statusesOf(first.url, [...before, ...during])).toEqual(all(10, 200));
      expect((await saltStatusOf(env)).map(({ state, live }) => [state, live])).toEqual([
        ["writing", 11],
        ["accepted", 0],
      ]);
      await first.close();

      await using second = await startOn(database, first.token);
      const later = await makeTokens(second, names(5, "after"));
      expect((await saltStatusOf(env)).map(({ state }) => state)).toEqual(["accepted", "writing"]);
      const tokens = [first.token, ...before, ...during, ...later];
      expect(await statusesOf(second.url, tokens)).toEqual(all(16, 200));
      await expect.poll(liveOf(env), { timeout: 10_000 }).toEqual([0, 16]);
      expect(await saltCommand(["retire", String(old?.id)], env)).toMatchObject({ code: 0, err: "" });
      expect(await statusesOf(second.url, tokens)).toEqual(all(16, 200));
      await second.close();

      await using third = await startOn(database, first.token);
      expect(await statusesOf(third.url, tokens)).toEqual(all(16, 200));
      expect((await saltStatusOf(env)).map(({ state }) => state)).toEqual(["retired", "writing"]);
      const audited = (await auditedActions(database)).filter((line) => line.includes("salt"));
      expect(audited).toEqual([
        "system salt.create",
        "system salt.create",
        "system salt.update",
        "system salt.update",
        "system salt.update",
      ]);
    });

    test("takes JETON_TOKEN_SALT as the new salt, and several rotations follow one another", async () => {
      await using database = await dialect.createDatabase();
      const env = { JETON_DATABASE_URL: database.url };
      let token: string | undefined;
      const tokens: string[] = [];
      const file = path.join(path.dirname(database.url.slice("sqlite:".length)), ".env");
      for (const round of [1, 2, 3]) {
        await using server = await startOn(database, token);
        token = server.token;
        tokens.push(...(await makeTokens(server, [`round-${String(round)}`])));
        const salt = newSaltText();
        expect(await saltCommand(["rotate"], { ...env, JETON_TOKEN_SALT: salt })).toMatchObject({ code: 0 });
        expect(readFileSync(file, "utf8")).toContain(`\nJETON_TOKEN_SALT=${salt}\n`);
      }
      await using server = await startOn(database, token);
      expect(await statusesOf(server.url, [server.token, ...tokens])).toEqual(all(4, 200));
      expect((await saltStatusOf(env)).map(({ state }) => state)).toEqual([
        ...all(3, 0).map(() => "accepted"),
        "writing",
      ]);
      await expect.poll(liveOf(env), { timeout: 10_000 }).toEqual([0, 0, 0, 4]);
    });

    test("restarts without end change neither a salt nor a token", async () => {
      await using database = await dialect.createDatabase();
      const env = { JETON_DATABASE_URL: database.url };
      await using first = await startOn(database, undefined);
      const tokens = await makeTokens(first, ["one"]);
      await first.close();
      const rows = () => database.sql("select id, salt_id, hash, ends_at from secrets order by id");
      const [secrets, salts] = [await rows(), await saltStatusOf(env)];
      for (let round = 0; round < 5; round += 1) {
        await using again = await startOn(database, undefined);
        expect(await statusesOf(again.url, tokens)).toEqual([200]);
      }
      expect(await rows()).toEqual(secrets);
      expect(await saltStatusOf(env)).toEqual(salts);
    });
  });
}

for (const dialect of dialects.filter(({ name }) => name === "PostgreSQL")) {
  dialect.describe("a rotation of two servers on one database", () => {
    test("announces, then writes: no server meets a hash it cannot check, and no token is lost", async () => {
      await using database = await dialect.createDatabase();
      const [old, next] = [newSaltText(), newSaltText()];
      const start = (current: string, previous: string, token?: string): Promise<TestServer> =>
        startServer({
          JETON_DATABASE_URL: database.url,
          JETON_TOKEN_SALT: current,
          JETON_TOKEN_SALT_PREVIOUS: previous,
          ...(token !== undefined && { JETON_BOOTSTRAP_TOKEN: token }),
        });
      const env = { JETON_DATABASE_URL: database.url, JETON_TOKEN_SALT: old };
      let a = await start(old, "");
      const { token } = a;
      let b = await start(old, "", token);
      const tokens = [token];
      let made = 0;
      /** Each server makes a token, and both accept all there are. */
      const check = async (): Promise<void> => {
        for (const server of [a, b]) {
          made += 1;
          tokens.push(...(await makeTokens({ create: server.create }, [`token-${String(made)}`])));
        }
        for (const { url, send } of [a, b]) {
          expect(await statusesOf(url, tokens)).toEqual(all(tokens.length, 200));
          expect((await send({ path: "/readyz" })).status).toBe(200);
        }
      };
      const replace = async (server: TestServer, current: string, previous: string): Promise<TestServer> => {
        await server[Symbol.asyncDispose]();
        return start(current, previous, token);
      };
      const states = async () => (await saltStatusOf(env)).map(({ state }) => state);

      await check();
      const advice = await saltCommand(["rotate"], env);
      expect(advice).toMatchObject({ code: 0, out: expect.stringMatching(/^\S{32,}\n$/) });
      expect(advice.err).toMatch(/1\. Add the new salt to JETON_TOKEN_SALT_PREVIOUS[^]*2\. Swap/);
      expect(await states()).toEqual(["writing"]);

      // Out of order it is refused, and nothing is changed.
      await expect(start(next, old, token)).rejects.toThrow(/announce it first/);
      expect(await states()).toEqual(["writing"]);

      a = await replace(a, old, next);
      expect(await states()).toEqual(["writing", "accepted"]);
      await check();
      b = await replace(b, old, next);
      await check();
      const swap = await saltCommand(["rotate"], { ...env, JETON_TOKEN_SALT_PREVIOUS: next });
      expect(swap).toMatchObject({
        code: 0,
        out: "",
        err: expect.stringMatching(/is announced[^]*2\. Swap/),
      });

      a = await replace(a, next, old);
      expect(await states()).toEqual(["accepted", "writing"]);
      await check();
      // One that starts once more as before takes nothing back.
      b = await replace(b, old, next);
      expect(await states()).toEqual(["accepted", "writing"]);
      await check();
      b = await replace(b, next, old);
      await check();

      await expect.poll(liveOf(env), { timeout: 10_000 }).toEqual([0, tokens.length]);
      const [first] = await saltStatusOf(env);
      const retired = await saltCommand(["retire", String(first?.id)], { ...env, JETON_TOKEN_SALT: next });
      expect(retired).toMatchObject({ code: 0, err: "" });
      await check();
      a = await replace(a, next, "");
      b = await replace(b, next, "");
      await check();
      await a[Symbol.asyncDispose]();
      await b[Symbol.asyncDispose]();
    });

    test("swapped before all were told, the one that was not says it cannot check, never that a token is wrong", async () => {
      await using database = await dialect.createDatabase();
      const [old, next] = [newSaltText(), newSaltText()];
      const env = { JETON_DATABASE_URL: database.url, JETON_TOKEN_SALT: old };
      await using late = await startServer(env);
      const given = { ...env, JETON_BOOTSTRAP_TOKEN: late.token };
      await (await startServer({ ...given, JETON_TOKEN_SALT_PREVIOUS: next }))[Symbol.asyncDispose]();
      await using early = await startServer({
        ...given,
        JETON_TOKEN_SALT: next,
        JETON_TOKEN_SALT_PREVIOUS: old,
      });
      const [token = ""] = await makeTokens(early, ["new"]);
      expect(await statusesOf(late.url, [token, late.token])).toEqual([503, 200]);
      expect((await late.send({ path: "/readyz" })).status).toBe(503);
      const body = { role_id: "role_viewer", project: "system", name: "other" };
      expect((await late.send({ method: "POST", path: "/v1/tokens", body })).status).toBe(503);
    });
  });
}
