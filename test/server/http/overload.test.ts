import { expect, test } from "vitest";
import { type Reply, send } from "../../support/http.ts";
import { spawnServer } from "../../support/spawned-server.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { DatabaseSync } from "node:sqlite";
import path from "node:path";

/** Rows that each administrative request looks through, for milliseconds. */
const ROWS = 3_000;
/** Rounds of verification meanwhile. */
const ROUNDS = 8;
const ASKED = 1_200;

test(
  "a server with too much administration to do verifies on, and tells the rest to come back",
  { timeout: 60_000 },
  async () => {
    using folder = temporaryFolder();
    await using server = await spawnServer({ folder: folder.path });
    const { url, token } = server;
    const asAdmin = async (name: string): Promise<string> => {
      const body = { role_id: "role_admin", project: "system", name };
      return String((await send(url, { method: "POST", path: "/v1/tokens", token, body })).json()["secret"]);
    };
    const admins = await Promise.all(["a", "b"].map(asAdmin));
    fill(path.join(folder.path, "jeton.db"));
    // Of these there is none: every row is looked at.
    const listing = "/v1/tokens?search=nowhere";
    expect((await send(url, { path: listing, token })).status).toBe(200);

    const answered: Reply[] = [];
    const overload = Array.from({ length: ASKED }, async (_, index) => {
      answered.push(await send(url, { path: listing, token: admins[index % 2] ?? "" }));
    });
    const between: number[] = [];
    const verified: number[] = [];
    while (between.length < ROUNDS || !answered.some(isRefused)) {
      const before = answered.length;
      const replies = await Promise.all([
        send(url, { path: "/v1/whoami", token }),
        send(url, { path: "/v1/forward-auth", token }),
        send(url, { path: "/healthz" }),
        send(url, { path: "/readyz" }),
        send(url, { path: "/metrics", token }),
      ]);
      verified.push(...replies.map(({ status }) => status));
      between.push(answered.length - before);
    }
    server.kill("SIGKILL");
    await Promise.allSettled(overload);
    expect(new Set(verified)).toEqual(new Set([200]));
    const refused = answered.filter(isRefused);
    expect(refused.length).toBeGreaterThan(0);
    for (const reply of refused) {
      expect([reply.status, reply.headers["retry-after"]]).toEqual([503, "2"]);
      expect(reply.problem().detail).toContain("too much to do");
    }
    // However many wait, a round of verification waits for some that are being answered, not for all.
    const typical = between.toSorted((a, b) => a - b)[ROUNDS / 2] ?? ASKED;
    expect(typical).toBeLessThan(ASKED / 5);
  },
);

function isRefused({ status }: Reply): boolean {
  return status !== 200;
}

/** Tokens by the thousand, copied from one that is there. */
function fill(file: string): void {
  const database = new DatabaseSync(file, { timeout: 5000 });
  const [row = {}] = database.prepare("select * from tokens limit 1").all();
  const columns = Object.keys(row);
  const copied = columns.map((name) => (name === "id" || name === "name" ? `${name} || '-' || n` : name));
  database.exec(
    `with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${String(ROWS)})
     insert into tokens (${columns.join(", ")}) select ${copied.join(", ")} from numbers, (select * from tokens limit 1)`,
  );
  database.close();
}
