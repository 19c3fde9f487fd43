import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { text as readText } from "node:stream/consumers";
import type { Environment } from "../../server/config/settings.ts";
import type { Sent } from "./http.ts";
import { type SpawnedServer, spawnServer } from "./spawned-server.ts";
import { until } from "./until.ts";

export const KEYS = {
  JETON_TOKEN_SALT: "a-salt-of-tests-with-enough-characters",
  JETON_ENCRYPTION_KEY: "an-encryption-key-of-tests-with-enough-characters",
};

/** Milliseconds: a worker that is replaced starts anew. */
export const PATIENCE = 60_000;

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly requestId: string;
  readonly isLast: boolean;
}

/** One connection, kept alive, and so to one of the workers for as long as that lives. */
export interface Line extends Disposable {
  /** Rejects when the connection ends before the answer. */
  readonly ask: (request: Sent) => Promise<Answer>;
}

export function openLine(url: string): Line {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const { hostname, port } = new URL(url);
  return {
    ask: ({ method = "GET", path, token, body }) =>
      new Promise((resolve, reject) => {
        const bytes = body === undefined ? undefined : JSON.stringify(body);
        const headers = {
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(bytes !== undefined && {
            "content-type": "application/json",
            "content-length": String(Buffer.byteLength(bytes)),
          }),
        };
        const outgoing = request({ agent, hostname, port, method, path, headers }, (incoming) => {
          readText(incoming).then((text) => {
            resolve({
              status: incoming.statusCode ?? 0,
              text,
              requestId: String(incoming.headers["request-id"]),
              isLast: incoming.headers.connection === "close",
            });
          }, reject);
        });
        outgoing.on("error", reject);
        outgoing.end(bytes);
      }),
    [Symbol.dispose]: () => {
      agent.destroy();
    },
  };
}

/** A server of several processes. */
export interface WorkersServer extends SpawnedServer {
  /** A connection to each worker, in the order of their numbers. */
  readonly lineToEach: () => Promise<readonly Line[]>;
  /** The processes of the workers. */
  readonly workerPids: () => readonly number[];
  /** A POST that must succeed, and its reply. */
  readonly create: (path: string, body: object) => Promise<Record<string, unknown>>;
}

export async function spawnWorkers(
  count: number,
  env: Environment = {},
  program?: string,
): Promise<WorkersServer> {
  const options = { env: { ...KEYS, JETON_WORKERS: String(count), ...env } };
  const server = await spawnServer({ ...options, ...(program !== undefined && { program }) });
  const workerOf = async (requestId: string): Promise<number> => {
    const told = (): string | undefined =>
      server
        .stdout()
        .split("\n")
        .find((line) => line.includes(`"request_id":"${requestId}"`));
    await until("the request is in the log", () => told() !== undefined);
    return Number((JSON.parse(told() ?? "{}") as { readonly worker?: number }).worker);
  };
  return {
    ...server,
    lineToEach: async () => {
      const lines = new Map<number, Line>();
      const isEach = async (): Promise<boolean> => {
        const line = openLine(server.url);
        const worker = await workerOf((await line.ask({ path: "/healthz" })).requestId);
        if (lines.has(worker)) line[Symbol.dispose]();
        else lines.set(worker, line);
        return lines.size === count;
      };
      await until("a connection to each worker", isEach, PATIENCE);
      return [...lines].toSorted(([a], [b]) => a - b).map(([, line]) => line);
    },
    workerPids: () =>
      readFileSync(`/proc/${String(server.pid)}/task/${String(server.pid)}/children`, "utf8")
        .trim()
        .split(" ")
        .map(Number),
    create: async (path, body) => {
      using line = openLine(server.url);
      const { status, text } = await line.ask({ method: "POST", path, token: server.token, body });
      if (status !== 201) throw new Error(`POST ${path}: ${String(status)} ${text}`);
      return JSON.parse(text) as Record<string, unknown>;
    },
  };
}
