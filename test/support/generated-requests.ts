import fc from "fast-check";
import { type OperationId, operationIds, type Route, routes } from "../../server/contract/routes.ts";
import { encode, hostileRequest, hostileValue, prepare, type Target } from "./bad-input.ts";
import { createDocumentCheck, type Json } from "./document-check.ts";
import { KNOWN, known, type Schema, seldom, valuesOf } from "./generated-values.ts";
import { send, type Sent } from "./http.ts";

/** Requests under way at once. */
const AT_ONCE = 8;
/** Of each kind, so many objects are remembered to ask about. */
const MOST_KNOWN = 60;
/** What grows with all that was done before is asked for more rarely. */
const rare: ReadonlySet<OperationId> = new Set(["audit_event.export"]);

export interface Generated {
  readonly sent: number;
  /** How often each status was answered. */
  readonly statuses: ReadonlyMap<number, number>;
}

/**
 * Sends requests that a server's own OpenAPI document admits, nearly admits and does not, in turn of every operation, and
 * throws when some were answered with a 5xx or with what the document does not have: one of each kind, ten at most.
 */
export async function sendGenerated(
  start: () => Promise<Target & AsyncDisposable>,
  { count, seed }: { readonly count: number; readonly seed: number },
): Promise<Generated> {
  const statuses = new Map<number, number>();
  const broken = new Map<string, string>();
  const each = Math.ceil(count / operationIds.length);
  let sent = 0;
  // What chance makes of a server for long is a server full of chance: it begins anew now and then.
  for (let round = 0; sent < count; round += 1) {
    await using target = await start();
    const { json: document } = await send(target.url, { path: "/openapi.json" });
    const run = createRun(target, document());
    const planned = await run.plan(Math.min(each, 100), seed + round);
    for (let at = 0; at < planned.length && sent < count; at += AT_ONCE) {
      const some = planned.slice(at, at + Math.min(AT_ONCE, count - sent));
      for (const { status, breach } of await Promise.all(some.map(run.send))) {
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (breach) broken.set(breach.what, breach.told);
      }
      sent += some.length;
    }
  }
  if (broken.size > 0) throw new Error([...broken.values()].slice(0, 10).join("\n\n"));
  return { sent, statuses };
}

interface Planned {
  readonly id: OperationId;
  readonly request: Sent;
}

interface Sending {
  readonly status: number;
  readonly breach?: { readonly what: string; readonly told: string };
}

function createRun(target: Target, document: Json) {
  const check = createDocumentCheck(document);
  const objects = new Map<string, string[]>([["project_name", ["system", "probe"]]]);
  const remember = (kind: string, text: string): void => {
    const all = objects.get(kind) ?? [];
    objects.set(kind, [...all.slice(-MOST_KNOWN), text]);
  };
  const filled = (text: string): string =>
    text.replaceAll(KNOWN, (_, kind: string, index: string) => {
      const all = objects.get(kind) ?? ["nothing"];
      return all[Number(index) % all.length]!;
    });

  return {
    plan: async (each: number, seed: number): Promise<readonly Planned[]> => {
      const names = await prepare(target);
      const byOperation = operationIds.map((id, index) => {
        const numRuns = rare.has(id) ? 1 : each;
        const requests = fc.sample(requestOf(id, document, names), { numRuns, seed: seed * 1000 + index });
        return requests.map((request) => ({ id, request }));
      });
      return Array.from({ length: each }, (_, turn) =>
        byOperation.flatMap((requests) => requests[turn] ?? []),
      ).flat();
    },
    send: async ({ id, request }: Planned): Promise<Sending> => {
      const { path, body } = request;
      const text = typeof body === "string" ? filled(body) : body;
      const reply = await send(target.url, {
        token: target.token,
        ...request,
        path: filled(path),
        body: text,
      });
      const wrong = reply.status >= 500 ? "a 5xx" : check(id, reply);
      const [noun = "", verb] = id.split(".");
      if (verb === "create" && reply.status === 201) {
        const { id: made, name } = reply.json();
        remember(noun, String(made));
        if (noun === "project") remember("project_name", String(name));
      }
      if (wrong === undefined) return { status: reply.status };
      const asked = `${request.method ?? "GET"} ${filled(path).slice(0, 500)} ${String(text).slice(0, 2000)}`;
      const told = `${id}: ${wrong}\n${asked}\n${String(reply.status)} ${reply.text.slice(0, 2000)}`;
      return { status: reply.status, breach: { what: `${id} ${wrong}`, told } };
    },
  };
}

interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly schema: Schema;
}
interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

function requestOf(id: OperationId, document: Json, names: readonly string[]): fc.Arbitrary<Sent> {
  const { path, method }: Route = routes[id];
  const paths = document["paths"] as Record<string, Record<string, Operation>>;
  const operation = paths[path]![method.toLowerCase()]!;
  const valid = validRequest(id, operation);
  return fc.oneof(
    { weight: 5, arbitrary: valid },
    { weight: 3, arbitrary: nearlyValid(valid) },
    { weight: 2, arbitrary: hostileRequest(id, names) },
  );
}

const form = "application/x-www-form-urlencoded";

function validRequest(id: OperationId, { parameters = [], requestBody }: Operation): fc.Arbitrary<Sent> {
  const { method, path }: Route = routes[id];
  const [noun = ""] = id.split(".");
  const [[type, { schema }] = ["", { schema: {} as Schema }]] = Object.entries(requestBody?.content ?? {});
  const query = parameters
    .filter((parameter) => parameter.in === "query")
    .map(({ name, schema: of }) => [name, seldom(valuesOf(of, name))] as const);
  return fc
    .record({
      name: fc.nat(200).map((index) => known(noun, index)),
      query: fc.record(Object.fromEntries(query)),
      body: requestBody ? valuesOf(schema) : fc.constant(undefined),
    })
    .map((made) => {
      const pairs = Object.entries(made.query).filter(([, value]) => value !== undefined);
      const asked = pairs.map(([name, value]) => `${name}=${encodeKnown(String(value))}`).join("&");
      return {
        method,
        path: path.replace("{id}", () => made.name) + (asked === "" ? "" : `?${asked}`),
        ...(requestBody && {
          headers: { "content-type": type },
          body: type === form ? formOf(made.body as Json) : JSON.stringify(made.body),
        }),
      };
    });
}

/** What stands for an object is filled in later. */
function encodeKnown(text: string): string {
  return text.includes("\uE000") ? text : encode(text);
}

function formOf(values: Json): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${encodeKnown(String(value))}`)
    .join("&");
}

/** One thing about it is otherwise: a field, a parameter, the media type, the end of the body. */
function nearlyValid(valid: fc.Arbitrary<Sent>): fc.Arbitrary<Sent> {
  return fc
    .tuple(valid, hostileValue, fc.nat(), fc.constantFrom("field", "parameter", "type", "end", "header"))
    .map(([request, value, at, flaw]) => {
      const { path, headers, body } = request;
      const text = typeof body === "string" ? body : "";
      switch (flaw) {
        case "parameter":
          return {
            ...request,
            path: `${path}${path.includes("?") ? "&" : "?"}page_size=${encode(JSON.stringify(value))}`,
          };
        case "type":
          return { ...request, headers: { ...headers, "content-type": "text/plain" } };
        case "end":
          return body === undefined ? request : { ...request, body: text.slice(0, at % (text.length + 1)) };
        case "header":
          return {
            ...request,
            headers: { ...headers, "if-match": '"x"', "idempotency-key": `key-${String(at % 50)}` },
          };
        case "field":
          return body === undefined ? request : { ...request, body: withFlaw(text, value, at) };
      }
    });
}

function withFlaw(text: string, value: unknown, at: number): string {
  if (!text.startsWith("{")) return `${text}&${encode(JSON.stringify(value))}=1`;
  const body = JSON.parse(text) as Json;
  const names = [...Object.keys(body), "no_such"];
  return JSON.stringify({ ...body, [names[at % names.length]!]: value });
}
