import { randomUUID } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import type { Logger } from "pino";
import type { Exchange } from "./bindings.ts";
import type { Metrics } from "./metrics.ts";
import type { ClientAddress } from "./client-address.ts";

/** What each reply has. */
export function commonHeaders(requestId: string): Record<string, string> {
  return { "Request-Id": requestId, "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" };
}

/**
 * Gives each request an id of its own, each reply the headers all have, and the log one line: which operation and how it
 * ended, never the path, the query, a header or a body, any of which may hold a secret.
 */
export function observe(
  { logger, metrics }: { readonly logger: Logger; readonly metrics: Metrics },
  clientAddress: ClientAddress,
): MiddlewareHandler {
  return async (exchange: Exchange, next) => {
    const start = performance.now();
    const requestId = randomUUID();
    exchange.set("requestId", requestId);
    const peer = exchange.env.incoming.socket.remoteAddress;
    exchange.set("ip", clientAddress(peer, exchange.req.header("x-forwarded-for")));
    for (const [name, value] of Object.entries(commonHeaders(requestId))) exchange.header(name, value);
    await next();
    metrics.request(exchange.get("operation"), exchange.res.status);
    logger.info(
      {
        method: exchange.req.method,
        operation: exchange.get("operation"),
        status: exchange.res.status,
        ms: Math.round((performance.now() - start) * 100) / 100,
        request_id: requestId,
        token_id: exchange.get("tokenId"),
        ip: exchange.get("ip"),
      },
      "request",
    );
  };
}
