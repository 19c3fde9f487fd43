import path from "node:path";
import { isAddressOrRange } from "../contract/address-range.ts";
import type { BuiltInRoleId } from "../contract/built-in-roles.ts";
import { parseDuration } from "../contract/duration.ts";
import { nouns } from "../contract/nouns/all.ts";
import { parseReference } from "../contract/reference.ts";
import { SYSTEM } from "../contract/text.ts";
import { parseTokenText } from "../contract/token-text.ts";
import { type Environment, readSettings, type ReadFile } from "./settings.ts";

const DEFAULT_FILE = "./data/jeton.db";
const DEFAULT_DATABASE = `sqlite:${DEFAULT_FILE}`;
const DEFAULT_ROLE: { readonly reference: string | null } = {
  reference: "role_user" satisfies BuiltInRoleId,
};

export interface Config {
  readonly listen: { readonly host: string; readonly port: number };
  readonly database: Database;
  /** Absent: of the data folder. */
  readonly salt: string | undefined;
  readonly previousSalts: readonly string[];
  /** Absent: of the data folder. */
  readonly encryptionKey: string | undefined;
  /** The one before, under which the database may still be sealed. */
  readonly previousEncryptionKey: string | undefined;
  /** The file that checkpoints of the audit are written to; absent, none are. */
  readonly auditCheckpoints: string | undefined;
  /** The folder of the revocation journals; absent, none is written. */
  readonly revocationJournal: string | undefined;
  /** Without a slash at its end. It is Jeton's own audience, too. */
  readonly publicUrl: string | undefined;
  /** The role that new users get, by id or reference; null is none. */
  readonly defaultRole: string | null;
  /** Addresses and CIDR ranges. */
  readonly trustedProxies: readonly string[];
  /** Addresses and CIDR ranges that requests of the server go to although they are not public. */
  readonly outboundAllow: readonly string[];
  /** Where GitHub publishes the keys that its reports of leaks are signed with (https), or what it publishes there. */
  readonly secretScanningKeys: string;
  readonly bootstrapToken: string | undefined;
  /** Seconds for which what has ended is kept; undefined is for good. */
  readonly retention: number | undefined;
  /** Processes that serve together on one port. */
  readonly workers: number;
  /** Seconds for which a server that was asked to end goes on answering, so that proxies see at `/readyz` that it will. */
  readonly drain: number;
  readonly logLevel: string;
  /** How many tokens are remembered at most, at less than 1 KB each. */
  readonly rememberedTokens: number;
}

interface Database {
  readonly url: string;
  /** Where secrets made at the first start are kept; absent when the database is not a file. */
  readonly dataFolder: string | undefined;
}

export type ReadConfig =
  | { readonly type: "ok"; readonly config: Config; readonly warnings: readonly string[] }
  /** Every value that is wrong, each with its remedy. */
  | { readonly type: "bad"; readonly problems: readonly string[] };

/** A value, or what is wrong with it. */
type Parsed<T> = { readonly value: T } | { readonly problem: string };

/** What the environment says of how to run, all of it checked before anything is done. */
export function readConfig(env: Environment, readFile: ReadFile): ReadConfig {
  const { settings, problems, warnings } = readSettings(env, readFile);
  const bad = [...problems];
  const parse = <T>(name: keyof typeof settings, parser: (text: string) => Parsed<T>): T | undefined => {
    const text = settings[name];
    if (text === undefined) return undefined;
    const parsed = parser(text);
    if ("value" in parsed) return parsed.value;
    bad.push(`${name}: ${parsed.problem}`);
    return undefined;
  };
  const parseOr = <T>(fallback: T, name: keyof typeof settings, parser: (text: string) => Parsed<T>): T =>
    parse(name, parser) ?? fallback;
  const ranges = (name: keyof typeof settings): readonly string[] => parseOr([], name, parseRanges);
  const database = parseOr(sqlite(DEFAULT_FILE), "JETON_DATABASE_URL", parseDatabase);
  const config: Config = {
    listen: parseOr({ host: "127.0.0.1", port: 8080 }, "JETON_LISTEN", parseListen),
    database,
    salt: parse("JETON_TOKEN_SALT", parseSalt),
    previousSalts: parseOr([], "JETON_TOKEN_SALT_PREVIOUS", parseSalts),
    encryptionKey: parse("JETON_ENCRYPTION_KEY", parseEncryptionKey),
    previousEncryptionKey: parse("JETON_ENCRYPTION_KEY_PREVIOUS", parseEncryptionKey),
    auditCheckpoints: checkpointFile(settings.JETON_AUDIT_CHECKPOINTS, database),
    revocationJournal: settings.JETON_REVOCATION_JOURNAL && path.resolve(settings.JETON_REVOCATION_JOURNAL),
    publicUrl: parse("JETON_PUBLIC_URL", parsePublicUrl),
    defaultRole: parseOr(DEFAULT_ROLE, "JETON_DEFAULT_ROLE", parseDefaultRole).reference,
    trustedProxies: ranges("JETON_TRUSTED_PROXIES"),
    outboundAllow: ranges("JETON_OUTBOUND_ALLOW"),
    workers: parseOr(1, "JETON_WORKERS", parseWorkers),
    drain: parseOr(0, "JETON_DRAIN", parseDrain),
    retention: parseOr(DEFAULT_RETENTION, "JETON_RETENTION", parseRetention).seconds,
    secretScanningKeys: parseOr(GITHUB_KEYS, "JETON_SECRET_SCANNING_KEYS", parseScanningKeys),
    bootstrapToken: parse("JETON_BOOTSTRAP_TOKEN", parseBootstrapToken),
    logLevel: parseOr("info", "JETON_LOG_LEVEL", parseLogLevel),
    rememberedTokens: parseOr(100_000, "JETON_REMEMBERED_TOKENS", parseCount),
  };
  if (bad.length === 0) bad.push(...lacking(config));
  return bad.length > 0 ? { type: "bad", problems: bad } : { type: "ok", config, warnings };
}

/** Where the database is, for commands that need nothing else. */
export function readDatabase(
  env: Environment,
  readFile: ReadFile,
): { readonly url: string } | { readonly problems: readonly string[] } {
  const { settings, problems } = readSettings(env, readFile);
  const parsed = parseDatabase(settings.JETON_DATABASE_URL ?? DEFAULT_DATABASE);
  const bad = problems.filter((problem) => problem.startsWith("JETON_DATABASE_URL"));
  if ("problem" in parsed) return { problems: [...bad, `JETON_DATABASE_URL: ${parsed.problem}`] };
  return bad.length > 0 ? { problems: bad } : { url: parsed.value.url };
}

function parseDefaultRole(text: string): Parsed<typeof DEFAULT_ROLE> {
  if (text === "none") return { value: { reference: null } };
  const reference = parseReference(nouns.role, text);
  const isSystems = reference?.by === "id" || (reference?.by === "project" && reference.project === SYSTEM);
  if (isSystems) return { value: { reference: text } };
  return { problem: "must be a role of the system, for example role_user or system/NAME, or none" };
}

/** The parsers below never repeat a value that may be a secret. */

function parseListen(text: string): Parsed<Config["listen"]> {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]\s]+)):(\d{1,5})$/.exec(text);
  const port = Number(match?.[3]);
  if (!match || port > 65_535) {
    return { problem: "must be HOST:PORT, for example 127.0.0.1:8080, 0.0.0.0:8080 or [::1]:8080" };
  }
  return { value: { host: match[1] ?? match[2] ?? "", port } };
}

function parseDatabase(text: string): Parsed<Database> {
  if (/^postgres(?:ql)?:\/\//.test(text)) {
    if (!URL.canParse(text))
      return { problem: "is no valid URL; percent-encode what is special in the password" };
    return { value: { url: text, dataFolder: undefined } };
  }
  const file = text.startsWith("sqlite:") ? text.slice("sqlite:".length).replace(/^\/\/(?=\/)/, "") : "";
  if (file === "" || file.startsWith("//") || file.startsWith(":")) {
    return { problem: "must be sqlite:PATH, for example sqlite:./data/jeton.db, or postgres://..." };
  }
  return { value: sqlite(file) };
}

function sqlite(file: string): Database {
  const absolute = path.resolve(file);
  return { url: `sqlite:${absolute}`, dataFolder: path.dirname(absolute) };
}

/** Beside a database that is a file there are always checkpoints. */
function checkpointFile(text: string | undefined, { dataFolder }: Database): string | undefined {
  if (text !== undefined) return path.resolve(text);
  return dataFolder === undefined ? undefined : path.join(dataFolder, "audit-checkpoints.jsonl");
}

/** What a database that is no file has no place for, and the environment must give. */
function lacking({ database, salt, auditCheckpoints, encryptionKey }: Config): readonly string[] {
  if (database.dataFolder !== undefined) return [];
  if (salt === undefined) {
    return [
      "JETON_TOKEN_SALT: is required with PostgreSQL, where it cannot be kept in a data folder; give every replica the same, for example from `openssl rand -base64 48`",
    ];
  }
  if (auditCheckpoints === undefined || encryptionKey !== undefined) return [];
  return [
    "JETON_ENCRYPTION_KEY: is required with PostgreSQL for JETON_AUDIT_CHECKPOINTS, which are signed with a key that is kept sealed; give every replica the same, for example from `openssl rand -base64 48`",
  ];
}

function parseEncryptionKey(text: string): Parsed<string> {
  return text.length < LEAST_SALT
    ? { problem: `must have at least ${String(LEAST_SALT)} characters` }
    : { value: text };
}

const LEAST_SALT = 32;

function parseSalt(text: string): Parsed<string> {
  if (text.length < LEAST_SALT) return { problem: `must have at least ${String(LEAST_SALT)} characters` };
  if (/[,\s]/.test(text)) {
    return { problem: "must hold neither commas nor white space, which stand between salts in a list" };
  }
  return { value: text };
}

function parseSalts(text: string): Parsed<readonly string[]> {
  const salts = list(text);
  const isShort = salts.some((salt) => salt.length < LEAST_SALT);
  return isShort
    ? { problem: `each must have at least ${String(LEAST_SALT)} characters, with commas between them` }
    : { value: salts };
}

/** As `URL` spells them. */
const LOOPBACK = /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/;

function parsePublicUrl(text: string): Parsed<string> {
  const problem =
    "must be the https URL clients reach the server at, for example https://jeton.example.org; http only on this machine itself";
  if (!URL.canParse(text)) return { problem };
  const { protocol, hostname, search, hash, username, password, href } = new URL(text);
  const isPlain = search === "" && hash === "" && username === "" && password === "";
  const isSafe = protocol === "https:" || (protocol === "http:" && LOOPBACK.test(hostname));
  return isPlain && isSafe ? { value: href.replace(/\/+$/, "") } : { problem };
}

const GITHUB_KEYS = "https://api.github.com/meta/public_keys/secret_scanning";

/** Http serves a test on the machine itself; where a request goes is looked at again when it is made. */
function parseScanningKeys(text: string): Parsed<string> {
  const isUrl = /^https?:/.test(text) && URL.canParse(text);
  return isUrl || hasKeys(text)
    ? { value: text }
    : { problem: "must be the https URL of GitHub's public keys, or the JSON that is there" };
}

function hasKeys(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && "public_keys" in value && text.startsWith("{");
  } catch {
    return false;
  }
}

function parseRanges(text: string): Parsed<readonly string[]> {
  const ranges = list(text);
  const wrong = ranges.filter((range) => !isAddressOrRange(range));
  return wrong.length > 0
    ? { problem: `${wrong.join(", ")}: must be addresses or CIDR ranges, for example 10.0.0.0/8,::1` }
    : { value: ranges };
}

function parseBootstrapToken(text: string): Parsed<string> {
  return parseTokenText(text)?.kind === "b"
    ? { value: text }
    : { problem: "must be a token that begins with jtnb_ and whose checksum is right" };
}

const DAY = 24 * 60 * 60;
/** Seconds. */
const LONGEST_DRAIN = 10 * 60;
const DEFAULT_RETENTION = { seconds: 90 * DAY };

/** At least a day, in which a request may be repeated. */
function parseRetention(text: string): Parsed<{ readonly seconds: number | undefined }> {
  if (text === "never") return { value: { seconds: undefined } };
  const seconds = parseDuration(text);
  return seconds !== undefined && seconds >= DAY
    ? { value: { seconds } }
    : { problem: "must be a duration of a day or more, for example 90d, or `never` to keep all" };
}

function parseDrain(text: string): Parsed<number> {
  const seconds = parseDuration(text);
  return seconds !== undefined && seconds <= LONGEST_DRAIN
    ? { value: seconds }
    : { problem: "must be a duration of at most 10m, for example 5s" };
}

const MOST_WORKERS = 64;

function parseWorkers(text: string): Parsed<number> {
  const count = /^[1-9]\d*$/.test(text) ? Number(text) : 0;
  return count >= 1 && count <= MOST_WORKERS
    ? { value: count }
    : {
        problem: `must be a number of processes from 1 to ${String(MOST_WORKERS)}, one for each core at most`,
      };
}

function parseCount(text: string): Parsed<number> {
  return /^\d{1,7}$/.test(text)
    ? { value: Number(text) }
    : { problem: "must be a whole number of at most 9999999" };
}

const logLevels = ["trace", "debug", "info", "warn", "error", "fatal", "silent"];

function parseLogLevel(text: string): Parsed<string> {
  return logLevels.includes(text) ? { value: text } : { problem: `must be one of ${logLevels.join(", ")}` };
}

function list(text: string): readonly string[] {
  return text.split(/[,\s]+/).filter((part) => part !== "");
}
