import { readFile } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { type Client, type ClientProblem, createClient } from "../../server/contract/client.ts";
import { parseDuration } from "../../server/contract/duration.ts";
import { routes } from "../../server/contract/routes.ts";
import type { Connect } from "../from-contract/connect.ts";
import { type Block, tokenComplaint } from "./block.ts";
import { type Credential, type ShortLived, shortLived } from "./credential.ts";
import { waitedFor } from "./patience.ts";
import { send } from "./send.ts";
import type { Environment, Settings, TokenSource } from "./settings.ts";
import { signIn } from "./sign-in.ts";

interface Options {
  readonly settings: Settings;
  readonly block: Block;
  readonly environment: Environment;
  readonly userAgent: string;
}

/** A connection, for as long as the provider runs. */
export interface Connection {
  readonly connect: Connect;
  /** Revokes what it signed in with. */
  readonly close: () => Promise<void>;
}

const MANAGER = "terraform";
const MAX_RETRIES = 4;
/** The process that asked for it is about to be killed. */
const REVOKE_MILLISECONDS = 1_000;

/** A client of the configured server. Nothing is read or sent before the first call, which may never come. */
export function createConnection({ settings, block, environment, userAgent }: Options): Connection {
  const { url } = settings;
  const seconds = block.request_timeout === null ? undefined : parseDuration(block.request_timeout);
  const maxRetries = block.max_retries ?? MAX_RETRIES;
  const managedBy = block.managed_by === null ? MANAGER : `${MANAGER}:${block.managed_by}`;
  const clientOf = (signal: AbortSignal, token: string | undefined, more: ClientChoice = {}): Client =>
    createClient({
      url: url.type === "found" ? url.value : "",
      token,
      send,
      sleep,
      random: Math.random,
      newKey: () => crypto.randomUUID(),
      userAgent,
      managedBy,
      signal,
      maxRetries,
      ...(seconds !== undefined && { timeoutMilliseconds: seconds * 1000 }),
      ...more,
    });
  const exchange: Connect["signIn"] = async (identity, signal) => {
    if (url.type === "missing") return failed("unreachable", url.complaint);
    const client = clientOf(signal, undefined, { maxRetries: 0 });
    const ports = { environment, url: url.value, client, maxRetries, sleep, random: Math.random, signal };
    return await signIn(identity, ports);
  };
  const revoke: Connect["signOut"] = async (token) => {
    const client = clientOf(AbortSignal.timeout(REVOKE_MILLISECONDS), undefined, { maxRetries: 0 });
    return await client.call("revoke", { body: { token } });
  };
  const credential = credentialOf(settings, exchange, revoke);
  const connect = (signal: AbortSignal): ReturnType<Connect> => ({
    managedBy,
    call: async (id, request, options) => {
      if (url.type === "missing") return failed("unreachable", url.complaint);
      const token = await credential.get(signal);
      if (token.type === "missing") return { type: "problem", problem: token.problem };
      if (routes[id].method === "GET") return await clientOf(signal, token.value).call(id, request, options);
      return await waitedFor(signal, (patient) => clientOf(patient, token.value).call(id, request, options));
    },
  });
  return {
    connect: Object.assign(connect, { signIn: exchange, signOut: revoke, labels: block.labels ?? {} }),
    close: credential.close,
  };
}

interface ClientChoice {
  readonly maxRetries?: number;
}

async function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, { signal });
}

function credentialOf(
  { token }: Settings,
  exchange: Connect["signIn"],
  revoke: Connect["signOut"],
): ShortLived {
  if (token.type === "found" && token.value.identity !== undefined) {
    const { identity } = token.value;
    return shortLived(
      async (signal) => await exchange(identity, signal),
      async (text) => void (await revoke(text)),
    );
  }
  let reading: Promise<Credential> | undefined;
  return {
    get: async () =>
      await (reading ??=
        token.type === "missing" ? Promise.resolve(missing(token.complaint)) : readToken(token.value)),
    close: async () => undefined,
  };
}

async function readToken({ from, text, file = "" }: TokenSource): Promise<Credential> {
  if (text !== undefined) return { type: "found", value: text };
  const what = `the file ${JSON.stringify(file)} that ${from} names`;
  try {
    const value = (await readFile(file, "utf8")).trim();
    const complaint = tokenComplaint(value);
    return complaint === undefined
      ? { type: "found", value }
      : missing(`${what} is not usable. ${complaint}`);
  } catch (cause) {
    return missing(`${what} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

function missing(detail: string): Credential {
  return { type: "missing", problem: { code: "missing_credential", detail } };
}

function failed(
  code: ClientProblem["code"],
  detail: string,
): { readonly type: "problem"; readonly problem: ClientProblem } {
  return { type: "problem", problem: { code, detail } };
}
