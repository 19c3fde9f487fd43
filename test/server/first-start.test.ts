import { chmodSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { parseTokenText } from "../../server/contract/token-text.ts";
import { dialects } from "../support/databases.ts";
import { send } from "../support/http.ts";
import { newBootstrapToken } from "../support/server.ts";
import { runJeton, spawnServer } from "../support/spawned-server.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const ownBootstrap = { JETON_BOOTSTRAP_TOKEN: undefined };
const modeOf = (file: string): string => (statSync(file).mode & 0o777).toString(8);

test("the first start on SQLite makes a salt and a bootstrap token, for the owner of the folder alone", async () => {
  await using server = await spawnServer({ env: ownBootstrap });
  expect(readdirSync(server.folder).toSorted()).toEqual(
    expect.arrayContaining([".env", "bootstrap-token", "jeton.db"]),
  );
  for (const name of readdirSync(server.folder))
    expect([name, modeOf(path.join(server.folder, name))]).toEqual([name, "600"]);
  expect(readFileSync(path.join(server.folder, ".env"), "utf8")).toMatch(/^JETON_TOKEN_SALT=\S{32,}$/m);
  const token = readFileSync(path.join(server.folder, "bootstrap-token"), "utf8").trim();
  expect(parseTokenText(token)?.kind).toBe("b");
  const reply = await send(server.url, { path: "/v1/whoami", token });
  expect(reply.json()).toMatchObject({ subject: { reference: "role/system/admin" } });
  expect(server.stdout()).toContain(path.join(server.folder, "bootstrap-token"));
  expect(server.stdout() + server.stderr()).not.toContain(token.slice(17));
});

test("a later start makes neither again, and the token still works", async () => {
  await using first = await spawnServer({ env: ownBootstrap });
  const files = () =>
    [".env", "bootstrap-token"].map((name) => readFileSync(path.join(first.folder, name), "utf8"));
  const before = files();
  first.kill("SIGTERM");
  await first.ended;
  await using second = await spawnServer({ env: ownBootstrap, folder: first.folder });
  expect(files()).toEqual(before);
  expect((await send(second.url, { path: "/v1/whoami", token: before[1]?.trim() })).status).toBe(200);
});

test("a bootstrap token that is given is taken in once and ignored ever after", async () => {
  await using first = await spawnServer();
  expect(readdirSync(first.folder)).not.toContain("bootstrap-token");
  first.kill("SIGTERM");
  await first.ended;
  await using second = await spawnServer({ folder: first.folder });
  expect((await send(second.url, { path: "/v1/whoami", token: first.token })).status).toBe(200);
  expect((await send(second.url, { path: "/v1/whoami", token: second.token })).status).toBe(401);
});

test("a start without the salt the database was made with is refused, and no other is written", async () => {
  await using first = await spawnServer();
  first.kill("SIGTERM");
  await first.ended;
  // That of the environment wins over the folder's.
  const wrong = { JETON_TOKEN_SALT: "another-salt-that-is-long-enough-for-this" };
  await expect(spawnServer({ folder: first.folder, env: wrong })).rejects.toThrow(/is not the salt/);
  const file = path.join(first.folder, ".env");
  rmSync(file);
  const refused = spawnServer({ folder: first.folder });
  await expect(refused).rejects.toThrow(
    /ended with 1: jeton: JETON_TOKEN_SALT is not the salt this database was made with/,
  );
  expect(readdirSync(first.folder)).not.toContain(".env");
  writeFileSync(file, `JETON_TOKEN_SALT=${"x".repeat(40)}\n`);
  await expect(spawnServer({ folder: first.folder })).rejects.toThrow(/is not the salt/);
});

test("other lines of `.env` stay as they are", async () => {
  using folder = temporaryFolder();
  const file = path.join(folder.path, ".env");
  writeFileSync(file, "# mine\nOTHER=1");
  chmodSync(file, 0o644);
  await using server = await spawnServer({ folder: folder.path });
  expect(readFileSync(file, "utf8")).toMatch(
    /^# mine\nOTHER=1\n#.*\nJETON_TOKEN_SALT=\S+\n#.*\nJETON_ENCRYPTION_KEY=\S+\n$/,
  );
  expect(modeOf(file)).toBe("600");
  expect(readdirSync(folder.path).filter((name) => name.startsWith(".env"))).toEqual([".env"]);
  expect(server.url).toContain("127.0.0.1");
});

test("secrets may come from files", async () => {
  using folder = temporaryFolder();
  const given = newBootstrapToken();
  const salt = path.join(folder.path, "salt");
  const token = path.join(folder.path, "token");
  writeFileSync(salt, "a-salt-from-a-file-that-is-long-enough\n");
  writeFileSync(token, `${given}\n`);
  const key = path.join(folder.path, "key");
  writeFileSync(key, "a-key-from-a-file-that-is-long-enough\n");
  const env = {
    ...ownBootstrap,
    JETON_TOKEN_SALT_FILE: salt,
    JETON_BOOTSTRAP_TOKEN_FILE: token,
    JETON_ENCRYPTION_KEY_FILE: key,
  };
  await using server = await spawnServer({ env });
  expect(readdirSync(server.folder)).not.toContain(".env");
  expect((await send(server.url, { path: "/v1/whoami", token: given })).status).toBe(200);
});

for (const dialect of dialects.filter(({ name }) => name === "PostgreSQL")) {
  dialect.describe("a first start", () => {
    test("asks for a salt and a bootstrap token", async () => {
      await using database = await dialect.createDatabase();
      const env = { JETON_LISTEN: "127.0.0.1:0", JETON_DATABASE_URL: database.url };
      const withoutSalt = await runJeton(["serve"], env).ended;
      expect(withoutSalt).toMatchObject({
        code: 2,
        stderr: expect.stringContaining("JETON_TOKEN_SALT: is required"),
      });
      const salt = { JETON_TOKEN_SALT: "a-salt-of-tests-with-enough-characters" };
      const withoutToken = await runJeton(["serve"], { ...env, ...salt }).ended;
      expect(withoutToken).toMatchObject({
        code: 1,
        stderr: expect.stringContaining("set JETON_BOOTSTRAP_TOKEN"),
      });
      await using server = await spawnServer({ env: { ...env, ...salt } });
      expect((await send(server.url, { path: "/v1/whoami", token: server.token })).status).toBe(200);
      expect(readdirSync(server.folder)).toEqual([]);
    });
  });
}
