import { expect, test } from "vitest";
import { dialects } from "../../support/databases.ts";
import { startServer } from "../../support/server.ts";

/** What has happened to others, as far as it is about starting again. */

const SALT = "a-salt-of-tests-with-enough-characters";

for (const dialect of dialects) {
  dialect.describe("incidents of others, about starting again", () => {
    test("roles, bindings and tokens are after a restart what they were before (Strapi, #27418)", async () => {
      await using database = await dialect.createDatabase();
      const env = { JETON_DATABASE_URL: database.url, JETON_TOKEN_SALT: SALT };
      const lists = [
        "/v1/roles",
        "/v1/role-bindings",
        "/v1/service-accounts",
        "/v1/tokens",
        "/v1/resource-types",
      ];
      const first = await startServer(env);
      const { token: admin } = first;
      await first.create("/v1/resource-types", { name: "flow", actions: [{ name: "view", access: "read" }] });
      const rules = [{ resource_type: "flow", actions: ["view"] }];
      const role = await first.create("/v1/roles", { name: "viewing", project: "system", rules });
      const account = await first.create("/v1/service-accounts", { name: "kept", project: "system" });
      const binding = { role_id: role["id"], service_account_id: account["id"], project: "system" };
      await first.create("/v1/role-bindings", binding);
      const { secret } = await first.create("/v1/tokens", {
        service_account_id: account["id"],
        name: "kept",
      });
      const ask = {
        path: "/v1/forward-auth?resource_type=flow&action=view&project=system",
        token: String(secret),
      };
      const shown = async (server: typeof first): Promise<string> => {
        const replies = await Promise.all(lists.map((path) => server.send({ path, token: admin })));
        // Uses are counted while it is looked at.
        return replies.map(({ text }) => text.replaceAll(/"(?:last_used_\w+|uses)":[^,}]+/g, "")).join("\n");
      };
      const before = await shown(first);
      expect(before).toContain("viewing");
      await first[Symbol.asyncDispose]();
      for (let restart = 0; restart < 2; restart += 1) {
        await using again = await startServer(env);
        expect(await shown(again)).toBe(before);
        expect((await again.send(ask)).status).toBe(200);
      }
    });

    test("a server that comes up with another salt does not start, and ends no token by it (Strapi, #12255)", async () => {
      await using database = await dialect.createDatabase();
      const env = { JETON_DATABASE_URL: database.url, JETON_TOKEN_SALT: SALT };
      const first = await startServer(env);
      const { token } = first;
      await first[Symbol.asyncDispose]();
      const other = { ...env, JETON_TOKEN_SALT: "another-salt-of-tests-with-enough-characters" };
      await expect(startServer(other)).rejects.toThrow(/salt/i);
      await using again = await startServer(env);
      expect((await again.send({ path: "/v1/whoami", token })).status).toBe(200);
    });
  });
}
