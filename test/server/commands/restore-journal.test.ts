import { copyFileSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { Environment } from "../../../server/config/settings.ts";
import { dialects } from "../../support/databases.ts";
import { send } from "../../support/http.ts";
import { journaledKills } from "../../support/journaled-kills.ts";
import { offlineCommand } from "../../support/offline-command.ts";
import { statusesOf } from "../../support/salts.ts";
import { startServer, type TestServer } from "../../support/server.ts";
import { startServerOn } from "../../support/server-on.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const SECRETS: Environment = {
  JETON_TOKEN_SALT: "a-salt-of-tests-with-enough-characters",
  JETON_ENCRYPTION_KEY: "an-encryption-key-of-tests-with-enough-characters",
};
const PASSWORD = "a long password of Ann's";

const role = (server: TestServer, body: object): Promise<Record<string, unknown>> =>
  server.create("/v1/tokens", { role_id: "role_viewer", project: "system", ...body });

const act = async (server: TestServer, target: string, body?: object): Promise<void> => {
  const method = target.includes(":") ? "POST" : "PATCH";
  const { status, text } = await server.send({ method, path: target, body });
  if (status >= 300) throw new Error(`${method} ${target}: ${text}`);
};

for (const [index, dialect] of dialects.entries()) {
  const other = dialects[1 - index]!;
  dialect.describe(`a backup restored on ${other.name} with a journal`, () => {
    test("starts without a quarantine, and refuses what was refused at the end", async () => {
      using folder = temporaryFolder();
      const at = (name: string): string => path.join(folder.path, name);
      const files = { JETON_REVOCATION_JOURNAL: at("journal"), JETON_AUDIT_CHECKPOINTS: at("checkpoints") };
      await using first = await startServerOn(dialect, { ...SECRETS, ...files });
      const kept = await role(first, { name: "kept" });
      const ended = [
        await role(first, { name: "revoked" }),
        await role(first, { name: "rotated" }),
        await role(first, { name: "once", usage_limit: 1 }),
        await role(first, { name: "elsewhere" }),
      ] as const;
      const ann = await first.create("/v1/users", { email: "ann@example.com", password: PASSWORD });
      const backup = await offlineCommand(["backup", "--to", at("b")], {
        JETON_DATABASE_URL: first.database.url,
      });
      expect(backup.code).toBe(0);
      const [revoked, rotated, once, elsewhere] = ended;
      await act(first, `/v1/tokens/${String(revoked["id"])}:revoke`);
      await act(first, `/v1/tokens/${String(rotated["id"])}:rotate`, {});
      expect(await statusesOf(first.url, [String(once["secret"])])).toEqual([200]);
      await act(first, `/v1/tokens/${String(elsewhere["id"])}`, { allowed_cidrs: ["192.0.2.1/32"] });
      await act(first, `/v1/users/${String(ann["id"])}`, { password: `${PASSWORD}, another` });
      const texts = [kept, ...ended].map(({ secret }) => String(secret));
      expect(await statusesOf(first.url, texts)).toEqual([200, 401, 401, 401, 401]);
      await first.close();
      const journal = readFileSync(at("b"), "utf8");
      for (const secret of [PASSWORD, ...texts]) expect(journal).not.toContain(secret);

      await using target = await other.createDatabase();
      const env = { ...SECRETS, ...files, JETON_DATABASE_URL: target.url };
      const early = await offlineCommand(["restore", at("b"), "--until", "2020-01-01"], env);
      expect(early).toMatchObject({ code: 2, err: expect.stringContaining("Usage") });
      const restored = await offlineCommand(["restore", at("b")], env);
      expect(restored).toMatchObject({ code: 0, err: "" });
      expect(restored.out).toContain("All that was removed since is removed again: servers may start.");
      await using second = await startServer(env);
      expect((await send(second.url, { path: "/readyz" })).status).toBe(200);
      expect(await statusesOf(second.url, texts)).toEqual([200, 401, 401, 401, 401]);
      const signedIn = await send(second.url, {
        method: "POST",
        path: "/v1/session",
        headers: { origin: second.url },
        body: { email: "ann@example.com", password: PASSWORD },
      });
      expect(signedIn.status).toBe(401);
      await second.close();
      const verified = await offlineCommand(
        ["audit", "verify", "--checkpoint", at("checkpoints"), "--public-key", at("audit-public-key.pem")],
        env,
      );
      expect(verified).toMatchObject({ code: 0, out: expect.stringContaining("a backup was restored") });

      // The same backup once more: what was written to the restored one is told of as well.
      await using third = await other.createDatabase();
      const late = ["restore", at("b"), "--journal", at("journal"), "--until", "2099-01-01T00:00:00Z"];
      const quarantined = await offlineCommand(late, { ...env, JETON_DATABASE_URL: third.url });
      expect(quarantined.out).toMatch(
        /in quarantine, since the journals were last written to at .*, and not until 2099/,
      );
    });
  });
}

test("an old copy of the file, put back while nobody looks, is quarantined at the start", async () => {
  using folder = temporaryFolder();
  const at = (name: string): string => path.join(folder.path, name);
  const env = {
    ...SECRETS,
    JETON_DATABASE_URL: `sqlite:${at("jeton.db")}`,
    JETON_REVOCATION_JOURNAL: at("journal"),
    // Beside the database, and so put back with it.
    JETON_AUDIT_CHECKPOINTS: at("unused"),
  };
  const first = await startServer(env);
  const token = await role(first, { name: "revoked" });
  await first.close();
  copyFileSync(at("jeton.db"), at("old.db"));
  copyFileSync(at("unused"), at("old-checkpoints"));
  const second = await startServer({ ...env, JETON_BOOTSTRAP_TOKEN: first.token });
  await act(second, `/v1/tokens/${String(token["id"])}:revoke`);
  await second.close();
  const ended = new Date().toISOString();
  copyFileSync(at("old.db"), at("jeton.db"));
  copyFileSync(at("old-checkpoints"), at("unused"));
  await using third = await startServer(env);
  expect(third.log()).toContain("older than its revocation journals");
  expect(await statusesOf(third.url, [String(token["secret"])])).toEqual([503]);
  await third.close();
  // What that server did since is beside what is told of, and says nothing of how far that goes.
  const replay = ["restore", "--quarantine", "--journal", at("journal")];
  expect((await offlineCommand(replay, env)).out).toContain(
    "1 rows are changed as the revocation journals tell",
  );
  const replayed = await offlineCommand([...replay, "--until", ended], env);
  expect(replayed.out).toContain("All that was removed since is removed again");
  await using fourth = await startServer({ ...env, JETON_BOOTSTRAP_TOKEN: first.token });
  expect(await statusesOf(fourth.url, [String(token["secret"]), first.token])).toEqual([401, 200]);
});

for (const dialect of dialects) {
  dialect.describe("kill -9 in a burst of revokes", () => {
    test("leaves no acknowledged one out of the journal", async () => {
      using folder = temporaryFolder();
      await using database = await dialect.createDatabase();
      const rounds = journaledKills(database.url, { folder: path.join(folder.path, "journal"), rounds: 2 });
      for await (const { acknowledged, lost, gap } of rounds) {
        expect({ lost, gap }).toEqual({ lost: [], gap: undefined });
        expect(acknowledged).toBeGreaterThan(20);
      }
    });
  });
}
