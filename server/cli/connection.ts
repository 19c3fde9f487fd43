import { readFileSync } from "node:fs";
import { type ConfigFile, type Context, readConfigFile } from "./config-file.ts";
import { failure } from "./failure.ts";
import type { Terminal } from "./terminal.ts";

/** The flags that say where to go and as whom; every client command has them. */
export interface ConnectionFlags {
  readonly context?: string | undefined;
  readonly url?: string | undefined;
  readonly tokenFile?: string | undefined;
  readonly tokenStdin?: boolean | undefined;
}

/** Where to go and as whom, and what said so. */
export interface Connection {
  readonly url: string;
  readonly urlFrom: string;
  /** Absent where there is none: some operations need none. */
  readonly token: string | undefined;
  readonly tokenFrom: string | undefined;
}

/**
 * A flag beats the environment, and that the context. A token is of a server: that of the environment or of a context is
 * not sent to another one that a flag names.
 * @throws Failure `usage` without a server, or where what is given cannot be used
 */
export async function readConnection(terminal: Terminal, flags: ConnectionFlags): Promise<Connection> {
  const { env } = terminal;
  if (flags.tokenFile !== undefined && flags.tokenStdin === true) {
    throw failure("usage", "--token-file and --token-stdin exclude each other");
  }
  // Only looked at where it can matter, so that a file that cannot be used is in nobody's way.
  const isNeeded = flags.context !== undefined || !(flags.url ?? env["JETON_URL"]) || !hasToken(flags, env);
  const chosen = isNeeded ? chosenContext(await readConfigFile(terminal), flags) : undefined;
  const { url, urlFrom } = urlOf(flags, env, chosen);
  const found = await tokenOf(terminal, { flags, chosen, url, urlFrom });
  return { url, urlFrom, token: found?.token, tokenFrom: found?.from };
}

type Environment = Terminal["env"];

function hasToken(flags: ConnectionFlags, env: Environment): boolean {
  const isGiven = flags.tokenFile !== undefined || flags.tokenStdin === true;
  return isGiven || Boolean(env["JETON_TOKEN"] ?? env["JETON_TOKEN_FILE"]);
}

interface Chosen {
  readonly name: string;
  readonly context: Context;
  /** Whether a flag asked for it, which beats the environment. */
  readonly isAsked: boolean;
}

function chosenContext(config: ConfigFile, flags: ConnectionFlags): Chosen | undefined {
  const name = flags.context ?? config.current_context;
  if (name === undefined) return undefined;
  const context = Object.hasOwn(config.contexts, name) ? config.contexts[name] : undefined;
  if (context) return { name, context, isAsked: flags.context !== undefined };
  const names = Object.keys(config.contexts).join(", ") || "none";
  throw failure(
    "usage",
    `there is no context \`${name}\`; there is: ${names}`,
    "see `jeton config get-contexts`",
  );
}

function urlOf(
  { url: flag }: ConnectionFlags,
  env: Environment,
  chosen: Chosen | undefined,
): Pick<Connection, "url" | "urlFrom"> {
  const ofContext = chosen && { url: chosen.context.url, urlFrom: `context \`${chosen.name}\`` };
  const ofEnvironment = env["JETON_URL"] ? { url: env["JETON_URL"], urlFrom: "JETON_URL" } : undefined;
  const found =
    flag === undefined
      ? chosen?.isAsked
        ? ofContext
        : (ofEnvironment ?? ofContext)
      : { url: flag, urlFrom: "--url" };
  if (!found) {
    throw failure(
      "usage",
      "no server is named",
      "set JETON_URL, give --url, or make a context: `jeton config set-context NAME --url URL`",
    );
  }
  const complaint = urlComplaint(found.url);
  if (complaint !== undefined) throw failure("usage", `${found.urlFrom} is not usable: ${complaint}`);
  return found;
}

/** Undefined when it is the address of a server; never repeats the text, which may hold a password. */
export function urlComplaint(text: string): string | undefined {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol)) {
    return "it must begin with https:// (or http://) and a host, for example `https://jeton.example.org`";
  }
  const isPlain = url.username === "" && url.password === "" && url.search === "" && url.hash === "";
  return isPlain ? undefined : "it must be the address alone, without a user, a query or a fragment";
}

interface Place extends Pick<Connection, "url" | "urlFrom"> {
  readonly flags: ConnectionFlags;
  readonly chosen: Chosen | undefined;
}

interface FoundToken {
  readonly token: string;
  readonly from: string;
}

async function tokenOf(terminal: Terminal, place: Place): Promise<FoundToken | undefined> {
  const { flags, chosen } = place;
  if (flags.tokenFile !== undefined) return usable(readToken(flags.tokenFile), "--token-file");
  if (flags.tokenStdin === true) return usable(await terminal.readInput(), "--token-stdin");
  const ofContext = chosen && isSame(chosen.context.url, place.url) ? contextToken(chosen) : undefined;
  if (chosen?.isAsked) return ofContext;
  return environmentToken(terminal.env, place) ?? ofContext;
}

function environmentToken(env: Environment, { url }: Place): FoundToken | undefined {
  const { JETON_TOKEN: text, JETON_TOKEN_FILE: file, JETON_URL: own } = env;
  if (own && !isSame(own, url)) return undefined;
  if (text) return usable(text, "JETON_TOKEN");
  return file ? usable(readToken(file), "JETON_TOKEN_FILE") : undefined;
}

function contextToken({ name, context: { token, token_file: file } }: Chosen): FoundToken | undefined {
  if (token) return usable(token, `context \`${name}\``);
  return file ? usable(readToken(file), `context \`${name}\``) : undefined;
}

function isSame(one: string, other: string): boolean {
  const normal = (text: string): string => (URL.parse(text)?.href ?? text).replace(/\/+$/, "");
  return normal(one) === normal(other);
}

function readToken(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw failure(
      "usage",
      `the token's file ${file} cannot be read: ${(cause as NodeJS.ErrnoException).code ?? "unknown error"}`,
    );
  }
}

/** Never repeats the text. */
function usable(text: string, from: string): FoundToken {
  const token = text.trim();
  if (/^[!-~]+$/.test(token)) return { token, from };
  throw failure(
    "usage",
    `${from} is empty, or holds white space or characters that no token has`,
    "give the token's text and nothing else",
  );
}
