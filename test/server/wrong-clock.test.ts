import path from "node:path";
import { expect, test } from "vitest";
import { dialects } from "../support/databases.ts";
import { fakeTime, fakeTimeLibrary } from "../support/fake-time.ts";
import { type Reply, send, type Sent } from "../support/http.ts";
import { offlineCommand } from "../support/offline-command.ts";
import { needProgram } from "../support/program.ts";
import { startServer } from "../support/server.ts";
import { spawnServer } from "../support/spawned-server.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

needProgram("libfaketime (Debian's faketime)", fakeTimeLibrary);

const HOUR = 3600;
/** Milliseconds by which a replica may be off, on a machine that has other things to do. */
const CLOSE = 2000;

for (const dialect of dialects.filter(({ name }) => name === "PostgreSQL")) {
  dialect.describe("a replica whose machine's clock is wrong, and is set while it runs,", () => {
    test("goes by the database's time, and says so", { timeout: 60_000 }, async () => {
      await using database = await dialect.createDatabase();
      using folder = temporaryFolder();
      const clock = fakeTime(folder.path, -HOUR);
      const env = {
        JETON_DATABASE_URL: database.url,
        JETON_TOKEN_SALT: "a-salt-of-tests-with-enough-characters",
      };
      await using right = await startServer(env);
      await using wrong = await spawnServer({ env: { ...env, ...clock.env }, token: right.token });
      const statusAt = async (url: string, token: string): Promise<number> =>
        (await send(url, { path: "/v1/whoami", token })).status;
      const makeAtWrong = async (name: string): Promise<number> => {
        const reply = await send(wrong.url, {
          method: "POST",
          path: "/v1/tokens",
          token: right.token,
          body: { role_id: "role_viewer", project: "system", name, max_age: "1h" },
        });
        expect(reply.status).toBe(201);
        const { created_at: created, expires_at: expires, secret } = reply.json();
        expect(Date.parse(String(expires)) - Date.parse(String(created))).toBe(HOUR * 1000);
        // What it made is live at once for both.
        expect(await statusAt(right.url, String(secret))).toBe(200);
        return Date.parse(String(created));
      };
      for (const [name, off] of [
        ["behind", -HOUR],
        ["ahead", 2 * HOUR],
      ] as const) {
        clock.set(off);
        // The log's own times are the machine's: until it has seen that it was set.
        await expect
          .poll(async () => {
            await statusAt(wrong.url, right.token);
            return Math.abs(loggedTime(wrong.stdout()) - Date.now() - off * 1000);
          })
          .toBeLessThan(60_000);
        const before = Date.now();
        const made = await makeAtWrong(name);
        expect(made).toBeGreaterThan(before - CLOSE);
        expect(made).toBeLessThan(Date.now() + CLOSE);
        const end = new Date(Date.now() + 1500);
        const { secret } = await right.create("/v1/tokens", {
          role_id: "role_viewer",
          project: "system",
          name: `${name}-ends`,
          expires_at: end.toISOString(),
        });
        const isAccepted = (await statusAt(wrong.url, String(secret))) === 200;
        expect(isAccepted || Date.now() > end.getTime() - CLOSE).toBe(true);
        await expect.poll(() => statusAt(wrong.url, String(secret))).toBe(401);
        expect(Date.now()).toBeLessThan(end.getTime() + 3 * CLOSE);
        expect(Date.now()).toBeGreaterThan(end.getTime() - CLOSE);
      }
      const times = await database.sql("select max(time) as last from audit_entries");
      expect(Date.parse(String(times[0]?.["last"]))).toBeLessThan(Date.now() + CLOSE);
      expect(wrong.stdout()).toContain(
        "This machine's clock is 3600 s behind the database's, by which Jeton goes",
      );
    });
  });
}

test(
  "a server on SQLite whose clock is set back brings back nothing that expired, and is right again after a day too many",
  { timeout: 60_000 },
  async () => {
    using folder = temporaryFolder();
    const clock = fakeTime(folder.path, 0);
    await using server = await spawnServer({ env: clock.env });
    const ask = (request: Sent): Promise<Reply> => send(server.url, { token: server.token, ...request });
    const statusOf = async (token: string): Promise<number> =>
      (await ask({ path: "/v1/forward-auth", token })).status;
    let count = 0;
    const mint = async (terms: object) => {
      const body = { role_id: "role_viewer", project: "system", name: `t-${String((count += 1))}`, ...terms };
      const made = (await ask({ method: "POST", path: "/v1/tokens", body })).json();
      const [at = 0, end = 0] = [made["created_at"], made["expires_at"]].map((time) =>
        Date.parse(String(time)),
      );
      return { id: String(made["id"]), secret: String(made["secret"]), at, end };
    };
    /** Whole hours by which the server is ahead of the time. */
    const hoursAhead = async (): Promise<number> => {
      const { at } = await mint({ max_age: "1h" });
      // Never the zero that is below 0.
      return Math.round((at - Date.now()) / HOUR / 1000) + 0;
    };
    /** One that is made then lives for as long as is asked for, and is refused once it is revoked. */
    const holds = async (): Promise<void> => {
      const { id, secret, at, end } = await mint({ max_age: "1h" });
      expect(end - at).toBe(HOUR * 1000);
      expect(await statusOf(secret)).toBe(200);
      const revoked = await ask({ method: "POST", path: `/v1/tokens/${id}:revoke` });
      expect([revoked.status, await statusOf(secret)]).toEqual([200, 401]);
    };
    const { secret: lasting } = await mint({ max_age: "12h" });
    const { secret: ended } = await mint({ max_age: "2s" });
    await expect.poll(() => statusOf(ended), { timeout: 15_000 }).toBe(401);

    clock.set(-HOUR);
    await expect.poll(server.stdout, { timeout: 15_000 }).toContain("restart Jeton if it was wrong then");
    expect(server.stdout()).toContain("clock is 3600 s behind the time that has passed since Jeton started");
    expect([await statusOf(ended), await statusOf(lasting), await hoursAhead()]).toEqual([401, 200, 0]);
    await holds();

    clock.set(24 * HOUR);
    await expect.poll(hoursAhead, { timeout: 15_000 }).toBe(24);
    expect([await statusOf(ended), await statusOf(lasting)]).toEqual([401, 401]);
    await holds();

    clock.set(0);
    await expect.poll(hoursAhead, { timeout: 15_000 }).toBe(0);
    expect([await statusOf(ended), await statusOf(lasting)]).toEqual([401, 200]);
    await holds();
    expect(server.stdout()).toContain("This machine's clock is right again");
    const env = { JETON_DATABASE_URL: `sqlite:${path.join(server.folder, "jeton.db")}` };
    expect(await offlineCommand(["audit", "verify"], env)).toMatchObject({ code: 0, err: "" });
  },
);

/** When the last line of a log says that it was written. */
function loggedTime(log: string): number {
  const [, time = ""] = /"time":"?([^",]+)/.exec(log.trim().split("\n").at(-1) ?? "") ?? [];
  return Number.isNaN(Number(time)) ? Date.parse(time) : Number(time);
}
