import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { dialects } from "../support/databases.ts";
import { type Holder, losses, makeHolder, mayView } from "../support/lost-rights.ts";
import { startServer, type TestServer } from "../support/server.ts";
import { startServerOn } from "../support/server-on.ts";

const form = { "content-type": "application/x-www-form-urlencoded" };
/** Milliseconds after which no other replica accepts what one has acknowledged the end of. */
const PROMISED = 1000;
const SLOW = { timeout: 60_000 };

for (const dialect of dialects) {
  dialect.describe("what verifications remember", () => {
    const alike = {
      JETON_TOKEN_SALT: "a-salt-of-tests-with-enough-characters",
      JETON_ENCRYPTION_KEY: "an-encryption-key-of-tests-with-enough-characters",
    };
    const another = ({ token, database }: TestServer & { database: { url: string } }): Promise<TestServer> =>
      startServer({ JETON_DATABASE_URL: database.url, JETON_BOOTSTRAP_TOKEN: token, ...alike });

    test(
      "is forgotten by the next request of the same process, and of another one within a second",
      SLOW,
      async () => {
        await using one = await startServerOn(dialect);
        await using other = await another(one);
        const isActive = async (token: string): Promise<unknown> => {
          const body = `token=${token}&client_ip=127.0.0.1`;
          const reply = await one.send({ method: "POST", path: "/oauth/introspect", headers: form, body });
          return reply.json()["active"];
        };
        /** Milliseconds after the acknowledgement at which the last request began that the other one accepted. */
        const acceptedUntil = async (holder: Holder, acknowledged: number): Promise<number> => {
          for (let last = 0; ; await setTimeout(20)) {
            const since = performance.now() - acknowledged;
            if ((await other.send(mayView(holder))).status !== 200) return last;
            last = since;
          }
        };
        const waiting: Promise<readonly [string, boolean]>[] = [];
        for (const [index, [what, loss]] of Object.entries(losses).entries()) {
          const holder = await makeHolder(one, `shop${String(index)}`);
          for (const server of [one, one, other, other])
            expect((await server.send(mayView(holder))).status).toBe(200);
          expect([what, await isActive(holder.token)]).toEqual([what, true]);

          const lost = await one.send(loss(holder));
          const acknowledged = performance.now();
          expect([what, lost.status < 300]).toEqual([what, true]);
          expect([what, (await one.send(mayView(holder))).status]).not.toEqual([what, 200]);
          waiting.push(acceptedUntil(holder, acknowledged).then((last) => [what, last < PROMISED]));
        }
        expect(await Promise.all(waiting)).toEqual(Object.keys(losses).map((what) => [what, true]));
      },
    );

    test("keeps nobody from what was just given: a no is looked up", SLOW, async () => {
      await using one = await startServerOn(dialect);
      await using other = await another(one);
      const holder = await makeHolder(one, "shop");
      const asks = mayView(holder);
      expect((await other.send(asks)).status).toBe(200);
      const { roleId, groupId, bindingId } = holder;
      const given = { role_id: roleId, group_id: groupId, project: "shop" };
      for (let round = 0, id = bindingId; round < 3; round += 1) {
        await one.send({ method: "DELETE", path: `/v1/role-bindings/${id}` });
        await expect.poll(async () => (await other.send(asks)).status).toBe(403);
        id = String((await one.create("/v1/role-bindings", given))["id"]);
        expect((await other.send(asks)).status).toBe(200);
      }
    });

    test(
      "is worth nothing once the database has lost changes: all is refused until a restart",
      SLOW,
      async () => {
        await using one = await startServerOn(dialect);
        const asks = mayView(await makeHolder(one, "shop"));
        const [head] = await one.database.sql("select epoch, sequence, hash from chain_head");
        await one.create("/v1/projects", { name: "later" });
        expect((await one.send(asks)).status).toBe(200);
        await one.database.sql(
          `update chain_head set epoch = ${String(head?.["epoch"])}, sequence = ${String(head?.["sequence"])}, hash = '${String(head?.["hash"])}'`,
        );
        await expect.poll(async () => (await one.send(asks)).status).toBe(503);
        const statuses = [];
        for (const path of ["/readyz", "/v1/whoami", "/metrics", "/healthz"])
          statuses.push((await one.send({ path })).status);
        expect(statuses).toEqual([503, 503, 503, 200]);
        expect(one.log()).toContain("the database has lost changes that were acknowledged");
      },
    );
  });
}
