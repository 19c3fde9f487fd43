import { readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { Environment } from "../../../server/config/settings.ts";
import { dialects } from "../../support/databases.ts";
import { send } from "../../support/http.ts";
import { offlineCommand } from "../../support/offline-command.ts";
import { statusesOf } from "../../support/salts.ts";
import { startServer, type TestServer } from "../../support/server.ts";
import { startServerOn } from "../../support/server-on.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const SALT = "a-salt-of-tests-with-enough-characters";
const KEY = "an-encryption-key-of-tests-with-enough-characters";
const PASSWORD = "a long password of Ann's";

interface Made {
  readonly tokenId: string;
  readonly texts: { readonly kept: string; readonly revoked: string; readonly admin: string };
  readonly ids: { readonly kept: string; readonly revoked: string; readonly user: string };
}

/** Tokens of an account, and a person with a password. */
async function fill(server: TestServer): Promise<Made> {
  await server.create("/v1/projects", { name: "shop" });
  const account = await server.create("/v1/service-accounts", { name: "ci", project: "shop" });
  const token = (name: string) =>
    server.create("/v1/tokens", { service_account_id: account["id"], name, expires_at: null });
  const [kept, revoked] = [await token("kept"), await token("revoked")];
  const user = await server.create("/v1/users", { email: "ann@example.com", password: PASSWORD });
  return {
    tokenId: String(revoked["id"]),
    texts: { kept: String(kept["secret"]), revoked: String(revoked["secret"]), admin: server.token },
    ids: { kept: String(kept["id"]), revoked: String(revoked["id"]), user: String(user["id"]) },
  };
}

const signIn = (url: string, password: string) =>
  send(url, {
    method: "POST",
    path: "/v1/session",
    headers: { origin: url },
    body: { email: "ann@example.com", password },
  });

const TOKEN = /jtnb_\w{50}/;

for (const [index, dialect] of dialects.entries()) {
  // Each is restored on the other.
  const other = dialects[1 - index]!;
  dialect.describe(`\`jeton backup\`, restored on ${other.name}`, () => {
    test("revives nothing until somebody accepts it, and then only what they trust", async () => {
      using folder = temporaryFolder();
      const file = path.join(folder.path, "backup.jsonl");
      const checkpoints = path.join(folder.path, "checkpoints.jsonl");
      await using first = await startServerOn(dialect, { JETON_AUDIT_CHECKPOINTS: checkpoints });
      const { texts, ids } = await fill(first);
      const backup = await offlineCommand(["backup", "--to", file], {
        JETON_DATABASE_URL: first.database.url,
      });
      expect(backup).toMatchObject({ code: 0, out: "" });
      expect(backup.err).toMatch(/the salts {11}salt_\S+ \(writing\)\n {2}the encryption key {2}enc_/);
      expect((statSync(file).mode & 0o777).toString(8)).toBe("600");
      const content = readFileSync(file, "utf8");
      for (const secret of [SALT, KEY, PASSWORD, ...Object.values(texts)]) {
        expect(content).not.toContain(secret);
      }
      const path_ = `/v1/tokens/${ids.revoked}:revoke`;
      expect((await first.send({ method: "POST", path: path_ })).status).toBe(200);
      await first.close();

      await using target = await other.createDatabase();
      const env: Environment = {
        JETON_DATABASE_URL: target.url,
        JETON_TOKEN_SALT: SALT,
        JETON_ENCRYPTION_KEY: KEY,
        JETON_AUDIT_CHECKPOINTS: checkpoints,
      };
      const wrong = await offlineCommand(["restore", file], { ...env, JETON_TOKEN_SALT: `${SALT}?` });
      expect(wrong).toMatchObject({
        code: 1,
        out: "",
        err: expect.stringMatching(/the salt salt_\S+, which is not/),
      });
      const restored = await offlineCommand(["restore", file], env);
      expect(restored).toMatchObject({ code: 0, err: "" });
      expect(restored.out).toContain("in quarantine");
      expect(await offlineCommand(["restore", file], env)).toMatchObject({
        code: 1,
        err: expect.stringContaining("the database is not empty"),
      });

      await using second = await startServer(env);
      const { url } = second;
      await expectNothingIn(second, Object.values(texts));
      const { out } = await offlineCommand(["admin", "recover", "--force"], env, { isInteractive: true });
      const operator = TOKEN.exec(out)?.[0] ?? "";
      expect(await statusesOf(url, [operator])).toEqual([200]);
      const introspect = { method: "POST", path: "/oauth/introspect", token: operator };
      const asked = await send(url, {
        ...introspect,
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: `token=${texts.kept}`,
      });
      expect(asked.status).toBe(503);
      const password = await send(url, {
        method: "PATCH",
        path: `/v1/users/${ids.user}`,
        token: operator,
        body: { password: `${PASSWORD}, the next` },
      });
      expect(password.status).toBe(200);
      expect((await signIn(url, PASSWORD)).status).toBe(401);
      expect((await signIn(url, `${PASSWORD}, the next`)).status).toBe(200);

      const trust = path.join(folder.path, "trust");
      writeFileSync(trust, `${ids.kept}\n`);
      const accepted = await offlineCommand(["restore", "--accept", "--trust", trust], env);
      expect(accepted).toMatchObject({ code: 0, err: "" });
      // The revoked one, and the admin's; the person was given a password since.
      expect(accepted.out).toContain("Disabled: 2 tokens, 0 trust policies, 0 users, 0 identity providers.");
      await expect.poll(async () => (await send(url, { path: "/readyz" })).status).toBe(200);
      expect(await statusesOf(url, [texts.kept, texts.revoked, texts.admin, operator])).toEqual([
        200, 401, 401, 200,
      ]);
      const listed = await send(url, {
        path: `/v1/audit-events?target_type=token&action=token.disable`,
        token: operator,
      });
      expect(listed.json()["items"]).toHaveLength(2);
      expect(await offlineCommand(["restore", "--accept"], env)).toMatchObject({
        code: 1,
        err: expect.stringContaining("there is nothing to accept"),
      });
      await second.close();
      await expectAudit(env, checkpoints);
    });
  });
}

/** Neither those that were good nor the one that was not. */
async function expectNothingIn({ url }: TestServer, texts: readonly string[]): Promise<void> {
  const ready = await send(url, { path: "/readyz" });
  expect([ready.status, ready.text]).toEqual([503, expect.stringContaining("jeton restore --accept")]);
  for (const token of texts) {
    for (const [method, at, body] of [
      ["GET", "/v1/whoami"],
      ["GET", "/v1/forward-auth"],
      ["GET", "/v1/projects"],
      [
        "POST",
        "/v1/access:check",
        { checks: [{ resource_type: "jeton.project", action: "read", project: "shop" }] },
      ],
      ["POST", "/v1/token-reviews", { spec: { token } }],
      ["POST", "/graphql", { query: "{ whoami { id } }" }],
    ] as const) {
      const reply = await send(url, { method, path: at, token, body });
      expect([at, reply.status]).toEqual([at, 503]);
      expect(reply.text).toContain("jeton restore --accept");
    }
  }
  const signed = await signIn(url, PASSWORD);
  expect([signed.status, signed.problem().code]).toEqual([503, "unavailable"]);
}

/** The audit goes on whole, and the checkpoints say where it was cut. */
async function expectAudit(env: Environment, checkpoints: string): Promise<void> {
  const kept = [
    "--checkpoint",
    checkpoints,
    "--public-key",
    `${path.dirname(checkpoints)}/audit-public-key.pem`,
  ];
  const verified = await offlineCommand(["audit", "verify", ...kept], env);
  expect(verified).toMatchObject({ code: 0, err: "" });
  expect(verified.out).toMatch(/The audit is intact: \d+ entries/);
  expect(verified.out).toMatch(/a backup was restored.* entries \d+ to \d+ .* are not part of it/s);
}
