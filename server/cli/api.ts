import { setTimeout as wait } from "node:timers/promises";
import { readProxies } from "../../network/proxies.ts";
import { createSend } from "../../network/send.ts";
import { type Client, type ClientProblem, createClient, type Send } from "../contract/client.ts";
import { parseDuration } from "../contract/duration.ts";
import type { OperationId } from "../contract/routes.ts";
import { type Connection, type ConnectionFlags, readConnection } from "./connection.ts";
import { failure, failureOf } from "./failure.ts";
import type { Item } from "./output.ts";
import type { Terminal } from "./terminal.ts";

/** The server, for commands: what it refuses is thrown as a Failure. */
export interface Api extends Connection {
  readonly client: Client;
  /** Parameters, `query` and `body` in one object; gives the reply. */
  readonly call: <T = Item>(
    id: OperationId,
    request?: Readonly<Record<string, unknown>>,
    options?: { readonly ifMatch?: string | undefined; readonly idempotencyKey?: string | undefined },
  ) => Promise<T>;
  /** The same with the entity tag of the reply. */
  readonly callTagged: (
    id: OperationId,
    request?: Readonly<Record<string, unknown>>,
  ) => Promise<{ readonly value: Item; readonly etag: string | undefined }>;
  /** The same, where a refusal is an answer too. */
  readonly ask: (
    id: OperationId,
    request?: Readonly<Record<string, unknown>>,
  ) => Promise<Item | { readonly refused: ClientProblem }>;
  /** Every object of a list, or the first of them. */
  readonly list: (
    id: OperationId,
    query: Readonly<Record<string, string>>,
    most?: number,
  ) => Promise<readonly Item[]>;
}

export interface ApiFlags extends ConnectionFlags {
  readonly timeout?: string | undefined;
}

const MOST_A_PAGE = 200;

/** @throws Failure where there is no server to call, or nothing usable to call it with */
export async function openApi(
  terminal: Terminal,
  {
    flags,
    signal,
    version,
  }: { readonly flags: ApiFlags; readonly signal: AbortSignal; readonly version: string },
): Promise<Api> {
  const connection = await readConnection(terminal, flags);
  const client = createClient({
    url: connection.url,
    token: connection.token,
    send: sendFrom(terminal),
    sleep: async (milliseconds, aborted) => {
      await wait(milliseconds, undefined, { signal: aborted });
    },
    random: Math.random,
    newKey: () => crypto.randomUUID(),
    userAgent: `jeton-cli/${version}`,
    signal,
    ...(flags.timeout !== undefined && { timeoutMilliseconds: millisecondsOf(flags.timeout) }),
  });
  return { ...connection, client, ...callsOf(client) };
}

/** Requests as this client sends them: through the proxies of the environment. */
export function sendFrom({ env }: Pick<Terminal, "env">): Send {
  return createSend({
    proxies: readProxies(env),
    trusting: "name the file of its certificate in NODE_EXTRA_CA_CERTS",
  });
}

function callsOf(client: Client): Omit<Api, "client" | keyof Connection> {
  // Which operation it is is known at run time alone, so what it takes and gives is too.
  const anyCall = client.call as (
    id: OperationId,
    request: Readonly<Record<string, unknown>>,
    options?: object,
  ) => ReturnType<Client["call"]>;
  const callTagged: Api["callTagged"] = async (id, request = {}) => {
    const result = await anyCall(id, request);
    if (result.type === "problem") throw failureOf(result.problem);
    return { value: result.value as Item, etag: result.etag };
  };
  return {
    callTagged,
    call: async <T>(id: OperationId, request = {}, options = {}): Promise<T> => {
      const result = await anyCall(id, request, options);
      if (result.type === "problem") throw failureOf(result.problem);
      return result.value as T;
    },
    ask: async (id, request = {}) => {
      const result = await anyCall(id, request);
      return result.type === "problem" ? { refused: result.problem } : (result.value as Item);
    },
    list: async (id, query, most = Number.POSITIVE_INFINITY) => {
      const items: Item[] = [];
      for (let token: string | undefined; ;) {
        const size = Math.min(MOST_A_PAGE, most - items.length);
        const page = await callTagged(id, { query: { ...query, page_size: size, page_token: token } });
        items.push(...(page.value["items"] as readonly Item[]));
        token = (page.value["next_page_token"] ?? undefined) as string | undefined;
        if (token === undefined || items.length >= most) return items;
      }
    },
  };
}

function millisecondsOf(text: string): number {
  const seconds = parseDuration(text);
  if (seconds === undefined || seconds === 0)
    throw failure("usage", "--timeout must be a duration, for example 10s");
  return seconds * 1000;
}
