import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

/** Who calls, or the status and headers to refuse with. */
type Verdict = { readonly caller: string } | Refusal;
interface Refusal {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Decides whether a request may do this to flows: to all of them when none is named. */
export type Guard = (request: IncomingMessage, asked: Asked) => Promise<Verdict>;
interface Asked {
  readonly action: "list" | "execute";
  readonly flow?: string;
}

const names = ["nightly-report", "restock"];

/** A tiny application with flows to list and to execute, which leaves who may do so to its guard. */
export function createFlows(guard: Guard): Server {
  return createServer((request, response) => {
    const asked = route(request);
    if (asked === undefined) return reply(response, 404, { error: "not found" });
    guard(request, asked).then(
      (verdict) => answer(response, asked, verdict),
      // Whatever kept the guard from deciding, nobody passes.
      () => reply(response, 503, { error: "cannot decide now" }),
    );
  });
}

function route({ method, url }: IncomingMessage): Asked | undefined {
  if (method === "GET" && url === "/flows") return { action: "list" };
  const [, flow] = /^\/flows\/([a-z0-9-]+)\/execute$/.exec(url ?? "") ?? [];
  return method === "POST" && flow !== undefined ? { action: "execute", flow } : undefined;
}

function answer(response: ServerResponse, { flow }: Asked, verdict: Verdict): void {
  if ("status" in verdict) {
    for (const [name, value] of Object.entries(verdict.headers ?? {})) response.setHeader(name, value);
    return reply(response, verdict.status, { error: "not allowed" });
  }
  if (flow === undefined) return reply(response, 200, { flows: names });
  if (!names.includes(flow)) return reply(response, 404, { error: `no flow ${flow}` });
  reply(response, 202, { started: flow, by: verdict.caller });
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
