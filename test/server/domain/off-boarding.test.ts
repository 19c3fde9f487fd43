import { expect, test } from "vitest";
import { dialects } from "../../support/databases.ts";
import { createDomainWorld } from "../../support/domain-world.ts";

for (const dialect of dialects) {
  dialect.describe("off-boarding an administrator", () => {
    test("the last usable token of another one is not ended with the secret that it was made with", async () => {
      await using world = await createDomainWorld(dialect);
      const { admin, call, store } = world;
      const binding = { role_id: "role_admin", project: "system" };
      const { id: leaver } = await call(admin, "user.create", { body: { email: "leaver@example.com" } });
      await call(admin, "role_binding.create", { body: { ...binding, user_id: leaver } });
      const own = await call(admin, "token.create", { body: { user_id: leaver, name: "own" } });
      const secret = String(own["secret"]);
      const { id: ops } = await call(secret, "service_account.create", {
        body: { name: "ops", project: "system" },
      });
      await call(secret, "role_binding.create", { body: { ...binding, service_account_id: ops } });
      const shown = await call(secret, "token.create", { body: { service_account_id: ops, name: "main" } });
      const [first] = await store.read.tokens.list({ kind: "b" });
      await call(String(shown["secret"]), "token.disable", { id: first?.id ?? "" });
      const off = (body: Record<string, unknown>): Promise<unknown> =>
        call(String(shown["secret"]), "user.off-board", { id: String(leaver), body });
      for (const shown_tokens of ["end_secrets", "revoke"]) {
        await expect(off({ shown_tokens })).rejects.toMatchObject({ code: "last_admin" });
      }
      await world.authenticate(secret);
      await off({ shown_tokens: "keep" });
      await expect(world.authenticate(secret)).rejects.toMatchObject({ code: "invalid_token" });
      await world.authenticate(String(shown["secret"]));
    });

    test("the secret of a token that has expired is ended, too: who prolongs the token lets nobody back in", async () => {
      await using world = await createDomainWorld(dialect);
      const { admin, call, clock } = world;
      const { id: leaver } = await call(admin, "user.create", { body: { email: "leaver@example.com" } });
      const binding = { role_id: "role_admin", project: "system", user_id: leaver };
      await call(admin, "role_binding.create", { body: binding });
      const own = await call(admin, "token.create", { body: { user_id: leaver, name: "own" } });
      const { id: ops } = await call(admin, "service_account.create", {
        body: { name: "ops", project: "system" },
      });
      const until = (days: number): string => new Date(clock.now + days * 24 * 3_600_000).toISOString();
      const shown = await call(String(own["secret"]), "token.create", {
        body: { service_account_id: ops, name: "ci", expires_at: until(1) },
      });
      clock.now += 2 * 24 * 3_600_000;
      await call(admin, "user.off-board", { id: String(leaver), body: {} });
      await call(admin, "token.update", { id: String(shown["id"]), body: { expires_at: until(1) } });
      await expect(world.authenticate(String(shown["secret"]))).rejects.toMatchObject({
        code: "invalid_token",
      });
    });
  });
}
