import { Agent } from "node:http";
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

    // Over connections that are open, as proxies and clients keep them: new ones wait for the operating system first.
    const many = await opened(url, ASKED);
    const few = await opened(url, 5);
    const answered: Reply[] = [];
    // Each asks again until it is refused, so that there are more than may wait, however fast they are answered.
    const overload = Array.from({ length: ASKED }, async (_, index) => {
      for (let reply: Reply | undefined; !reply || !isRefused(reply);) {
        reply = await send(url, { path: listing, token: admins[index % 2] ?? "", agent: many });
        answered.push(reply);
      }
    });
    const over = Promise.allSettled(overload);
    const between: number[] = [];
    const verified: number[] = [];
    while (between.length < ROUNDS || !answered.some(isRefused)) {
      const before = answered.length;
      const replies = await Promise.all([
        send(url, { path: "/v1/whoami", token, agent: few }),
        send(url, { path: "/v1/forward-auth", token, agent: few }),
        send(url, { path: "/healthz", agent: few }),
        send(url, { path: "/readyz", agent: few }),
        send(url, { path: "/metrics", token, agent: few }),
      ]);
      verified.push(...replies.map(({ status }) => status));
      between.push(answered.length - before);
    }
    server.kill("SIGKILL");
    await over;
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

async function opened(url: string, count: number): Promise<Agent> {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: count });
  await Promise.all(Array.from({ length: count }, () => send(url, { path: "/healthz", agent })));
  return agent;
}

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
