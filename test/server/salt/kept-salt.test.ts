import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { keepSalts, newSalt, readSalts } from "../../../server/config/data-folder.ts";
import { dialects } from "../../support/databases.ts";
import { makeTokens, newSaltText, saltCommand, saltStatusOf, statusesOf } from "../../support/salts.ts";
import { spawnServer } from "../../support/spawned-server.ts";
import { startServer } from "../../support/server.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

test("salts are kept in place, and every other line of `.env` stays where it is", async () => {
  using folder = temporaryFolder();
  const file = path.join(folder.path, ".env");
  const [one, two, three] = [newSalt(), newSalt(), newSalt()];
  writeFileSync(file, `# mine\nJETON_TOKEN_SALT=${one}\n\nOTHER=1\nJETON_TOKEN_SALT_FILE=x\n`);
  expect(await readSalts(folder.path)).toEqual({ current: one, previous: [] });
  await keepSalts(folder.path, { current: three, previous: [two, one] });
  expect(await readSalts(folder.path)).toEqual({ current: three, previous: [two, one] });
  expect(readFileSync(file, "utf8")).toBe(
    `# mine\nJETON_TOKEN_SALT=${three}\nJETON_TOKEN_SALT_PREVIOUS=${two},${one}\n\nOTHER=1\nJETON_TOKEN_SALT_FILE=x\n`,
  );
  await keepSalts(folder.path, { current: three, previous: [] });
  expect(readFileSync(file, "utf8")).toBe(
    `# mine\nJETON_TOKEN_SALT=${three}\n\nOTHER=1\nJETON_TOKEN_SALT_FILE=x\n`,
  );
});

test("a running server, rotated and killed without warning, starts with the new salt and every token", async () => {
  await using first = await spawnServer();
  const env = { JETON_DATABASE_URL: `sqlite:${path.join(first.folder, "jeton.db")}` };
  expect(await saltCommand(["rotate"], env)).toMatchObject({ code: 0, err: "" });
  expect(await statusesOf(first.url, [first.token])).toEqual([200]);
  first.kill("SIGKILL");
  await first.ended;
  await using second = await spawnServer({ folder: first.folder, token: first.token });
  expect(await statusesOf(second.url, [first.token])).toEqual([200]);
  const live = async () => (await saltStatusOf(env)).map((salt) => [salt.state, salt.live]);
  await expect.poll(live, { timeout: 10_000 }).toEqual([
    ["accepted", 0],
    ["writing", 1],
  ]);
});

for (const dialect of dialects.filter(({ name }) => name === "SQLite")) {
  dialect.describe("`jeton salt` that was interrupted", () => {
    test("between announcing a salt and keeping it, can be taken back and done again", async () => {
      await using database = await dialect.createDatabase();
      const env = { JETON_DATABASE_URL: database.url };
      const file = path.join(path.dirname(database.url.slice("sqlite:".length)), ".env");
      await using first = await startServer(env);
      const tokens = [first.token, ...(await makeTokens(first, ["one"]))];
      await first.close();
      const kept = readFileSync(file, "utf8");
      await saltCommand(["rotate"], env);
      writeFileSync(file, kept);
      await using second = await startServer(env);
      expect(await statusesOf(second.url, tokens)).toEqual([200, 200]);
      const again = await saltCommand(["rotate"], env);
      expect(again).toMatchObject({ code: 1, err: expect.stringMatching(/salt_\S+ is announced already/) });
      const [, orphan] = await saltStatusOf(env);
      expect(orphan).toMatchObject({ state: "accepted", live: 0 });
      expect(await saltCommand(["retire", String(orphan?.id)], env)).toMatchObject({ code: 0 });
      expect(await saltCommand(["rotate"], env)).toMatchObject({ code: 0 });
      await second.close();
      await using third = await startServer(env);
      expect(await statusesOf(third.url, tokens)).toEqual([200, 200]);
      expect((await saltStatusOf(env)).map(({ state }) => state)).toEqual(["accepted", "retired", "writing"]);
    });

    test("between keeping a salt and replacing the others, can be done again", async () => {
      await using database = await dialect.createDatabase();
      const env = { JETON_DATABASE_URL: database.url };
      const folder = path.dirname(database.url.slice("sqlite:".length));
      await using first = await startServer(env);
      await first.close();
      const kept = await readSalts(folder);
      await keepSalts(folder, { current: newSaltText(), previous: [String(kept?.current)] });
      await expect(startServer(env)).rejects.toThrow(/is at hand as well. Put that one back/);
      expect(await saltCommand(["replace", "--invalidate-all"], env)).toMatchObject({ code: 0, err: "" });
      await using second = await startServer(env);
      const token = readFileSync(path.join(folder, "bootstrap-token"), "utf8").trim();
      expect(await statusesOf(second.url, [first.token, token])).toEqual([401, 200]);
      expect(await readSalts(folder)).toMatchObject({ previous: [] });
    });
  });
}

for (const dialect of dialects) {
  dialect.describe("`jeton salt rotate` with the salt in the environment", () => {
    test("says what comes next and changes nothing", async () => {
      await using database = await dialect.createDatabase();
      const [old, next] = [newSaltText(), newSaltText()];
      const env = { JETON_DATABASE_URL: database.url, JETON_TOKEN_SALT: old };
      await using server = await startServer(env);
      const rotate = (current: string, previous = "") =>
        saltCommand(["rotate"], { ...env, JETON_TOKEN_SALT: current, JETON_TOKEN_SALT_PREVIOUS: previous });
      const made = await rotate(old);
      expect(made).toMatchObject({ code: 0, err: expect.stringContaining("shown this once") });
      expect(made.out).toMatch(/^\S{32,}\n$/);
      expect(made.out.trim()).not.toBe(old);
      const given = await rotate(next, old);
      expect(given).toMatchObject({ code: 0, out: "", err: expect.stringContaining("1. Add the new salt") });
      expect(given.err).not.toContain(next);
      expect(await saltStatusOf(env)).toMatchObject([{ state: "writing", live: 1 }]);
      await server.close();
      await using told = await startServer({ ...env, JETON_TOKEN_SALT_PREVIOUS: next });
      await told.close();
      for (const shown of [await rotate(old, next), await rotate(next, old)]) {
        expect(shown).toMatchObject({ code: 0, out: "", err: expect.stringContaining("2. Swap the two") });
        expect(shown.err).not.toContain("1. Add");
      }
      await using swapped = await startServer({
        ...env,
        JETON_TOKEN_SALT: next,
        JETON_TOKEN_SALT_PREVIOUS: old,
      });
      await swapped.close();
      expect(await rotate(old, next)).toMatchObject({
        code: 1,
        out: "",
        err: expect.stringContaining("is not"),
      });
    });
  });
}
