import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { dialects } from "../support/databases.ts";
import { type Reply, send, type Sent } from "../support/http.ts";
import { startServer } from "../support/server.ts";
import { spawnServer } from "../support/spawned-server.ts";
import { until } from "../support/until.ts";

const NEXT = fileURLToPath(new URL("../support/next-version.ts", import.meta.url));

/** Clients that mint and use tokens at whichever of the servers, until they are stopped; gives what failed. */
function startClients(urls: readonly string[], token: string) {
  let isDone = false;
  const answered = urls.map(() => 0);
  const failures: string[] = [];
  const work = async (at: number, client: number): Promise<void> => {
    const url = urls[at] ?? "";
    for (let step = 0; !isDone; step += 1) {
      const name = `c-${String(urls.length)}-${String(client)}-${String(at)}-${String(step)}`;
      const body = { role_id: "role_viewer", project: "system", name };
      const made = await send(url, { method: "POST", path: "/v1/tokens", token, body });
      const secret = made.status === 201 ? String(made.json()["secret"]) : "";
      // At the other one, if there is another.
      const used = await send(urls.at(-1 - at) ?? url, { path: "/v1/whoami", token: secret });
      if (used.status !== 200)
        failures.push(`${name}: ${String(made.status)} ${String(used.status)} ${used.text}`);
      answered[at] = (answered[at] ?? 0) + 1;
    }
  };
  const working = urls.flatMap((_, at) => [work(at, 0), work(at, 1)]);
  return {
    each: (least: number) => until("requests", () => answered.every((count) => count >= least)),
    stop: async (): Promise<readonly string[]> => {
      isDone = true;
      await Promise.all(working);
      return failures;
    },
  };
}

for (const dialect of dialects.filter(({ name }) => name === "PostgreSQL")) {
  dialect.describe("a server beside the next version's", () => {
    test(
      "serves on while the schema goes forward, and refuses what it does not know",
      { timeout: 60_000 },
      async () => {
        await using database = await dialect.createDatabase();
        const env = {
          JETON_DATABASE_URL: database.url,
          JETON_TOKEN_SALT: "a-salt-of-tests-with-enough-characters",
        };
        await using older = await startServer(env);
        const before = startClients([older.url], older.token);
        await before.each(3);
        await using newer = await spawnServer({ env, token: older.token, program: NEXT });
        expect(newer.stdout()).toContain("The database goes from schema 1 to 2");
        const both = startClients([older.url, newer.url], older.token);
        await Promise.all([before.each(6), both.each(5)]);
        expect([...(await before.stop()), ...(await both.stop())]).toEqual([]);

        const atNewer = (request: Sent): Promise<Reply> =>
          send(newer.url, { token: older.token, ...request });
        const make = async (path: string, body: Readonly<Record<string, unknown>>) =>
          (await atNewer({ method: "POST", path, body })).json();
        const statuses = async (path: string, token: string): Promise<readonly number[]> =>
          Promise.all([older.url, newer.url].map(async (url) => (await send(url, { path, token })).status));
        const mint = (name: string, more: object = {}) =>
          make("/v1/tokens", { role_id: "role_admin", project: "system", name, ...more });

        const plain = await mint("plain");
        const restricted = await mint("restricted", { labels: { next: "1" } });
        expect(await statuses("/v1/whoami", String(plain["secret"]))).toEqual([200, 200]);
        expect(await statuses("/v1/whoami", String(restricted["secret"]))).toEqual([503, 200]);
        const refused = await older.send({ path: "/v1/whoami", token: String(restricted["secret"]) });
        expect(refused.headers["retry-after"]).toBe("1");
        expect(refused.problem().detail).toMatch(/older than what is asked for.*upgrade this one/);
        // A use of what is restricted is not to be had by way of another that is not.
        const path = `/v1/tokens/${String(restricted["id"])}`;
        for (const way of [`${path}:rotate`, `${path}:enable`]) {
          expect((await older.send({ method: "POST", path: way, body: {} })).status).toBe(503);
        }
        expect((await older.send({ path: `/v1/tokens/${String(plain["id"])}` })).status).toBe(200);

        // What is restricted later is refused from then on, and what is widened stays with who knows.
        const target = { method: "PATCH", path: `/v1/tokens/${String(plain["id"])}` };
        expect((await atNewer({ ...target, body: { labels: { next: "1" } } })).status).toBe(200);
        expect(await statuses("/v1/whoami", String(plain["secret"]))).toEqual([503, 200]);
        expect((await atNewer({ ...target, body: { labels: {} } })).status).toBe(200);
        expect(await statuses("/v1/whoami", String(plain["secret"]))).toEqual([503, 200]);

        // A right by a role that is restricted.
        const role = { name: "next", project: "system", description: "next" };
        const rules = [{ resource_type: "jeton.project", actions: ["@read"] }];
        const { id: roleId } = await make("/v1/roles", { ...role, rules });
        const held = await make("/v1/tokens", { role_id: roleId, project: "system", name: "held" });
        expect(await statuses("/v1/projects", String(held["secret"]))).toEqual([503, 200]);
      },
    );
  });
}
