import { hostname } from "node:os";
import { parseDuration } from "../../contract/duration.ts";
import { type CommonFlags, type Define, type Tools, withExamples } from "../command.ts";
import { configPath, readConfigFile, saveContext } from "../config-file.ts";
import { readConnection } from "../connection.ts";
import { failure } from "../failure.ts";
import { openSession } from "../password-session.ts";

interface Flags extends CommonFlags {
  readonly email?: string;
  readonly passwordStdin?: boolean;
  readonly ttl: string;
}

/** `jeton login`: a short-lived token of a person, kept in a context. */
export const defineLogin: Define = (command, tools) => {
  command
    .description(
      "Sign in with an e-mail address and a password, and keep a short-lived token of yours in a context; `jeton logout` revokes it.",
    )
    .option("--email <address>", "Who signs in; asked for on a terminal.")
    .option("--password-stdin", "Read the password from the standard input, instead of asking for it.")
    .option("--ttl <duration>", "How long the token lasts.", "12h");
  withExamples(
    command,
    "jeton login --url https://jeton.example.org",
    "jeton login --context prod --email ann@example.org --password-stdin < password.txt",
  );
  command.action(
    tools.action<Flags>(async (flags) => {
      const { terminal, signal } = tools;
      if (!parseDuration(flags.ttl)) throw failure("usage", "--ttl must be a duration, for example 12h");
      const { url, name } = await placeOf(tools, flags);
      demandPrivate(url);
      const email = flags.email ?? (await ask(tools, "text", "E-mail address"));
      const password =
        flags.passwordStdin === true ? await firstLine(tools) : await ask(tools, "password", "Password");
      const session = await openSession({ url, email, password, signal });
      try {
        const made = await session.post("token.create", {
          user_id: session.userId,
          name: `jeton-cli-${crypto.randomUUID().slice(0, 8)}`,
          description: `Made by \`jeton login\` on ${hostname()}.`,
          max_age: flags.ttl,
        });
        await saveContext(terminal, name, { context: { url, token: String(made["secret"]) }, use: true });
        terminal.err(`Signed in to ${url} as ${email}, until ${String(made["expires_at"])}.\n`);
        terminal.err(`The token is in context \`${name}\` of ${configPath(terminal)}.\n`);
      } finally {
        await session.end().catch(() => undefined);
      }
    }),
  );
};

/** What is typed once opens everything: it goes to nobody who listens on the way. */
function demandPrivate(url: string): void {
  const { protocol, hostname: host } = new URL(url);
  if (protocol === "https:" || /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(host)) return;
  throw failure(
    "usage",
    "a password is only sent over https, or to this very machine",
    "give the URL with https://",
  );
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

async function ask({ terminal }: Tools, kind: "text" | "password", message: string): Promise<string> {
  if (!terminal.canAsk) {
    throw failure("cancelled", "nobody is here to be asked", "give --email and --password-stdin");
  }
  const prompts = await import("@clack/prompts");
  const answer = await prompts[kind]({ message, output: process.stderr });
  if (prompts.isCancel(answer) || answer === undefined || answer === "")
    throw failure("cancelled", "cancelled");
  return answer;
}

async function firstLine({ terminal }: Tools): Promise<string> {
  const password = (await terminal.readInput()).replace(/\r?\n$/, "");
  if (password === "") throw failure("usage", "--password-stdin: the standard input is empty");
  return password;
}
