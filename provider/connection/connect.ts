import { readFile } from "node:fs/promises";
import type { ClientProblem } from "../../server/contract/client.ts";
import { routes } from "../../server/contract/routes.ts";
import type { Connect } from "../from-contract/connect.ts";
import { tokenComplaint } from "./block.ts";
import { type Credential, type ShortLived, shortLived } from "./credential.ts";
import { waitedFor } from "./patience.ts";

import { managerOf, type Options, preparation, retriesOf, sleep } from "./ready.ts";
import type { Settings, TokenSource } from "./settings.ts";
import { signIn } from "./sign-in.ts";

/** A connection, for as long as the provider runs. */
export interface Connection {
  readonly connect: Connect;
  /** Revokes what it signed in with. */
  readonly close: () => Promise<void>;
}

/** The process that asked for it is about to be killed. */
const REVOKE_MILLISECONDS = 1_000;

/** A client of the configured server. Nothing is read or sent before the first call, which may never come. */
export function createConnection(options: Options): Connection {
  const { settings, block, environment } = options;
  const prepare = preparation(options);
  const exchange: Connect["signIn"] = async (identity, signal) => {
    const ready = await prepare();
    if (ready.type === "missing") return failed("unreachable", ready.complaint);
    const { url, send, client } = ready.value;
    const bare = client(signal, undefined, { maxRetries: 0 });
    const ports = { environment, url, send, sleep, random: Math.random, signal };
    return await signIn(identity, { ...ports, client: bare, maxRetries: retriesOf(block) });
  };
  const revoke: Connect["signOut"] = async (token) => {
    const ready = await prepare();
    if (ready.type === "missing") return failed("unreachable", ready.complaint);
    const signal = AbortSignal.timeout(REVOKE_MILLISECONDS);
    const client = ready.value.client(signal, undefined, { maxRetries: 0 });
    return await client.call("revoke", { body: { token } });
  };
  const credential = credentialOf(settings, exchange, revoke);
  const connect = (signal: AbortSignal): ReturnType<Connect> => ({
    managedBy: managerOf(block),
    call: async (id, request, options) => {
      const ready = await prepare();
      if (ready.type === "missing") return failed("unreachable", ready.complaint);
      const token = await credential.get(signal);
      if (token.type === "missing") return { type: "problem", problem: token.problem };
      const { client } = ready.value;
      if (routes[id].method === "GET") return await client(signal, token.value).call(id, request, options);
      return await waitedFor(signal, (patient) => client(patient, token.value).call(id, request, options));
    },
  });
  return {
    connect: Object.assign(connect, {
      signIn: exchange,
      signOut: revoke,
      labels: block.labels ?? {},
      project: block.project ?? undefined,
    }),
    close: credential.close,
  };
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
