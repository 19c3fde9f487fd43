import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import type { AuditRow } from "../../server/domain/rows.ts";
import type { Store } from "../../server/domain/store.ts";
import { verifyChain } from "../../server/store/audit-chain.ts";
import { openStore } from "../../server/store/open-store.ts";
import { type Reply, send } from "./http.ts";
import { storeOptions } from "./stores.ts";

interface Minted {
  readonly id: string;
  readonly secret: string;
}

/** What clients were told. */
export interface Ledger {
  readonly live: readonly Minted[];
  readonly revoked: readonly Minted[];
  /** Requests that failed in a way that the same request, sent again, must not have ended in. */
  readonly wrong: readonly string[];
}

/** Clients that mint tokens and revoke every fifth, whatever happens to the server. */
export interface Minting {
  readonly acknowledged: () => number;
  /** Answers that were 503, and connections that broke. */
  readonly failed: () => number;
  readonly stop: () => Promise<Ledger>;
}

const CLIENTS = 4;
/** Milliseconds before a request is sent again. */
const PAUSE = 50;

/** @param url asked for at each request */
export function startMinting(url: () => string, token: string): Minting {
  const live: Minted[] = [];
  const revoked: Minted[] = [];
  const wrong: string[] = [];
  let isDone = false;
  let failed = 0;

  /** Until it is answered otherwise than by 503: as any good client does, with the same key each time. */
  const insist = async (path: string, body: object): Promise<Reply | undefined> => {
    const headers = { "idempotency-key": randomUUID() };
    while (!isDone) {
      const reply = await send(url(), { method: "POST", path, token, body, headers }).catch(() => undefined);
      if (reply && reply.status !== 503) return reply;
      failed += 1;
      await setTimeout(PAUSE);
    }
    return undefined;
  };
  const mint = async (client: number, step: number): Promise<void> => {
    const name = `${String(client)}-${String(step)}`;
    const made = await insist("/v1/tokens", { role_id: "role_viewer", project: "system", name });
    if (made === undefined) return;
    if (made.status !== 201) {
      wrong.push(`mint ${String(made.status)} ${made.text}`);
      return;
    }
    const { id, secret } = made.json();
    const minted = { id: String(id), secret: String(secret) };
    if (step % 5 !== 4) {
      live.push(minted);
      return;
    }
    const ended = await insist(`/v1/tokens/${minted.id}:revoke`, {});
    if (ended?.status === 200) revoked.push(minted);
    else if (ended) wrong.push(`revoke ${String(ended.status)} ${ended.text}`);
  };
  const working = Array.from({ length: CLIENTS }, async (_, client) => {
    for (let step = 0; !isDone; step += 1) await mint(client, step);
  });
  return {
    acknowledged: () => live.length + revoked.length,
    failed: () => failed,
    stop: async () => {
      isDone = true;
      await Promise.all(working);
      return { live, revoked, wrong };
    },
  };
}

/** What does not hold of what clients were told; nothing, as it should be. */
export async function brokenPromises(
  { url, databaseUrl }: { readonly url: string; readonly databaseUrl: string },
  { live, revoked, wrong }: Ledger,
): Promise<readonly string[]> {
  const broken = [...wrong];
  const statusOf = async ({ secret }: Minted): Promise<number> =>
    (await send(url, { path: "/v1/whoami", token: secret })).status;
  for (const minted of live) {
    const status = await statusOf(minted);
    if (status !== 200) broken.push(`${minted.id} was acknowledged and answers ${String(status)}`);
  }
  for (const minted of revoked) {
    const status = await statusOf(minted);
    // After hundreds of refusals from one address there are too many of them.
    if (status !== 401 && status !== 429)
      broken.push(`${minted.id} was revoked and answers ${String(status)}`);
  }
  const store = await openStore(databaseUrl, storeOptions);
  try {
    const entries = await wholeAudit(store);
    const chain = verifyChain(entries);
    if (chain.type !== "intact") broken.push(`the audit chain: ${JSON.stringify(chain)}`);
    const told = new Set(entries.map(({ action, target_id: target }) => `${action} ${target}`));
    for (const { id } of live) if (!told.has(`token.create ${id}`)) broken.push(`${id} is not in the audit`);
    for (const { id } of revoked)
      if (!told.has(`token.revoke ${id}`)) broken.push(`the end of ${id} is not in the audit`);
  } finally {
    await store.close();
  }
  return broken;
}

export async function wholeAudit(store: Store): Promise<AuditRow[]> {
  const rows: AuditRow[] = [];
  for (;;) {
    const page = await store.audit(rows.length, 1000);
    rows.push(...page);
    if (page.length === 0) return rows;
  }
}
