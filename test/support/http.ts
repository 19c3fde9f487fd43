import { connect } from "node:net";
import { type Agent, request as nodeRequest } from "node:http";
import { text as readText } from "node:stream/consumers";
import type { ProblemBody } from "../../server/contract/problem.ts";

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The body as JSON; throws when it is none. */
  readonly json: () => Record<string, unknown>;
  /** The body as a problem. */
  readonly problem: () => ProblemBody;
}

export interface Sent {
  readonly method?: string;
  /** With its query; sent as it is. */
  readonly path: string;
  /** Absent: no Authorization header. */
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  /** An object goes as JSON with its content type; text and bytes go as they are, without one. */
  readonly body?: unknown;
  /** Whose connections to use; by default one of its own, for this request alone. */
  readonly agent?: Agent;
}

/** One request over `node:http`, which sends what it is told: no fetch rules, no normalised paths. */
export async function send(
  url: string,
  { method = "GET", path, token, headers, body, agent }: Sent,
): Promise<Reply> {
  const isRaw = typeof body === "string" || body instanceof Uint8Array;
  const bytes =
    body === undefined ? undefined : isRaw ? Buffer.from(body) : Buffer.from(JSON.stringify(body));
  const { hostname, port } = new URL(url);
  const { promise, resolve, reject } = Promise.withResolvers<Reply>();
  const outgoing = nodeRequest(
    {
      hostname,
      port,
      method,
      path,
      agent: agent ?? false,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(bytes && !headers?.["transfer-encoding"] && { "content-length": String(bytes.length) }),
        ...(bytes && !isRaw && { "content-type": "application/json" }),
        ...headers,
      },
    },
    (incoming) => {
      readText(incoming).then((text) => {
        resolve(replyOf(incoming.statusCode ?? 0, incoming.headers, text));
      }, reject);
    },
  );
  outgoing.on("error", reject);
  outgoing.end(bytes);
  return promise;
}

/** Sends bytes as they are over one connection and gives back everything that comes until the server closes it. */
export async function sendRaw(url: string, ...chunks: readonly (string | Uint8Array)[]): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  for (const chunk of chunks) socket.write(chunk);
  return readText(socket);
}

function replyOf(status: number, headers: Reply["headers"], text: string): Reply {
  const json = (): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>;
  return { status, headers, text, json, problem: () => json() as unknown as ProblemBody };
}
