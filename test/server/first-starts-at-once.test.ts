import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import type { Environment } from "../../server/config/settings.ts";
import { migrations } from "../../server/store/migrations/all.ts";
import { dialects } from "../support/databases.ts";
import { send } from "../support/http.ts";
import { offlineCommand } from "../support/offline-command.ts";
import { newBootstrapToken, startServer } from "../support/server.ts";
import { spawnServer } from "../support/spawned-server.ts";

const ownBootstrap = { JETON_BOOTSTRAP_TOKEN: undefined };

for (const dialect of dialects) {
  dialect.describe("six servers that start at once on an empty database", () => {
    test("are ready, all on what one of them made, and so is one that starts after them", async () => {
      await using database = await dialect.createDatabase();
      const isFile = dialect.name === "SQLite";
      const secret = "a-secret-of-tests-with-enough-characters";
      const env: Environment = {
        JETON_DATABASE_URL: database.url,
        ...(isFile ? ownBootstrap : { JETON_TOKEN_SALT: secret, JETON_ENCRYPTION_KEY: secret }),
      };
      const given = newBootstrapToken();
      // What they meet in is the database, and on SQLite the files beside it: there they are processes.
      const inProcess = { ...env, ...(!isFile && { JETON_BOOTSTRAP_TOKEN: given }) };
      const start = (): Promise<{ readonly url: string } & AsyncDisposable> =>
        isFile ? spawnServer({ env }) : startServer(inProcess);
      await using stack = new AsyncDisposableStack();
      const started = await Promise.allSettled(Array.from({ length: 6 }, start));
      const servers = started.flatMap((one) => (one.status === "fulfilled" ? [stack.use(one.value)] : []));
      expect(started.flatMap((one) => (one.status === "rejected" ? [String(one.reason)] : []))).toEqual([]);
      const data = path.dirname(database.url.slice("sqlite:".length));
      const token = isFile ? readFileSync(path.join(data, "bootstrap-token"), "utf8").trim() : given;
      // What one of them makes all the others know, and with what is kept for the next start.
      servers.push(stack.use(await startServer(inProcess)));
      for (const [index, { url }] of servers.entries()) {
        const body = { role_id: "role_viewer", project: "system", name: `made-${String(index)}` };
        const made = await send(url, { method: "POST", path: "/v1/tokens", token, body });
        const use = { path: "/v1/whoami", token: String(made.json()["secret"]) };
        const statuses = servers.map(async (one) => (await send(one.url, use)).status);
        expect(new Set(await Promise.all(statuses))).toEqual(new Set([200]));
      }
      const [counts] = await database.sql(`select
        (select count(*) from tokens where kind = 'b') as first, (select count(*) from salts) as salts,
        (select count(*) from encryption_keys) as keys, (select count(*) from signing_keys) as signing,
        (select count(*) from migrations) as migrations, (select count(*) from audit_entries where sequence = 1) as genesis`);
      const signing = isFile ? 1 : 0;
      const found = Object.fromEntries(
        Object.entries(counts ?? {}).map(([name, count]) => [name, Number(count)]),
      );
      expect(found).toEqual({
        first: 1,
        salts: 1,
        keys: 1,
        signing,
        migrations: migrations.length,
        genesis: 1,
      });
      expect(await offlineCommand(["audit", "verify"], env)).toMatchObject({ code: 0, err: "" });
    });
  });
}
