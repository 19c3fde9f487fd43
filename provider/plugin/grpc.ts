import type { Http2Server, IncomingHttpHeaders, ServerHttp2Stream } from "node:http2";
import { createSecureServer, createServer } from "node:http2";
import { pipeline } from "node:stream/promises";
import { frame, GrpcError, percentEncode, singleMessage, status } from "./grpc-message.ts";

/** One call: the request's bytes in, the response's bytes out. A thrown GrpcError keeps its status. */
export type Unary = (request: Uint8Array) => Promise<Uint8Array>;

/** One message in, any number out, for as long as the client listens. */
export interface Events {
  readonly events: (request: Uint8Array) => AsyncIterable<Uint8Array>;
}

/** What answers a path: a unary call, a stream of answers, or a stream that takes care of itself. */
export type Method = Unary | Events | { readonly stream: (stream: ServerHttp2Stream) => void };

export interface GrpcOptions {
  /** Finds the method of a full path ("/package.Service/Method"); undefined answers UNIMPLEMENTED. */
  readonly find: (path: string) => Promise<Method | undefined>;
  /** Mutual TLS; absent listens in plain text. */
  readonly tls?: { readonly key: string; readonly certificate: string; readonly clientCertificate: string };
}

const MIB = 1024 * 1024;
/** Node's defaults stop at states of a few megabytes; what a session may hold is counted in megabytes. */
const LIMITS = {
  maxSessionMemory: 512,
  settings: { initialWindowSize: MIB, maxFrameSize: MIB, enablePush: false },
};
const SESSION_WINDOW = 16 * MIB;

/** A gRPC server on Node's own HTTP/2 (gRPC over HTTP2, PROTOCOL-HTTP2.md); the caller makes it listen. */
export function createGrpcServer({ find, tls }: GrpcOptions): Http2Server {
  const server = tls
    ? createSecureServer({
        ...LIMITS,
        key: tls.key,
        cert: tls.certificate,
        // The client's certificate is its own authority, so only the client that started us gets past.
        ca: tls.clientCertificate,
        requestCert: true,
        rejectUnauthorized: true,
        minVersion: "TLSv1.2",
      })
    : createServer(LIMITS);
  server.on("session", (session) => {
    session.setLocalWindowSize(SESSION_WINDOW);
    // A client that vanishes resets its connection; that is the end of a session, not of the process.
    session.on("error", () => {});
  });
  server.on("stream", (stream, headers) => {
    stream.on("error", () => {});
    void dispatch(stream, headers, find);
  });
  return server;
}

async function dispatch(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  find: GrpcOptions["find"],
): Promise<void> {
  const path = headers[":path"] ?? "";
  if (!headers["content-type"]?.startsWith("application/grpc")) {
    stream.respond({ ":status": 415 }, { endStream: true });
    return;
  }
  try {
    const method = await find(path);
    if (!method) throw new GrpcError(status.UNIMPLEMENTED, `unknown method ${path}`);
    if (typeof method === "function") await answer(stream, method);
    else if ("events" in method) await answerMany(stream, method);
    else method.stream(stream);
  } catch (error) {
    fail(stream, error);
  }
}

async function answer(stream: ServerHttp2Stream, method: Unary): Promise<void> {
  const response = frame(await method(await singleMessage(stream)));
  if (stream.destroyed) return;
  start(stream);
  stream.end(response);
}

/** No faster than the client reads; when it goes away, the iteration is told to return. */
async function answerMany(stream: ServerHttp2Stream, { events }: Events): Promise<void> {
  const request = await singleMessage(stream);
  if (stream.destroyed) return;
  start(stream);
  await pipeline(framed(events(request)), stream);
}

async function* framed(messages: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  for await (const message of messages) yield frame(message);
}

/** Opens the response; the trailers follow whenever the stream is ended. */
export function start(stream: ServerHttp2Stream): void {
  stream.respond({ ":status": 200, "content-type": "application/grpc" }, { waitForTrailers: true });
  stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": String(status.OK) }));
}

/** A response that is nothing but its status ("Trailers-Only"). */
function fail(stream: ServerHttp2Stream, error: unknown): void {
  if (stream.destroyed || stream.headersSent) return;
  const code = error instanceof GrpcError ? error.code : status.UNKNOWN;
  const message = error instanceof Error ? error.message : String(error);
  stream.respond(
    {
      ":status": 200,
      "content-type": "application/grpc",
      "grpc-status": String(code),
      "grpc-message": percentEncode(message),
    },
    { endStream: true },
  );
}
