import { parseDuration } from "../server/contract/duration.ts";
import { parseReference } from "../server/contract/reference.ts";
import { refuseName } from "./env-name.ts";
import {
  checkMode,
  checkWithin,
  type Mode,
  readLines,
  readOptions,
  type Refuse,
  splitLine,
} from "./lines.ts";

/** What a minted token may be limited by; each also an input, for all of them. */
export interface Limits {
  /** A duration, for example `15m`. */
  readonly ttl: string;
  readonly mode: Mode;
  readonly within: string | undefined;
  /** A duration from now, until which each use gives the token another `ttl`. */
  readonly renew: string | undefined;
}

/** A token to mint. */
export interface TokenLine extends Limits {
  /** Of the output and the environment variable. */
  readonly name: string;
  /** An id or a reference. */
  readonly serviceAccount: string;
}

const MAX_TOKENS = 100;
const DAY = 86_400;
const OPTIONS = ["ttl", "mode", "within", "renew"] as const satisfies readonly (keyof Limits)[];

/** A service account, as references see one. */
export const serviceAccount = { idPrefix: "sa", reference: "PROJECT/NAME" } as const;

/** Reads `NAME = SERVICE_ACCOUNT [ttl=...] [mode=...] [within=...] [renew=...]` lines; what is wrong with them goes to `refuse`. */
export function readTokenLines(text: string, defaults: Limits, refuse: Refuse): TokenLine[] {
  const seen = new Set<string>();
  const readOne = (line: string, refuseLine: Refuse): TokenLine | undefined => {
    const read = readLine(line, defaults, refuseLine);
    if (read !== undefined && seen.has(read.name)) refuseLine(`${read.name} was given before.`);
    seen.add(read?.name ?? "");
    return read;
  };
  const lines = readLines({ input: "tokens", text }, readOne, refuse);
  if (lines.length > MAX_TOKENS) refuse(`\`tokens\` has more than ${String(MAX_TOKENS)} lines.`);
  return lines;
}

function readLine(line: string, defaults: Limits, refuse: Refuse): TokenLine | undefined {
  const parts = splitLine(line);
  if (!parts) {
    refuse("write `NAME = SERVICE_ACCOUNT`, for example `DEPLOY_TOKEN = sa/shop/deployer ttl=30m`.");
    return undefined;
  }
  const { left: name, right: account } = parts;
  const reason = refuseName(name);
  if (reason !== undefined) refuse(`the name ${name} ${reason}.`);
  checkAccount(account, refuse);
  return { name, serviceAccount: account, ...readLimits(parts.options, defaults, refuse) };
}

export function checkAccount(account: string, refuse: Refuse): void {
  if (parseReference(serviceAccount, account) !== undefined) return;
  refuse(`${account} names no service account: write \`sa/PROJECT/NAME\`, or its id.`);
}

function readLimits(text: string, defaults: Limits, refuse: Refuse): Limits {
  const given = readOptions(text, OPTIONS, refuse);
  return checkLimits({ ...defaults, ...given }, (key, problem) => {
    // A default that is wrong is reported once, as the input it is.
    if (given[key] !== undefined) refuse(`${key} ${problem}`);
  });
}

/** The limits that are well-formed; for the others what to write instead goes to `refuse`. */
export function checkLimits(
  limits: Omit<Limits, "mode"> & { readonly mode: string },
  refuse: (key: keyof Limits, problem: string) => void,
): Limits {
  const seconds = parseDuration(limits.ttl) ?? 0;
  if (seconds <= 0 || seconds > DAY) {
    refuse("ttl", "must be a duration of a day at most, for example `15m`, `1h` or `PT2H`.");
  }
  const mode = checkMode(limits.mode, (problem) => refuse("mode", problem));
  if (limits.within !== undefined) checkWithin(limits.within, (problem) => refuse("within", problem));
  if (limits.renew !== undefined) checkRenew(limits.renew, seconds, (problem) => refuse("renew", problem));
  return { ...limits, mode };
}

/** A server extends a token by a minute or more. */
const LEAST_EXTENSION = 60;

function checkRenew(renew: string, ttl: number, refuse: Refuse): void {
  const until = parseDuration(renew) ?? 0;
  if (until <= 0 || until > DAY) refuse("must be a duration of a day at most, for example `6h`.");
  else if (ttl < LEAST_EXTENSION)
    refuse("needs a `ttl` of a minute or more, by which each use extends the token.");
  else if (until < ttl) refuse("must be no shorter than `ttl`: it is when the token ends at the latest.");
}
