import type { ServerHttp2Stream } from "node:http2";
import { frame, GrpcError, status } from "./grpc-message.ts";
import type { Method } from "./grpc.ts";
import { start } from "./grpc.ts";

const EMPTY = new Uint8Array();
/** grpc.health.v1.HealthCheckResponse { status: SERVING } */
const SERVING = new Uint8Array([0x08, 0x01]);
/** grpc.health.v1.HealthCheckRequest { service: "plugin" } */
const HEALTH_OF_PLUGIN = Buffer.from("\x0a\x06plugin");

/**
 * The services go-plugin itself expects of every plugin. Their messages are few and constant, so they are bytes.
 * `shutDown` is called when the client asks for it, after the answer has gone out.
 */
export function goPluginServices(shutDown: () => void): ReadonlyMap<string, Method> {
  return new Map<string, Method>([
    // Nothing is brokered and nothing is copied from standard output: both only have to stay open.
    ["/plugin.GRPCBroker/StartStream", { stream: openUntilClientEnds }],
    ["/plugin.GRPCStdio/StreamStdio", { stream: openUntilClientLeaves }],
    ["/plugin.GRPCController/Shutdown", { stream: (stream) => answerAndShutDown(stream, shutDown) }],
    ["/grpc.health.v1.Health/Check", check],
  ]);
}

function openUntilClientEnds(stream: ServerHttp2Stream): void {
  start(stream);
  stream.on("end", () => stream.end());
  stream.resume();
}

/** A server stream's client ends its half at once; this half ends when the stream is cancelled. */
function openUntilClientLeaves(stream: ServerHttp2Stream): void {
  start(stream);
  stream.resume();
}

function answerAndShutDown(stream: ServerHttp2Stream, shutDown: () => void): void {
  start(stream);
  stream.once("close", shutDown);
  stream.resume();
  stream.end(frame(EMPTY));
}

async function check(request: Uint8Array): Promise<Uint8Array> {
  if (request.length === 0 || HEALTH_OF_PLUGIN.equals(request)) return SERVING;
  throw new GrpcError(status.NOT_FOUND, "unknown service");
}
