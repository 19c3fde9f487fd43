import { hostname } from "node:os";
import { parseDuration } from "../../contract/duration.ts";
import type { Reply } from "../../contract/operations.ts";
import { openApi, sendFrom } from "../api.ts";
import { signInByBrowser } from "../browser-sign-in.ts";
import { type CommonFlags, type Define, type Tools, withExamples } from "../command.ts";
import { type Context, configPath, readConfigFile, saveContext } from "../config-file.ts";
import { readConnection } from "../connection.ts";
import { failure } from "../failure.ts";
import { hasBrowser } from "../open-in-browser.ts";
import { askPerson, demandPrivate, openSession } from "../password-session.ts";

interface Flags extends CommonFlags {
  readonly email?: string;
  readonly passwordStdin?: boolean;
  readonly browser: boolean;
  readonly ttl: string;
}

/** `jeton login`: a short-lived token of a person, kept in a context. */
export const defineLogin: Define = (command, tools) => {
  command
    .description(
      "Sign in in a browser, and keep a short-lived token of yours in a context; `jeton logout` revokes it. With --email, sign in with a password here instead.",
    )
    .option(
      "--no-browser",
      "Open no browser here: print an address for another machine, whose page shows a code.",
    )
    .option("--email <address>", "Sign in with the password of this user; it is asked for on a terminal.")
    .option("--password-stdin", "Read the password from the standard input, instead of asking for it.")
    .option("--ttl <duration>", "How long the token lasts.", "12h");
  withExamples(
    command,
    "jeton login --url https://jeton.example.org",
    "jeton login --no-browser",
    "jeton login --context prod --email ann@example.org --password-stdin < password.txt",
  );
  command.action(
    tools.action<Flags>(async (flags) => {
      const { terminal } = tools;
      if (!parseDuration(flags.ttl)) throw failure("usage", "--ttl must be a duration, for example 12h");
      const { url, name } = await placeOf(tools, flags);
      demandPrivate(url);
      const isByPassword = flags.email !== undefined || flags.passwordStdin === true;
      const token = await (isByPassword ? byPassword : byBrowser)(tools, flags, url);
      const { subject, token: made } = await whoHas(tools, { url, token });
      await saveContext(terminal, name, { context: { url, token }, use: true });
      terminal.err(
        `Signed in to ${url} as ${subject.reference}, until ${made.expires_at ?? "it is revoked"}.\n`,
      );
      terminal.err(`The token is in context \`${name}\` of ${configPath(terminal)}.\n`);
    }),
  );
};

async function byBrowser(tools: Tools, { browser, ttl }: Flags, url: string): Promise<string> {
  const { canAsk, env } = tools.terminal;
  if (browser && !canAsk) {
    const remedy = "give --email and --password-stdin, or a token in JETON_TOKEN";
    throw failure("cancelled", "nobody is here to sign in in a browser", remedy);
  }
  return await signInByBrowser(tools, { url, ttl, isHere: browser && hasBrowser(env) });
}

async function byPassword(tools: Tools, flags: Flags, url: string): Promise<string> {
  const email = flags.email ?? (await askPerson(tools, "text", "E-mail address"));
  const password =
    flags.passwordStdin === true ? await firstLine(tools) : await askPerson(tools, "password", "Password");
  const send = sendFrom(tools.terminal);
  const session = await openSession({ url, email, password, send, signal: tools.signal });
  try {
    const made = await session.post("token.create", {
      user_id: session.userId,
      name: `jeton-cli-${crypto.randomUUID().slice(0, 8)}`,
      description: `Made by \`jeton login\` on ${hostname()}.`,
      max_age: flags.ttl,
    });
    return String(made["secret"]);
  } finally {
    await session.end().catch(() => undefined);
  }
}

/** It is asked with the token itself, which so is known to work before it is kept. */
async function whoHas({ terminal, ...rest }: Tools, { url, token }: Context): Promise<Reply<"whoami">> {
  const env = { ...terminal.env, JETON_URL: url, JETON_TOKEN: token };
  const api = await openApi({ ...terminal, env }, { ...rest, flags: {} });
  return await api.call<Reply<"whoami">>("whoami");
}

/** Where to sign in, and what the context is called: as the flag says, as the current one of that server, or as its host. */
async function placeOf(
  { terminal }: Tools,
  flags: Flags,
): Promise<{ readonly url: string; readonly name: string }> {
  const { contexts, current_context: current } = await readConfigFile(terminal);
  const isNew = flags.context !== undefined && !Object.hasOwn(contexts, flags.context);
  const { url } = await readConnection(
    terminal,
    isNew ? { url: flags.url } : { url: flags.url, context: flags.context },
  );
  const isCurrent = current !== undefined && contexts[current]?.url === url;
  return { url, name: flags.context ?? (isCurrent ? current : new URL(url).hostname) };
}

async function firstLine({ terminal }: Tools): Promise<string> {
  const password = (await terminal.readInput()).replace(/\r?\n$/, "");
  if (password === "") throw failure("usage", "--password-stdin: the standard input is empty");
  return password;
}
