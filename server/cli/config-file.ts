import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import path from "node:path";
import { failure } from "./failure.ts";
import type { Terminal } from "./terminal.ts";

/** A server and how to sign in to it. */
export interface Context {
  readonly url: string;
  readonly token?: string | undefined;
  /** A file that holds it instead, read at each command. */
  readonly token_file?: string | undefined;
}

export interface ConfigFile {
  readonly current_context?: string | undefined;
  readonly contexts: Readonly<Record<string, Context>>;
}

/** `$XDG_CONFIG_HOME/jeton/config`, by default `~/.config/jeton/config`. */
export function configPath({ env }: Pick<Terminal, "env">): string {
  const { XDG_CONFIG_HOME: folder, HOME: home } = env;
  // The XDG Base Directory Specification: a path that is not absolute is to be ignored.
  const base = folder && path.isAbsolute(folder) ? folder : path.join(home || homedir(), ".config");
  return path.join(base, "jeton", "config");
}

/**
 * What is configured; nothing where there is no file.
 * @throws Failure where others may read it, since it holds secrets, or where it is not what it should be
 */
export async function readConfigFile(terminal: Pick<Terminal, "env">): Promise<ConfigFile> {
  const file = configPath(terminal);
  const text = readPrivate(file);
  if (text === undefined || text.trim() === "") return { contexts: {} };
  const content = await parse(text, file);
  const complaint = complaintAbout(content);
  if (complaint !== undefined)
    throw failure("error", `${file}: ${complaint}`, "correct the file, or remove it and sign in again");
  // Its shape has just been looked at.
  const { current_context, contexts } = content as ConfigFile;
  return { current_context, contexts: contexts ?? {} };
}

function readPrivate(file: string): string | undefined {
  try {
    // Windows has no such bits: a home is private there by its access list.
    if (process.platform !== "win32" && (statSync(file).mode & 0o077) !== 0) {
      throw failure("error", `${file} may be read by others, and it holds secrets`, `run: chmod 600 ${file}`);
    }
    return readFileSync(file, "utf8");
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw cause;
  }
}

async function parse(text: string, file: string): Promise<unknown> {
  const { parse: parseYaml } = await import("yaml");
  try {
    return parseYaml(text) as unknown;
  } catch {
    // The parser's message quotes the line, which may hold a token.
    throw failure("error", `${file} is not valid YAML`, "correct the file, or remove it and sign in again");
  }
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Undefined when it is a configuration; never repeats a value, which may be a secret. */
function complaintAbout(content: unknown): string | undefined {
  if (!isMap(content)) return "must be a map with `contexts`";
  const { current_context: current, contexts = {} } = content;
  if (current !== undefined && typeof current !== "string") return "`current_context` must be a name";
  if (!isMap(contexts)) return "`contexts` must be a map of names";
  for (const [name, context] of Object.entries(contexts)) {
    if (!isMap(context) || typeof context["url"] !== "string")
      return `context \`${name}\` must have a \`url\``;
    const wrong = ["token", "token_file"].find(
      (key) => !["string", "undefined"].includes(typeof context[key]),
    );
    if (wrong !== undefined) return `\`${wrong}\` of context \`${name}\` must be a text`;
  }
  return undefined;
}

/** Writes it whole or not at all, for its owner alone. */
export async function writeConfigFile(terminal: Pick<Terminal, "env">, config: ConfigFile): Promise<void> {
  const { stringify } = await import("yaml");
  const file = configPath(terminal);
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${crypto.randomUUID()}`;
  try {
    writeFileSync(draft, stringify(config), { mode: 0o600, flag: "wx" });
    // The mode above is narrowed by the umask and never widened, but a file system may know no modes.
    chmodSync(draft, 0o600);
    renameSync(draft, file);
  } catch (cause) {
    rmSync(draft, { force: true });
    throw cause;
  }
}

/** Adds or replaces a context, and makes it the current one where it is asked for or there is none. */
export async function saveContext(
  terminal: Pick<Terminal, "env">,
  name: string,
  { context, use }: { readonly context: Context; readonly use: boolean },
): Promise<void> {
  const config = await readConfigFile(terminal);
  const current = use || config.current_context === undefined ? name : config.current_context;
  await writeConfigFile(terminal, {
    current_context: current,
    contexts: { ...config.contexts, [name]: context },
  });
}
