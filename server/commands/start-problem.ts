import type { Config } from "../config/config.ts";
import { redactTokens } from "../contract/token-text.ts";

/** Why the server does not start, for people: what happened and, where it is known, what to do. */
export function startProblem(cause: unknown, { listen }: Config): string {
  const address = `${listen.host}:${String(listen.port)}`;
  const explanations: Readonly<Record<string, string>> = {
    EADDRINUSE: `${address} is in use already; end what listens there or set JETON_LISTEN to another address`,
    EADDRNOTAVAIL: `this machine has no address ${listen.host}; set JETON_LISTEN to one it has`,
    EACCES: `this user may not listen on ${address}; set JETON_LISTEN to a port above 1023`,
    ENOTFOUND: `there is no host ${listen.host}; set JETON_LISTEN to an address of this machine`,
  };
  const code = codeOf(cause);
  const isListening =
    cause instanceof Error && "syscall" in cause && /^(?:listen|getaddrinfo)$/.test(String(cause.syscall));
  const explained = isListening && code !== undefined ? explanations[code] : undefined;
  return redactTokens(explained ?? reasons(cause).join(": "));
}

function codeOf(cause: unknown): string | undefined {
  return cause instanceof Error && "code" in cause ? String(cause.code) : undefined;
}

/** An error's message and those of its causes. */
function reasons(cause: unknown): readonly string[] {
  if (!(cause instanceof Error)) return [String(cause)];
  const own = cause.message === "" ? (codeOf(cause) ?? cause.name) : cause.message.replace(/\.$/, "");
  return cause.cause === undefined ? [own] : [own, ...reasons(cause.cause)];
}
