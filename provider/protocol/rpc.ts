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
  readonly handle: (context: Context, request: Uint8Array) => Promise<Uint8Array>;
}

/**
 * One RPC of the service Provider from its body. A thrown error becomes a diagnostic, since Terraform shows a gRPC
 * error as an unexplained "Plugin error"; its stack goes to standard error, Terraform's log.
 */
export function rpc<R extends RpcName>(name: R, body: RpcBody<R>): Rpc {
  return {
    path: `/tfplugin6.Provider/${name}`,
    handle: async (context, bytes) => {
      // The seam of the table and the types derived from it: Request and Response are defined by these very rows.
      const request = decode(rpcs[name].request, bytes) as Request<R>;
      try {
        return encode(rpcs[name].response, await body.call(context, request));
      } catch (error) {
        process.stderr.write(`[ERROR] ${name}: ${error instanceof Error ? error.stack : String(error)}\n`);
        return encode(rpcs[name].response, body.failed(diagnosticsToWire([fault(name, error)]), request));
      }
    },
  };
}

function fault(name: RpcName, error: unknown) {
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
