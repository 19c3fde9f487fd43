import { error as errorDiagnostic } from "../framework/diagnostic.ts";
import type { ProviderServer } from "../framework/server.ts";
import { decode, encode } from "./codec.ts";
import { rpcs } from "./messages/rpcs.ts";
import type { Encodable, Request, Response, RpcName } from "./messages/types.ts";
import type { SchemaTypes } from "./schema-type.ts";
import { diagnosticsToWire } from "./to-wire/diagnostic.ts";

/** What every RPC body is given. */
interface Context {
  readonly server: ProviderServer;
  readonly types: SchemaTypes;
}

export interface RpcBody<R extends RpcName> {
  /** Decodes, calls the server, encodes; nothing else. */
  readonly call: (context: Context, request: Request<R>) => Promise<Response<R>>;
  /** The answer when `call` throws, which only a fault of ours makes it do. */
  readonly failed: (diagnostics: readonly Encodable<"Diagnostic">[], request: Request<R>) => Response<R>;
}

export interface Rpc {
  /** The gRPC path. */
  readonly path: string;
  /** The bytes of a request in, those of the response out. */
  readonly handle: (context: Context, request: Uint8Array) => Promise<Uint8Array>;
}

/** One whose response is any number of messages. */
export interface StreamRpc {
  readonly path: string;
  readonly events: (context: Context, request: Uint8Array) => AsyncIterable<Uint8Array>;
}

/**
 * One RPC of the service Provider from its body. A thrown error becomes a diagnostic, since Terraform shows a gRPC
 * error as an unexplained "Plugin error"; its stack goes to standard error, Terraform's log.
 */
export function rpc<R extends RpcName>(name: R, body: RpcBody<R>): Rpc {
  return {
    path: pathOf(name),
    handle: async (context, bytes) => {
      // The seam of the table and the types derived from it: Request and Response are defined by these very rows.
      const request = decode(rpcs[name].request, bytes) as Request<R>;
      try {
        return encode(rpcs[name].response, await body.call(context, request));
      } catch (error) {
        return encode(rpcs[name].response, body.failed(diagnosticsToWire([fault(name, error)]), request));
      }
    },
  };
}

/** The RPCs whose row in the table says so. */
type StreamName = {
  [R in RpcName]: (typeof rpcs)[R] extends { readonly streams: "response" } ? R : never;
}[RpcName];

export interface StreamBody<R extends StreamName> {
  readonly call: (context: Context, request: Request<R>) => AsyncIterable<Response<R>>;
  /** The last message when `call` throws. */
  readonly failed: (diagnostics: readonly Encodable<"Diagnostic">[]) => Response<R>;
}

export function streamRpc<R extends StreamName>(name: R, body: StreamBody<R>): StreamRpc {
  return {
    path: pathOf(name),
    events: async function* (context, bytes) {
      // As above.
      const request = decode(rpcs[name].request, bytes) as Request<R>;
      try {
        for await (const event of body.call(context, request)) yield encode(rpcs[name].response, event);
      } catch (error) {
        yield encode(rpcs[name].response, body.failed(diagnosticsToWire([fault(name, error)])));
      }
    },
  };
}

function pathOf(name: RpcName): string {
  return `/tfplugin6.Provider/${name}`;
}

function fault(name: RpcName, error: unknown) {
  process.stderr.write(`[ERROR] ${name}: ${error instanceof Error ? error.stack : String(error)}\n`);
  const reason = error instanceof Error ? error.message : String(error);
  return errorDiagnostic(
    `The provider failed in ${name}`,
    `${reason}\n\nThis is always a bug in the provider; please report it with the steps that led here.`,
  );
}

/** What most RPCs answer when they fail. */
export function onlyDiagnostics(diagnostics: readonly Encodable<"Diagnostic">[]) {
  return { diagnostics };
}
