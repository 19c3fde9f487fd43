import { expect } from "vitest";
import type { Reply } from "./http.ts";
import type { TestServer } from "./server.ts";

/** With this one a request is the router's: only tools say who manages what they make. */
export const routed = { "jeton-managed-by": "api" } as const;

/** What is in the log of the last request. */
export function lastLine(server: Pick<TestServer, "log">): Record<string, unknown> {
  const lines = server.log().trimEnd().split("\n");
  const line = lines.findLast((one) => one.includes('"msg":"request"')) ?? "";
  return JSON.parse(line) as Record<string, unknown>;
}

/** What is the same of two requests that are answered alike; `reply` is that of the last one. */
export function told(server: Pick<TestServer, "log">, { status, headers, text }: Reply) {
  const { date, "request-id": id, ratelimit, ...others } = headers;
  // Two ways of saying that there is no body.
  const { "content-length": _, "transfer-encoding": __, ...same } = others;
  const { time, ms, request_id, ...line } = lastLine(server);
  expect([request_id, typeof time, typeof ms]).toEqual([id, "string", "number"]);
  expect([typeof date, typeof id]).toEqual(["string", "string"]);
  return { status, same, isPaced: ratelimit !== undefined, text: text.replaceAll(String(id), "ID"), line };
}
