import { expect, test } from "vitest";
import { dialects } from "../../support/databases.ts";
import { startServer } from "../../support/server.ts";
import {
  auditedActions,
  makeTokens,
  newSaltText,
  saltCommand,
  saltStatusOf,
  statusesOf,
} from "../../support/salts.ts";

for (const dialect of dialects) {
  dialect.describe("`jeton salt retire`", () => {
    test("is refused while tokens would be lost, unless their number is given", async () => {
      await using database = await dialect.createDatabase();
      const [old, next] = [newSaltText(), newSaltText()];
      const before = {
        JETON_DATABASE_URL: database.url,
        JETON_TOKEN_SALT: old,
        JETON_TOKEN_SALT_PREVIOUS: next,
      };
      await using first = await startServer(before);
      const [used = "", idle = ""] = await makeTokens(first, ["used", "idle"]);
      const body = { role_id: "role_viewer", project: "system", name: "revoked" };
      const revoked = await first.create("/v1/tokens", body);
      const revoke = { method: "POST", path: `/v1/tokens/${String(revoked["id"])}:revoke` };
      expect((await first.send(revoke)).status).toBe(200);
      await first.close();
      const env = {
        JETON_DATABASE_URL: database.url,
        JETON_TOKEN_SALT: next,
        JETON_TOKEN_SALT_PREVIOUS: old,
      };
      await using server = await startServer({ ...env, JETON_BOOTSTRAP_TOKEN: first.token });
      expect(await statusesOf(server.url, [first.token, used])).toEqual([200, 200]);
      const live = async () => (await saltStatusOf(env)).map((salt) => salt.live);
      await expect.poll(live, { timeout: 10_000 }).toEqual([1, 2]);

      const [id = "", writing = ""] = (await saltStatusOf(env)).map((salt) => salt.id);
      const refusals: readonly (readonly [readonly string[], string])[] = [
        [[id], "1 live secrets are still hashed with"],
        [[id, "--yes-lose", "2"], "add --yes-lose 1"],
        [[writing], "is what hashes are made with"],
        [["salt_unknown"], "there is no salt `salt_unknown`"],
      ];
      for (const [args, message] of refusals) {
        const refused = await saltCommand(["retire", ...args], env);
        expect(refused).toMatchObject({ code: 1, out: "", err: expect.stringContaining(message) });
      }
      const asCurrent = await saltCommand(["retire", id, "--yes-lose", "1"], before);
      expect(asCurrent).toMatchObject({ code: 1, err: expect.stringContaining("is JETON_TOKEN_SALT") });
      expect(await live()).toEqual([1, 2]);

      const retired = await saltCommand(["retire", id, "--yes-lose", "1"], env);
      expect(retired).toMatchObject({
        code: 0,
        err: "",
        out: expect.stringContaining("1 live secrets are lost"),
      });
      // Whatever the server that runs remembers of the salt.
      expect(await statusesOf(server.url, [first.token, used, idle])).toEqual([200, 200, 401]);
      expect(await saltStatusOf(env)).toMatchObject([
        { state: "retired", live: 0 },
        { state: "writing", live: 2 },
      ]);
      expect((await auditedActions(database)).slice(-2)).toEqual([
        "system token.end_secret",
        "system salt.update",
      ]);
      const twice = await saltCommand(["retire", id], env);
      expect(twice).toMatchObject({ code: 1, err: expect.stringContaining("is retired already") });
    });

    test("comes before a salt is taken away: a start without one that tokens need is refused", async () => {
      await using database = await dialect.createDatabase();
      const [old, next] = [newSaltText(), newSaltText()];
      const url = { JETON_DATABASE_URL: database.url };
      await using first = await startServer({
        ...url,
        JETON_TOKEN_SALT: old,
        JETON_TOKEN_SALT_PREVIOUS: next,
      });
      await first.close();
      const env = { ...url, JETON_TOKEN_SALT: next, JETON_TOKEN_SALT_PREVIOUS: old };
      await using second = await startServer(env);
      await second.close();
      const alone = { ...url, JETON_TOKEN_SALT: next };
      await expect(startServer(alone)).rejects.toThrow(/1 live secrets are still hashed with the salt salt_/);
      await expect(startServer({ ...url, JETON_TOKEN_SALT: old })).rejects.toThrow(/is not at hand/);
      const stranger = { ...url, JETON_TOKEN_SALT: newSaltText() };
      await expect(startServer(stranger)).rejects.toThrow(/JETON_TOKEN_SALT is not the salt/);
      const [salt] = await saltStatusOf(alone);
      expect(await saltCommand(["retire", String(salt?.id), "--yes-lose", "1"], alone)).toMatchObject({
        code: 0,
      });
      await using third = await startServer(alone);
      expect(await statusesOf(third.url, [first.token])).toEqual([401]);
    });
  });
}
