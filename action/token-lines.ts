import { parseDuration } from "../server/contract/duration.ts";
import { parseReference } from "../server/contract/reference.ts";
import { refuseName } from "./env-name.ts";

/** What a minted token may be limited by; each also an input, for all of them. */
export interface Limits {
  /** A duration, for example `15m`. */
  readonly ttl: string;
  readonly mode: Mode;
  readonly within: string | undefined;
  /** A duration from now, until which each use gives the token another `ttl`. */
  readonly renew: string | undefined;
}

const modes = ["full_access", "read_only"] as const;
type Mode = (typeof modes)[number];

/** A token to mint. */
export interface TokenLine extends Limits {
  /** Of the output and the environment variable. */
  readonly name: string;
  /** An id or a reference. */
  readonly serviceAccount: string;
}

const MAX_TOKENS = 100;
const DAY = 86_400;
const options = ["ttl", "mode", "within", "renew"] as const satisfies readonly (keyof Limits)[];

/** A service account, as references see one. */
export const serviceAccount = { idPrefix: "sa", reference: "PROJECT/NAME" } as const;

/** Reads `NAME = SERVICE_ACCOUNT [ttl=...] [mode=...] [within=...] [renew=...]` lines; what is wrong with them goes to `refuse`. */
export function readTokenLines(
  text: string,
  defaults: Limits,
  refuse: (problem: string) => void,
): TokenLine[] {
  const lines: TokenLine[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*(?:#|$)/.test(line)) continue;
    const at = `\`tokens\`, line ${String(index + 1)}:`;
    const read = readLine(line, defaults, (problem) => refuse(`${at} ${problem}`));
    if (read === undefined) continue;
    if (lines.some(({ name }) => name === read.name)) refuse(`${at} ${read.name} was given before.`);
    lines.push(read);
  }
  if (lines.length > MAX_TOKENS) refuse(`\`tokens\` has more than ${String(MAX_TOKENS)} lines.`);
  return lines;
}

function readLine(line: string, defaults: Limits, refuse: (problem: string) => void): TokenLine | undefined {
  const match = /^\s*([^\s=]+)\s*=\s*([^\s=]+)((?:\s+[^\s=]+=\S*)*)\s*$/.exec(line);
  const [, name = "", account = "", rest = ""] = match ?? [];
  if (!match) {
    refuse("write `NAME = SERVICE_ACCOUNT`, for example `DEPLOY_TOKEN = sa/shop/deployer ttl=30m`.");
    return undefined;
  }
  const reason = refuseName(name);
  if (reason !== undefined) refuse(`the name ${name} ${reason}.`);
  if (parseReference(serviceAccount, account) === undefined) {
    refuse(`${account} names no service account: write \`sa/PROJECT/NAME\`, or its id.`);
  }
  return { name, serviceAccount: account, ...readLimits(rest, defaults, refuse) };
}

function readLimits(text: string, defaults: Limits, refuse: (problem: string) => void): Limits {
  const given = new Map<string, string>();
  for (const option of text.split(/\s+/).filter((part) => part !== "")) {
    const end = option.indexOf("=");
    const key = option.slice(0, end);
    if (!options.some((known) => known === key))
      refuse(`there is no option ${key}; there are ${options.join(", ")}.`);
    if (given.has(key)) refuse(`${key} is given twice.`);
    given.set(key, option.slice(end + 1));
  }
  return checkLimits(
    {
      ttl: given.get("ttl") ?? defaults.ttl,
      mode: given.get("mode") ?? defaults.mode,
      within: given.get("within") ?? defaults.within,
      renew: given.get("renew") ?? defaults.renew,
    },
    (key, problem) => {
      // A default that is wrong is reported once, as the input it is.
      if (given.has(key)) refuse(`${key} ${problem}`);
    },
  );
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
  const mode = modes.find((known) => known === limits.mode);
  if (mode === undefined) refuse("mode", "must be `full_access` or `read_only`.");
  if (limits.within !== undefined && !/^[a-z0-9][a-z0-9.-]{0,252}$/.test(limits.within)) {
    refuse("within", "must be the name of a project, for example `shop.payments`.");
  }
  if (limits.renew !== undefined) checkRenew(limits.renew, seconds, (problem) => refuse("renew", problem));
  return { ...limits, mode: mode ?? "read_only" };
}

/** A server extends a token by a minute or more. */
const LEAST_EXTENSION = 60;

function checkRenew(renew: string, ttl: number, refuse: (problem: string) => void): void {
  const until = parseDuration(renew) ?? 0;
  if (until <= 0 || until > DAY) refuse("must be a duration of a day at most, for example `6h`.");
  else if (ttl < LEAST_EXTENSION)
    refuse("needs a `ttl` of a minute or more, by which each use extends the token.");
  else if (until < ttl) refuse("must be no shorter than `ttl`: it is when the token ends at the latest.");
}
