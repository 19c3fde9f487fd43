import { setImmediate } from "node:timers/promises";
import type { Reply } from "./http.ts";
import { send, type Sent } from "./http.ts";
import { newBootstrapToken } from "./server.ts";
import { type SpawnedServer, spawnServer } from "./spawned-server.ts";

/**
 * Two servers on one database, each a process. Somebody keeps giving rights away at one of them, until an admin ends its
 * rights at the other: whatever the two make of it, nothing it did comes after that in the audit, and nothing it asks for
 * once the admin has its answer is done.
 */

type Json = Readonly<Record<string, unknown>>;

/** Who races in one round, and what it may lay hands on. */
interface Racer {
  readonly accountId: string;
  readonly roleId: string;
  readonly bindingId: string;
  readonly tokenId: string;
  readonly token: string;
  /** Another account, and a token of it. */
  readonly otherId: string;
  readonly otherTokenId: string;
}

/** What ends the racer's rights: the request, and the entry it leaves. */
interface End {
  readonly sent: (racer: Racer) => Sent;
  readonly action: string;
  readonly on: keyof Racer;
}

const patch = (path: string, body: Json): Sent => ({ method: "PATCH", path, body });
const post = (path: string, body?: Json): Sent => ({ method: "POST", path, ...(body && { body }) });
const remove = (path: string): Sent => ({ method: "DELETE", path });

const ends: Readonly<Record<string, End>> = {
  "its binding is deleted": {
    sent: ({ bindingId }) => remove(`/v1/role-bindings/${bindingId}`),
    action: "role_binding.delete",
    on: "bindingId",
  },
  "its role loses the rules": {
    sent: ({ roleId }) =>
      patch(`/v1/roles/${roleId}`, { rules: [{ resource_type: "flow", actions: ["*"] }] }),
    action: "role.update",
    on: "roleId",
  },
  "its role is deleted": {
    sent: ({ roleId }) => remove(`/v1/roles/${roleId}`),
    action: "role.delete",
    on: "roleId",
  },
  "its account is disabled": {
    sent: ({ accountId }) => patch(`/v1/service-accounts/${accountId}`, { disabled: true }),
    action: "service_account.update",
    on: "accountId",
  },
  "its account is deleted": {
    sent: ({ accountId }) => remove(`/v1/service-accounts/${accountId}`),
    action: "service_account.delete",
    on: "accountId",
  },
  "its token is revoked": {
    sent: ({ tokenId }) => post(`/v1/tokens/${tokenId}:revoke`),
    action: "token.revoke",
    on: "tokenId",
  },
  "its token is disabled": {
    sent: ({ tokenId }) => post(`/v1/tokens/${tokenId}:disable`),
    action: "token.disable",
    on: "tokenId",
  },
  "its token is narrowed": {
    sent: ({ tokenId }) => patch(`/v1/tokens/${tokenId}`, { mode: "read_only" }),
    action: "token.update",
    on: "tokenId",
  },
};

/** What it does as long as it may, each time anew; each is an entry of its own in the audit. */
const deeds: Readonly<Record<string, (racer: Racer, nth: number) => Sent>> = {
  "binds another": ({ otherId }) =>
    post("/v1/role-bindings", { role_id: "role_viewer", service_account_id: otherId, project: "system" }),
  "mints for another": ({ otherId }, nth) =>
    post("/v1/tokens", { service_account_id: otherId, name: `minted ${String(nth)}` }),
  "rotates another's token": ({ otherTokenId }) => post(`/v1/tokens/${otherTokenId}:rotate`, {}),
  "disables and enables another's token": ({ otherTokenId }, nth) =>
    post(`/v1/tokens/${otherTokenId}:${nth % 2 === 0 ? "disable" : "enable"}`),
  "makes a role": ({ otherId }, nth) =>
    post("/v1/roles", {
      name: `r${String(nth)}-${otherId.slice(-12)}`,
      project: "system",
      rules: [{ resource_type: "jeton.token", actions: ["*"] }],
    }),
};

/** For want of rights, 422 where what a body names is not seen any more; anything else is a mistake of the race. */
const REFUSED: ReadonlySet<number> = new Set([401, 403, 404, 422]);

export interface Race {
  /** In words: what it did, and what ended it. */
  readonly what: string;
  /** Of its deeds, how many were answered as done. */
  readonly done: number;
  /** How many were refused. */
  readonly refused: number;
  /** What should not have been, in words. */
  readonly late: readonly string[];
}

/** As many at once at the one server as a busy pipeline has. */
const CLIENTS = 6;
/** Deeds that are done before the end comes, so that all clients are at work. */
const HEAD_START = 8;

/** Runs races on a database: each end with another deed each time. */
export async function* rightsRaces(databaseUrl: string, rounds: number): AsyncGenerator<Race> {
  const env = {
    JETON_DATABASE_URL: databaseUrl,
    JETON_TOKEN_SALT: "a-salt-of-tests-with-enough-characters",
  };
  const token = newBootstrapToken();
  await using first = await spawnServer({ env, token });
  await using second = await spawnServer({ env, token });
  await admin(
    first,
    post("/v1/resource-types", { name: "flow", actions: [{ name: "view", access: "read" }] }),
  );
  const ended = Object.entries(ends);
  const done = Object.entries(deeds);
  for (let round = 0; round < rounds; round += 1) {
    const [whatEnds, end] = ended[round % ended.length]!;
    const [whatIsDone, deed] = done[round % done.length]!;
    const racer = await enter(first, round);
    const result = await race({ first, second, racer }, end, deed);
    yield { what: `${whatIsDone}, until ${whatEnds}`, ...result };
  }
}

async function admin(server: SpawnedServer, sent: Sent): Promise<Reply> {
  const reply = await send(server.url, { token: server.token, ...sent });
  if (reply.status >= 300) throw new Error(`${sent.path}: ${String(reply.status)} ${reply.text}`);
  return reply;
}

async function enter(server: SpawnedServer, round: number): Promise<Racer> {
  const make = async (path: string, body: Json): Promise<Json> =>
    (await admin(server, post(path, body))).json();
  const account = async (name: string): Promise<{ id: string; tokenId: string; secret: string }> => {
    const { id } = await make("/v1/service-accounts", { name, project: "system" });
    const token = await make("/v1/tokens", { service_account_id: id, name: "main" });
    return { id: String(id), tokenId: String(token["id"]), secret: String(token["secret"]) };
  };
  const racer = await account(`racer-${String(round)}`);
  const other = await account(`other-${String(round)}`);
  const rules = [{ resource_type: "*", actions: ["*"] }];
  const role = await make("/v1/roles", { name: `racer-${String(round)}`, project: "system", rules });
  const given = { role_id: role["id"], service_account_id: racer.id, project: "system" };
  const binding = await make("/v1/role-bindings", given);
  return {
    accountId: racer.id,
    roleId: String(role["id"]),
    bindingId: String(binding["id"]),
    tokenId: racer.tokenId,
    token: racer.secret,
    otherId: other.id,
    otherTokenId: other.tokenId,
  };
}

interface Track {
  readonly first: SpawnedServer;
  readonly second: SpawnedServer;
  readonly racer: Racer;
}

async function race(
  { first, second, racer }: Track,
  end: End,
  deed: (racer: Racer, nth: number) => Sent,
): Promise<Omit<Race, "what">> {
  let nth = 0;
  let done = 0;
  let refused = 0;
  let isOver = false;
  const late: string[] = [];
  const client = async (): Promise<void> => {
    for (let isLast = false; !isLast;) {
      isLast = isOver;
      const { status, text } = await send(second.url, { ...deed(racer, (nth += 1)), token: racer.token });
      if (status >= 300 && !REFUSED.has(status)) throw new Error(`a deed: ${String(status)} ${text}`);
      // What was asked for after the admin's answer is no race any more.
      if (status < 300 && isLast) late.push(`done after the answer: ${text.slice(0, 200)}`);
      if (status < 300) done += 1;
      else refused += 1;
    }
  };
  const clients = Promise.all(Array.from({ length: CLIENTS }, client));
  const ending = (async () => {
    while (done < HEAD_START && refused < HEAD_START) await setImmediate();
    await admin(first, end.sent(racer)).finally(() => (isOver = true));
  })();
  await Promise.all([clients, ending]);
  return { done, refused, late: [...late, ...(await lateInAudit(first, racer, end))] };
}

interface AuditEvent {
  readonly sequence: number;
  readonly action: string;
  readonly actor: { readonly token_id: string | null };
}

/** What the racer's token did after its rights had ended, as the chain has it. */
async function lateInAudit(
  server: SpawnedServer,
  racer: Racer,
  { action, on }: End,
): Promise<readonly string[]> {
  const list = async (filter: string): Promise<readonly AuditEvent[]> => {
    const { items } = (await admin(server, { path: `/v1/audit-events?page_size=200&${filter}` })).json();
    return items as readonly AuditEvent[];
  };
  const [end] = (await list(`action=${action}&target_id=${racer[on]}`)).filter(
    ({ actor }) => actor.token_id !== racer.tokenId,
  );
  if (!end) return [`nothing in the audit says \`${action}\``];
  // The newest first: any that came late is on the first page.
  return (await list(`actor_id=${racer.accountId}`))
    .filter(({ sequence }) => sequence > end.sequence)
    .map((late) => `${late.action} is ${String(late.sequence)}, after ${action}, ${String(end.sequence)}`);
}
