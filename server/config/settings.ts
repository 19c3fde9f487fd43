/** Names and values of environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;
/** The content of a file; throws when it cannot be read. */
export type ReadFile = (file: string) => string;

/** The variables of the server. A `file` one may come as the name of a file that holds the value, in NAME_FILE. */
const variables = {
  JETON_LISTEN: {},
  JETON_DATABASE_URL: { file: true },
  JETON_TOKEN_SALT: { file: true },
  JETON_TOKEN_SALT_PREVIOUS: { file: true },
  JETON_ENCRYPTION_KEY: { file: true },
  JETON_ENCRYPTION_KEY_PREVIOUS: { file: true },
  JETON_AUDIT_CHECKPOINTS: {},
  JETON_REVOCATION_JOURNAL: {},
  JETON_PUBLIC_URL: {},
  JETON_TRUSTED_PROXIES: {},
  JETON_OUTBOUND_ALLOW: {},
  JETON_SECRET_SCANNING_KEYS: { file: true },
  JETON_DEFAULT_ROLE: {},
  JETON_BOOTSTRAP_TOKEN: { file: true },
  JETON_RETENTION: {},
  JETON_WORKERS: {},
  JETON_DRAIN: {},
  JETON_LOG_LEVEL: {},
  JETON_REMEMBERED_TOKENS: {},
} as const satisfies Record<string, { file?: true }>;

type Variable = keyof typeof variables;
export const settingNames = Object.keys(variables) as readonly Variable[];

/** Of the clients; they may stand in the same environment and mean nothing here. */
const others: ReadonlySet<string> = new Set(["JETON_URL", "JETON_TOKEN", "JETON_TOKEN_FILE"]);

export interface Settings {
  readonly settings: Readonly<Partial<Record<Variable, string>>>;
  readonly problems: readonly string[];
  readonly warnings: readonly string[];
}

/** The server's variables, of the environment or of the files it names. An empty one is as good as absent. */
export function readSettings(env: Environment, readFile: ReadFile): Settings {
  const settings: Partial<Record<Variable, string>> = {};
  const problems: string[] = [];
  const known = new Set(others);
  for (const [name, traits] of Object.entries(variables) as [Variable, { file?: true }][]) {
    known.add(name);
    if (env[name]) settings[name] = env[name];
    if (!traits.file) continue;
    const fileName = `${name}_FILE`;
    known.add(fileName);
    const file = env[fileName];
    if (!file) continue;
    if (env[name]) problems.push(`${name} and ${fileName}: give one of them, not both`);
    else readInto(settings, problems, { name, file, readFile });
  }
  const warnings = Object.keys(env)
    .filter((name) => name.startsWith("JETON_") && !known.has(name))
    .map((name) => `${name} is no variable of this server and does nothing`);
  return { settings, problems, warnings };
}

function readInto(
  settings: Partial<Record<Variable, string>>,
  problems: string[],
  { name, file, readFile }: { name: Variable; file: string; readFile: ReadFile },
): void {
  try {
    const text = readFile(file).trim();
    if (text === "") problems.push(`${name}_FILE: ${file} is empty`);
    else settings[name] = text;
  } catch (cause) {
    const reason = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown error";
    problems.push(`${name}_FILE: ${file} cannot be read (${reason})`);
  }
}
