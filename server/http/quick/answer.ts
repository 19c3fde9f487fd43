import { randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import type { Logger } from "pino";
import { type OperationId, routes } from "../../contract/routes.ts";
import type { ClientInfo } from "../../domain/caller.ts";
import { quotaHeaders, TOKEN_END } from "../client-info.ts";
import type { Metrics } from "../metrics.ts";
import { commonHeaders } from "../observe.ts";
import { createRequestLog } from "../request-log.ts";
import type { PlainRequest } from "./plain-request.ts";

/** A request that is being answered: who sent it, as the domain asks for it, and the reply's headers so far. */
export interface Asking {
  /** By the monotonic clock. */
  readonly start: number;
  readonly client: ClientInfo;
  readonly headers: Record<string, string>;
}

/** What all that is answered here is given, as `observe` gives it to everything else. */
export function asking({ ip, userAgent }: PlainRequest): Asking {
  const requestId = randomUUID();
  const headers = commonHeaders(requestId);
  const client: ClientInfo = {
    ip,
    userAgent,
    requestId,
    managedBy: "api",
    noteQuota: (quota) => Object.assign(headers, quotaHeaders(quota)),
    noteEnd: (at) => (headers[TOKEN_END] = at),
  };
  return { start: performance.now(), client, headers };
}

interface Yes {
  readonly tokenId: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The body's text; absent for none. */
  readonly body?: string;
}

/** Sends the answer of an operation that succeeded, counts it, and writes its line to the log. */
export type Answer = (outgoing: ServerResponse, asked: Asking, yes: Yes) => void;

export function createAnswer(
  operation: OperationId,
  { logger, metrics }: { readonly logger: Logger; readonly metrics: Metrics },
): Answer {
  const { method } = routes[operation];
  const count = metrics.verifying(operation);
  const log = createRequestLog(logger, method);
  return (outgoing, { start, client, headers: told }, { tokenId, headers, body = "" }) => {
    // One object, which is this request's own: each copy would be a microsecond.
    Object.assign(told, headers);
    told["Content-Length"] = String(Buffer.byteLength(body));
    outgoing.writeHead(200, told).end(body);
    count();
    const { requestId, ip } = client;
    log({ operation, status: 200, ms: performance.now() - start, requestId, tokenId, ip });
  };
}
