import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { dialects } from "../../support/databases.ts";
import { send } from "../../support/http.ts";
import { runJeton, type SpawnedServer, spawnServer } from "../../support/spawned-server.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const stop = async (server: SpawnedServer): Promise<void> => {
  // Whoever answers has its signal handlers.
  await send(server.url, { path: "/healthz" });
  server.kill("SIGTERM");
  expect(await server.ended).toMatchObject({ code: 0 });
};

const file = (folder: string): string => path.join(folder, "audit-checkpoints.jsonl");
test("checkpoints are added to where something changed, and a line torn by a crash is dropped", async () => {
  await using first = await spawnServer();
  await stop(first);
  const one = readFileSync(file(first.folder), "utf8");
  appendFileSync(file(first.folder), '{"hash":"ab');
  await using second = await spawnServer({ folder: first.folder, token: first.token });
  await stop(second);
  expect(readFileSync(file(first.folder), "utf8")).toBe(one);
  await using third = await spawnServer({ folder: first.folder, token: first.token });
  const reply = await send(third.url, {
    method: "POST",
    path: "/v1/projects",
    body: { name: "new" },
    token: first.token,
  });
  expect(reply.status).toBe(201);
  await stop(third);
  const lines = readFileSync(file(first.folder), "utf8").trimEnd().split("\n");
  expect(lines).toHaveLength(2);
  expect(`${lines[0] ?? ""}\n`).toBe(one);
});

test("checkpoints are signed with a key that is sealed with one in `.env`; another is refused, and none is written", async () => {
  await using first = await spawnServer();
  await stop(first);
  const env = path.join(first.folder, ".env");
  const before = readFileSync(env, "utf8");
  expect(before).toMatch(/^JETON_ENCRYPTION_KEY=\S{48}$/m);
  const database = readFileSync(path.join(first.folder, "jeton.db"), "latin1");
  expect(database).not.toContain(/JETON_ENCRYPTION_KEY=(\S+)/.exec(before)?.[1] ?? "none");
  expect(database).not.toContain("PRIVATE KEY");
  const start = () => spawnServer({ folder: first.folder, token: first.token });
  const refusal = /ended with 1: jeton: JETON_ENCRYPTION_KEY is not the key this database was sealed with/;
  const without = before.replace(/^JETON_ENCRYPTION_KEY=.*\n/m, "");
  writeFileSync(env, without);
  await expect(start()).rejects.toThrow(refusal);
  expect(readFileSync(env, "utf8")).toBe(without);
  writeFileSync(env, before.replace(/^(JETON_ENCRYPTION_KEY=).*$/m, `$1${"x".repeat(40)}`));
  await expect(start()).rejects.toThrow(refusal);
  writeFileSync(env, before);
  await using again = await start();
  expect(again.url).toContain("127.0.0.1");
});

for (const dialect of dialects.filter(({ name }) => name === "PostgreSQL")) {
  dialect.describe("checkpoints", () => {
    test("are written where they are asked for, and ask for a key", async () => {
      using folder = temporaryFolder();
      await using database = await dialect.createDatabase();
      const salt = { JETON_TOKEN_SALT: "a-salt-of-tests-with-enough-characters" };
      const env = { JETON_DATABASE_URL: database.url, ...salt, JETON_AUDIT_CHECKPOINTS: file(folder.path) };
      const refused = await runJeton(["serve"], env).ended;
      expect(refused).toMatchObject({
        code: 2,
        stderr: expect.stringContaining("JETON_ENCRYPTION_KEY: is required") as string,
      });
      const key = path.join(folder.path, "key");
      writeFileSync(key, "a-key-of-tests-with-enough-characters\n");
      await using server = await spawnServer({ env: { ...env, JETON_ENCRYPTION_KEY_FILE: key } });
      await stop(server);
      const kept = [
        "--checkpoint",
        file(folder.path),
        "--public-key",
        path.join(folder.path, "audit-public-key.pem"),
      ];
      const args = ["audit", "verify", ...kept];
      const ended = await runJeton(args, { JETON_DATABASE_URL: database.url }).ended;
      expect(ended).toMatchObject({
        code: 0,
        stderr: "",
        stdout: expect.stringContaining("Every checkpoint agrees with it") as string,
      });
      await database.sql("update audit_entries set actor_id = 'somebody else' where sequence = 3");
      const broken = await runJeton(["audit", "verify"], { JETON_DATABASE_URL: database.url }).ended;
      expect([broken.code, broken.stderr]).toEqual([1, expect.stringContaining("Entry 3: ") as string]);
    });
  });
}
