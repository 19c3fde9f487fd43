import { expect, test } from "vitest";
import { dialects } from "../../support/databases.ts";
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
}
