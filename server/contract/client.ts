import type { Page, Reply, Request } from "./operations.ts";
import type { FieldError, ProblemBody, ProblemCode } from "./problem.ts";
import { backoff, retryableStatus, retryAfterOf } from "./retry.ts";
import { type OperationId, type Route, routes } from "./routes.ts";

/** One HTTP request and its answer; rejects when there is none (no connection, time out, abort). */
export type Send = (request: {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly signal: AbortSignal;
}) => Promise<{
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  readonly text: string;
}>;

export interface ClientOptions {
  /** Of the server, for example `https://jeton.example.org`; a path is kept. */
  readonly url: string;
  readonly token?: string | undefined;
  readonly send: Send;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** From 0 to 1, for the jitter. */
  readonly random: () => number;
  /** A new idempotency key. */
  readonly newKey: () => string;
  readonly userAgent: string;
  /** Who looks after what this client makes, for example `terraform`. */
  readonly managedBy?: string;
  readonly maxRetries?: number;
  /** For each attempt. */
  readonly timeoutMilliseconds?: number;
  readonly signal?: AbortSignal;
}

/** Why a call failed: the server's problem, or why there was no usable answer. */
export interface ClientProblem {
  readonly code: ProblemCode | "unreachable" | "timed_out" | "interrupted" | "unexpected_reply";
  readonly status?: number;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
  readonly existing_id?: string;
  readonly holds?: ProblemBody["holds"];
  readonly request_id?: string;
}

export type Result<T> =
  | {
      readonly type: "ok";
      readonly value: T;
      /** The server's clock, of its `Date` header. */
      readonly date: Date | undefined;
      /** Of the object as this reply shows it, for `ifMatch`. */
      readonly etag: string | undefined;
    }
  | {
      readonly type: "problem";
      readonly problem: ClientProblem;
      /** As above; absent when nothing answered. */
      readonly date?: Date | undefined;
      /** Whether another attempt may have another end. */
      readonly retryable?: boolean;
      /** How long the server asks to be left alone before it. */
      readonly retryAfterMilliseconds?: number;
    };

interface CallOptions {
  /**
   * The `etag` the object must still have to be changed or deleted; else `precondition_failed`, also when it was this very
   * call that changed it and its answer was lost.
   */
  readonly ifMatch?: string | undefined;
  /** By which the server knows a creation or rotation again, also one of another client with the same token; else a new one. */
  readonly idempotencyKey?: string | undefined;
}

export interface Client {
  readonly call: <Id extends OperationId>(
    id: Id,
    request: Request<Id>,
    options?: CallOptions,
  ) => Promise<Result<Reply<Id>>>;
  /** Every object of a list, page after page. */
  readonly all: <Id extends ListId>(
    id: Id,
    filters: Readonly<Record<string, string>>,
  ) => Promise<Result<readonly ItemOf<Id>[]>>;
}

type ListId = Extract<OperationId, `${string}.list`>;
type ItemOf<Id extends ListId> = Reply<Id> extends Page<infer T> ? T : never;

/**
 * A client of the HTTP API. It throws for nothing a server or network can do. Every operation is repeated after a lost
 * or overloaded answer, with full jitter: creations and rotations carry an `Idempotency-Key`, the others are idempotent.
 */
export function createClient(options: ClientOptions): Client {
  const { maxRetries = 4, random, sleep, signal = new AbortController().signal } = options;

  const call: Client["call"] = async (id, request, callOptions = {}) => {
    const prepared = prepare(options, id, { request, ...callOptions });
    for (let retry = 0; ; retry += 1) {
      const attempt = await attemptOnce<Reply<typeof id>>(options, prepared, signal);
      if (attempt.type === "ok" || attempt.retryable !== true || retry >= maxRetries || signal.aborted) {
        return attempt;
      }
      const pause = attempt.retryAfterMilliseconds ?? backoff(retry, random);
      await sleep(pause, signal).catch(() => undefined);
    }
  };

  const all: Client["all"] = async (id, filters) => {
    const items: ItemOf<typeof id>[] = [];
    for (let pageToken: string | undefined; ;) {
      const query = { page_size: 200, ...filters, page_token: pageToken };
      // A list's request is its query and its reply a page; TypeScript does not see it through the id's type parameter.
      const result = (await call(id, { query } as Request<typeof id>)) as Result<Page<ItemOf<typeof id>>>;
      if (result.type === "problem") return result;
      items.push(...result.value.items);
      pageToken = result.value.next_page_token ?? undefined;
      if (pageToken === undefined) return { ...result, value: items };
    }
  };

  return { call, all };
}

interface Prepared {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Whether the reply is a list in lines. */
  readonly stream: boolean;
}

function prepare(
  options: ClientOptions,
  id: OperationId,
  { request, ifMatch, idempotencyKey }: { readonly request: unknown } & CallOptions,
): Prepared {
  const route: Route = routes[id];
  const { query, body, ...params } = request as {
    readonly query?: SearchValues;
    readonly body?: Record<string, unknown>;
  } & Record<string, string>;
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ""),
  );
  const search = searchOf(query);
  const headers: Record<string, string> = {
    accept: route.stream ? "application/x-ndjson, application/json" : "application/json",
    "user-agent": options.userAgent,
    ...(options.token !== undefined && { authorization: `Bearer ${options.token}` }),
    ...(options.managedBy !== undefined && { "jeton-managed-by": options.managedBy }),
    ...(route.repeatable && { "idempotency-key": idempotencyKey ?? options.newKey() }),
    ...(ifMatch !== undefined && { "if-match": ifMatch }),
  };
  const url = `${options.url.replace(/\/+$/, "")}${path}${search.size > 0 ? `?${search.toString()}` : ""}`;
  const { method, stream = false } = route;
  if (route.body === undefined) return { method, url, headers, body: undefined, stream };
  if (route.body === "form") {
    headers["content-type"] = "application/x-www-form-urlencoded";
    return { method, url, headers, body: searchOf(body as SearchValues).toString(), stream };
  }
  headers["content-type"] = "application/json";
  return { method, url, headers, body: JSON.stringify(body ?? {}), stream };
}

type SearchValues = Readonly<Record<string, string | number | boolean | undefined>>;

/** What is undefined is left out. */
function searchOf(values: SearchValues = {}): URLSearchParams {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) search.set(name, String(value));
  }
  return search;
}

async function attemptOnce<T>(
  { send, timeoutMilliseconds = 30_000, url }: ClientOptions,
  prepared: Prepared,
  signal: AbortSignal,
): Promise<Result<T>> {
  if (signal.aborted) return failed("interrupted", "the call was interrupted");
  // Not `AbortSignal.any` and `timeout`: what those hold stays until a full garbage collection, call after call.
  const attempt = new AbortController();
  const giveUp = (): void => {
    attempt.abort();
  };
  signal.addEventListener("abort", giveUp);
  const timer = setTimeout(giveUp, timeoutMilliseconds);
  try {
    const { stream, ...request } = prepared;
    return read<T>(await send({ ...request, signal: attempt.signal }), stream);
  } catch (cause) {
    if (signal.aborted) return failed("interrupted", "the call was interrupted");
    if (attempt.signal.aborted) {
      const seconds = String(timeoutMilliseconds / 1000);
      return { ...failed("timed_out", `${url} did not answer within ${seconds} s`), retryable: true };
    }
    return { ...failed("unreachable", `${url} cannot be reached: ${reasonOf(cause)}`), retryable: true };
  } finally {
    signal.removeEventListener("abort", giveUp);
    clearTimeout(timer);
  }
}

function read<T>(reply: Awaited<ReturnType<Send>>, stream: boolean): Result<T> {
  const header = reply.header("date");
  const date = header === undefined ? undefined : new Date(header);
  const isDone = reply.status >= 200 && reply.status < 300;
  const parsed = stream && isDone ? parseLines(reply.text) : parseJson(reply.text);
  if (isDone && (parsed !== undefined || reply.status === 204)) {
    // The server's replies are trusted to be what the contract says; both ends are made from it.
    const etag = reply.header("etag");
    return { type: "ok", value: parsed as T, date, etag };
  }
  const retryAfterMilliseconds = retryAfterOf(reply.header("retry-after"), header);
  return {
    type: "problem",
    problem: problemOf(parsed) ?? unexpected(reply.status),
    date,
    retryable: retryableStatus.has(reply.status),
    ...(retryAfterMilliseconds !== undefined && { retryAfterMilliseconds }),
  };
}

/**
 * The codes of the errors of RFC 6749 section 5.2, RFC 6750 section 3.1, RFC 8628 section 3.5 and RFC 8693 section 2.2.2; what
 * is not here is about the request.
 */
const oauthCodes: Readonly<Record<string, ProblemCode>> = {
  invalid_grant: "invalid_grant",
  invalid_target: "invalid_target",
  invalid_client: "missing_credential",
  invalid_token: "invalid_token",
  insufficient_scope: "forbidden",
  server_error: "internal",
  temporarily_unavailable: "unavailable",
  slow_down: "rate_limited",
};

/** RFC 9457, or RFC 6749 section 5.2 for the operations that speak it; undefined when it is neither. */
function problemOf(value: unknown): ClientProblem | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const body = value as Record<string, unknown>;
  const { code, detail, error, error_description: description } = body;
  // The server's replies are trusted to be what the contract says.
  if (typeof code === "string" && typeof detail === "string") return value as ClientProblem;
  if (typeof error !== "string" || typeof description !== "string") return undefined;
  // What each claim fails by, which is no part of those RFCs.
  const errors = Array.isArray(body["errors"]) ? { errors: body["errors"] as FieldError[] } : {};
  return { code: oauthCodes[error] ?? "validation_failed", detail: description, ...errors };
}

function unexpected(status: number): ClientProblem {
  const detail = `the answer (status ${String(status)}) is not Jeton's; check the URL and any proxy on the way`;
  return { code: "unexpected_reply", status, detail };
}

function failed(code: ClientProblem["code"], detail: string): { type: "problem"; problem: ClientProblem } {
  return { type: "problem", problem: { code, detail } };
}

function parseJson(text: string): unknown {
  try {
    return text === "" ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}

/** JSON in lines, each ended by a line feed; undefined when it is none, or cut off. */
function parseLines(text: string): unknown {
  if (text !== "" && !text.endsWith("\n")) return undefined;
  return parseJson(`[${text.trimEnd().replaceAll("\n", ",")}]`);
}

/** `fetch failed` says nothing; its cause does. */
function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  if (cause.cause !== undefined) return reasonOf(cause.cause);
  const code = (cause as { readonly code?: unknown }).code;
  return cause.message === "" && typeof code === "string" ? code : cause.message;
}
