import type { Environment } from "../../server/config/settings.ts";
import { runCommand, type Terminal } from "../../server/commands/command-line.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** What a command ended with and said. */
export interface Shown {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Person {
  readonly env?: Environment;
  /** What is on the standard input. */
  readonly input?: string;
  /** The same where it is not known beforehand. */
  readonly readInput?: () => Promise<string>;
  /** Whether somebody is there to be asked. */
  readonly canAsk?: boolean;
  /** Whether a terminal shows the output. */
  readonly isInteractive?: boolean;
  readonly interrupted?: () => Promise<void>;
  /** Told of what is printed as it is. */
  readonly onOut?: (text: string) => void;
  /** The same of what is said to people. */
  readonly onErr?: (text: string) => void;
}

/** A `jeton` command in this process, as the binary runs it, off a terminal. */
export async function jeton(args: readonly string[], person: Person = {}): Promise<Shown> {
  let out = "";
  let err = "";
  const terminal: Terminal = {
    env: person.env ?? {},
    readFile: () => "",
    out: (text) => {
      out += text;
      person.onOut?.(text);
    },
    err: (text) => {
      err += text;
      person.onErr?.(text);
    },
    readInput: person.readInput ?? (() => Promise.resolve(person.input ?? "")),
    isInteractive: person.isInteractive ?? false,
    canAsk: person.canAsk ?? false,
    takeSignals: () => undefined,
    // A command that is not interrupted goes on until it is done.
    interrupted: person.interrupted ?? (() => Promise.withResolvers<undefined>().promise),
  };
  const code = await runCommand(args, terminal);
  return { code, out, err };
}

/** Somebody with a home of their own, who works on one server with one token. */
interface Client extends Disposable {
  readonly home: string;
  readonly env: Environment;
  /** A command; what it is called with may be one text, split at its spaces. */
  readonly run: (command: string | readonly string[], person?: Person) => Promise<Shown>;
  /** The same, which must succeed; gives what it printed. */
  readonly ok: (command: string | readonly string[], person?: Person) => Promise<string>;
  /** The same with `-o json`, read. */
  readonly json: <T = Record<string, unknown>>(
    command: string | readonly string[],
    person?: Person,
  ) => Promise<T>;
}

export function clientOf({ url, token }: { readonly url: string; readonly token: string }): Client {
  const folder = temporaryFolder();
  const env = { HOME: folder.path, JETON_URL: url, JETON_TOKEN: token };
  const words = (command: string | readonly string[]): readonly string[] =>
    typeof command === "string" ? command.split(" ") : command;
  const run: Client["run"] = (command, person = {}) =>
    jeton(words(command), { ...person, env: { ...env, ...person.env } });
  const ok: Client["ok"] = async (command, person) => {
    const { code, out, err } = await run(command, person);
    if (code !== 0) throw new Error(`jeton ${words(command).join(" ")}: ${String(code)} ${err}`);
    return out;
  };
  return {
    home: folder.path,
    env,
    run,
    ok,
    // What it prints is as the test knows it.
    json: async <T>(command: string | readonly string[], person?: Person): Promise<T> =>
      JSON.parse(await ok([...words(command), "-o", "json"], person)) as T,
    [Symbol.dispose]: () => {
      folder[Symbol.dispose]();
    },
  };
}
