import { selfSigned } from "./certificate.ts";
import type { Events, Method, Unary } from "./grpc.ts";
import { createGrpcServer } from "./grpc.ts";
import type { Cookie } from "./handshake.ts";
import { handshakeLine, NOT_STARTED_BY_HOST, startedByHost, takeStandardOutput } from "./handshake.ts";
import {
  cleanUpAtExit,
  exitAfter,
  exitWithClient,
  ignoreInterrupt,
  panic,
  panicOnCrash,
} from "./lifecycle.ts";
import type { Address, Environment } from "./listen.ts";
import { listen } from "./listen.ts";
import { goPluginServices } from "./services.ts";

/** The application's own calls, by full path ("/package.Service/Method"). */
type Handlers = ReadonlyMap<string, Unary | Events>;

export interface ServeOptions {
  readonly cookie: Cookie;
  /** The application's protocol version, the second field of the handshake. */
  readonly protocolVersion: number;
  readonly environment: Environment;
  /** Started once the handshake line is written, so that the client connects while the application loads. */
  readonly load: () => Promise<Handlers>;
  /** What is left to do when the client says Shutdown; given up soon, since the client then waits 2 s and kills. */
  readonly close?: () => Promise<void>;
  /** The kind of socket; by default what the platform has. */
  readonly network?: Address["network"];
}

/**
 * Serves as a child of a go-plugin host until that says Shutdown or goes away. With PLUGIN_CLIENT_CERT both sides
 * prove who they are (AutoMTLS); without it the server is in plain text and stays until told or killed.
 * Run by hand it explains itself and exits with 1. Call it first thing: it takes over standard output.
 */
export async function serve(options: ServeOptions): Promise<void> {
  const { cookie, environment, protocolVersion, load, close, network } = options;
  const announce = takeStandardOutput();
  panicOnCrash();
  if (!startedByHost(cookie, environment)) {
    process.stderr.write(NOT_STARTED_BY_HOST);
    process.exit(1);
  }
  ignoreInterrupt();

  const clientCertificate = environment["PLUGIN_CLIENT_CERT"];
  const own = clientCertificate ? selfSigned(new Date()) : undefined;
  const handlers = Promise.withResolvers<Handlers>();
  const server = createGrpcServer({
    find: finder(handlers.promise, () => exitAfter(close)),
    ...(own && clientCertificate && { tls: { ...own, clientCertificate } }),
  });
  if (own) exitWithClient(server);

  const { address, cleanUp } = await listen(server, environment, network);
  cleanUpAtExit(cleanUp);
  announce(handshakeLine(protocolVersion, address, own?.der));
  load().then(handlers.resolve, panic);
}

export interface ReattachOptions {
  readonly protocolVersion: number;
  readonly environment: Environment;
  readonly handlers: Handlers;
  readonly network?: Address["network"];
}

/** What a host needs to use a plugin that it did not start (go-plugin, ReattachConfig as JSON). */
export interface ReattachConfig {
  readonly Protocol: "grpc";
  readonly ProtocolVersion: number;
  readonly Pid: number;
  /** True: the host neither kills the process nor asks it to shut down. */
  readonly Test: true;
  readonly Addr: { readonly Network: Address["network"]; readonly String: string };
}

/** Serves within a process of one's own, for a debugger or a test: plain text, no handshake, until closed. */
export async function serveForReattach(
  options: ReattachOptions,
): Promise<{ readonly config: ReattachConfig; readonly close: () => Promise<void> }> {
  const sessions = new Set<{ destroy(): void }>();
  const server = createGrpcServer({ find: finder(Promise.resolve(options.handlers), () => {}) });
  server.on("session", (session) => {
    sessions.add(session);
    session.on("close", () => sessions.delete(session));
  });
  const { address, cleanUp } = await listen(server, options.environment, options.network);
  return {
    config: {
      Protocol: "grpc",
      ProtocolVersion: options.protocolVersion,
      Pid: process.pid,
      Test: true,
      Addr: { Network: address.network, String: address.text },
    },
    close: async () => {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      for (const session of sessions) session.destroy();
      await closed.promise;
      cleanUp();
    },
  };
}

/** go-plugin's own services answer at once; only the application's wait for it to be loaded. */
function finder(
  handlers: Promise<Handlers>,
  shutDown: () => void,
): (path: string) => Promise<Method | undefined> {
  const own = goPluginServices(shutDown);
  return async (path) => own.get(path) ?? (await handlers).get(path);
}
