import { writeSync } from "node:fs";
import type { Address, Environment } from "./listen.ts";

/**
 * What proves that the host started this process on purpose (go-plugin, HandshakeConfig). It is no secret: it only
 * tells a person who runs the executable by hand that this is not how it is used.
 */
export interface Cookie {
  readonly name: string;
  readonly value: string;
}

/** Version of go-plugin's own handshake; not the application's. */
const CORE_PROTOCOL_VERSION = 1;

export const NOT_STARTED_BY_HOST = `This program is a plugin. It is not meant to be run by hand:
the program that uses it finds and starts it by itself.
`;

export function startedByHost(cookie: Cookie, environment: Environment): boolean {
  return environment[cookie.name] === cookie.value;
}

/**
 * The first line on standard output (go-plugin, server.go): core version, application version, network, address,
 * transport, and the server's certificate in base64 without padding, or nothing when the client sent none.
 * The version is always ours: a client that does not speak it says so better than we could.
 */
export function handshakeLine(version: number, address: Address, certificate?: Uint8Array): string {
  const encoded = certificate ? Buffer.from(certificate).toString("base64").replaceAll("=", "") : "";
  const { network, text } = address;
  return `${CORE_PROTOCOL_VERSION}|${version}|${network}|${text}|grpc|${encoded}\n`;
}

/**
 * Sends everything meant for standard output to standard error, since one stray line of a library before the handshake
 * is taken for the handshake itself. Returns the only way left to write on the real one.
 */
export function takeStandardOutput(): (line: string) => void {
  Object.defineProperty(process, "stdout", { configurable: true, get: () => process.stderr });
  return (line) => writeSync(1, line);
}
