import { expect, test } from "vitest";
import { dialects } from "../../support/databases.ts";
import { connect } from "../../support/postgres.ts";
import { startServer } from "../../support/server.ts";
import { startTcpProxy } from "../../support/tcp-proxy.ts";

for (const dialect of dialects.filter(({ name }) => name === "PostgreSQL")) {
  dialect.describe("a server whose database went away", () => {
    test("is alive, not ready, and tells clients to come back", async () => {
      await using database = await dialect.createDatabase();
      await using proxy = await startTcpProxy(database.url);
      const salt = "a-salt-of-tests-with-enough-characters";
      await using server = await startServer({ JETON_DATABASE_URL: proxy.url, JETON_TOKEN_SALT: salt });
      await proxy.cut();
      expect((await server.send({ path: "/healthz", token: undefined })).status).toBe(200);
      const lists = ["/v1/projects", "/v1/tokens", "/v1/roles"];
      for (const path of ["/readyz", "/v1/whoami", "/v1/forward-auth", ...lists]) {
        const reply = await server.send({ path });
        expect([path, reply.status, reply.headers["retry-after"]]).toEqual([path, 503, "1"]);
        expect(reply.problem()).toMatchObject({ code: "unavailable" });
        expect(reply.text).not.toContain(new URL(proxy.url).port);
      }
      const write = { method: "POST", path: "/v1/projects", body: { name: "shop" } };
      expect((await server.send(write)).status).toBe(503);
      const form = { "content-type": "application/x-www-form-urlencoded" };
      const introspect = { method: "POST", path: "/oauth/introspect", headers: form, body: "token=x" };
      expect((await server.send(introspect)).json()).toMatchObject({ error: "temporarily_unavailable" });
      expect(server.log()).toContain('"level":"warn"');
      expect(server.log()).not.toContain('"level":"error"');
    });
  });

  dialect.describe("a server whose administrators wait for a slow database", () => {
    test(
      "verifies on, tokens that it does not know and uses that are counted too",
      { timeout: 60_000 },
      async () => {
        await using database = await dialect.createDatabase();
        const salt = "a-salt-of-tests-with-enough-characters";
        await using server = await startServer({ JETON_DATABASE_URL: database.url, JETON_TOKEN_SALT: salt });
        const mint = async (more: object): Promise<string> => {
          const token = { role_id: "role_admin", project: "system", ...more };
          return String((await server.create("/v1/tokens", token))["secret"]);
        };
        const tokens = await Promise.all([
          mint({ name: "a" }),
          mint({ name: "b" }),
          mint({ name: "counted", usage_limit: 3 }),
        ]);
        const other = await connect(database.url);
        // Whoever reads or adds to the audit waits for this, as for a list that takes long.
        await other.query("begin; lock table audit_entries in access exclusive mode");
        let answered = 0;
        const asked = Array.from({ length: 15 }, async (_, at) => {
          const change = { method: "POST", path: "/v1/projects", body: { name: `p-${String(at)}` } };
          const { status } = await server.send(at < 12 ? { path: "/v1/audit-events" } : change);
          answered += 1;
          return status;
        });
        const waiting = "pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
        // Four who look through it, and two who change something: one of them waits for the other.
        await expect
          .poll(async () =>
            Number((await database.sql(`select count(*) as count from ${waiting}`))[0]?.["count"]),
          )
          .toBeGreaterThanOrEqual(6);
        for (const path of ["/v1/forward-auth", "/v1/whoami"]) {
          const replies = await Promise.all(tokens.map((token) => server.send({ path, token })));
          expect([path, ...replies.map(({ status }) => status)]).toEqual([path, 200, 200, 200]);
        }
        expect((await server.send({ path: "/readyz" })).status).toBe(200);
        expect(answered).toBe(0);
        await other.query("rollback");
        await other.end();
        expect(new Set(await Promise.all(asked))).toEqual(new Set([200, 201]));
      },
    );
  });
}
