import { expect, test } from "vitest";
import { dialects } from "../../support/databases.ts";
import { startServer } from "../../support/server.ts";

const first = "the-first-key-of-tests-with-enough-characters";
const second = "the-second-key-of-tests-with-enough-characters";

for (const dialect of dialects.filter(({ name }) => name === "PostgreSQL")) {
  dialect.describe("a replica with the encryption key of before", () => {
    test("is not ready once another has sealed everything under a newer one, and says why", async () => {
      await using database = await dialect.createDatabase();
      const salt = "a-salt-of-tests-with-enough-characters";
      const env = { JETON_DATABASE_URL: database.url, JETON_TOKEN_SALT: salt };
      const keys = { JETON_ENCRYPTION_KEY: second, JETON_ENCRYPTION_KEY_PREVIOUS: first };
      await using old = await startServer({ ...env, JETON_ENCRYPTION_KEY: first });
      await using keyless = await startServer({ ...env, JETON_BOOTSTRAP_TOKEN: old.token });
      const ready = async ({ send }: typeof old): Promise<number> =>
        (await send({ path: "/readyz", token: undefined })).status;
      expect([await ready(old), await ready(keyless)]).toEqual([200, 200]);
      await using newer = await startServer({ ...env, ...keys, JETON_BOOTSTRAP_TOKEN: old.token });
      // One that was given no key does without what is sealed, and says so where it is asked for.
      expect([await ready(newer), await ready(keyless)]).toEqual([200, 200]);
      const reply = await old.send({ path: "/readyz", token: undefined });
      expect([reply.status, reply.problem().code]).toEqual([503, "unavailable"]);
      expect(reply.problem().detail).toContain("JETON_ENCRYPTION_KEY");
      for (const key of [first, second]) expect(reply.text + old.log()).not.toContain(key);
      // What needs no key goes on, for the time until it is replaced.
      expect((await old.send({ path: "/v1/whoami" })).status).toBe(200);
      expect((await old.send({ path: "/healthz", token: undefined })).status).toBe(200);
    });
  });
}
