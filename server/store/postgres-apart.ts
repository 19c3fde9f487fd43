import type { Pool, PoolClient } from "pg";

import type { Run } from "./dialect.ts";
import type { Apart } from "./engine.ts";
import { explain, runOn } from "./postgres-transaction.ts";

const CHANNEL = "jeton_changes";

/** Of the pool for it: what a reading of one row may take, in milliseconds; whoever waits for it does without by then. */
export const forApart = { max: 1, query_timeout: 2000, idleTimeoutMillis: 0 } as const;

/**
 * A connection of its own, on which changes are looked for and told of. LISTEN and NOTIFY make that sooner and are relied on
 * for nothing: a pooler takes the first and sends nothing, CockroachDB refuses both. They are not part of a change, since
 * a transaction that notifies takes a lock of the whole server when it commits.
 */
export function openApart(pool: Pool): Apart & { readonly end: () => Promise<void> } {
  const listeners: (() => void)[] = [];
  let canNotify = true;
  pool.on("connect", (client) => {
    client.on("notification", () => {
      for (const listener of listeners) {
        listener();
      }
    });
  });
  const listening = new WeakSet<PoolClient>();
  const run: Run = async (statement, parameters) => {
    const client = await pool.connect();
    try {
      if (!listening.has(client)) {
        listening.add(client);
        await client.query(`listen ${CHANNEL}`).catch(() => undefined);
      }
      const answer = await runOn(client)(statement, parameters);
      client.release();
      return answer;
    } catch (error) {
      // Whatever it was, the next one begins with a connection that works.
      client.release(true);
      throw error;
    }
  };
  const read: Run = async (statement, parameters) => {
    try {
      return await run(statement, parameters);
    } catch (error) {
      throw explain(error);
    }
  };
  return {
    read,
    notify: () => {
      if (!canNotify || pool.ending) {
        return;
      }
      run(`select pg_notify('${CHANNEL}', '')`, []).catch((error: unknown) => {
        // One that is away is told nothing; one that does not know it never will.
        canNotify = !isRefusal(error);
      });
    },
    onNotice: (listener) => void listeners.push(listener),
    end: () => pool.end(),
  };
}

/** An error that the database itself answered, not one of the connection. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && "code" in error && /^(0A|42)/.test(String(error.code));
}
