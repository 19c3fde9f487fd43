import type { Exchange } from "./bindings.ts";

/**
 * Lines of JSON as they are read. A failure after the first ones can no longer become a problem: it breaks the connection
 * off, so that nobody takes a part for the whole (RFC 9112 section 8).
 */
export function streamResponse(exchange: Exchange, pieces: AsyncIterable<string>): Response {
  const bytes = ReadableStream.from(pieces).pipeThrough(new TextEncoderStream());
  return exchange.body(bytes, 200, { "Content-Type": "application/x-ndjson" });
}
