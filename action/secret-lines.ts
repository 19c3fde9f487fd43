import { parseDuration } from "../server/contract/duration.ts";
import {
  checkMode,
  checkWithin,
  type Mode,
  readLines,
  readOptions,
  type Refuse,
  splitLine,
} from "./lines.ts";
import { formatTarget, parseTarget, type SecretTarget } from "./secret-target.ts";
import { checkAccount } from "./token-lines.ts";

/** A secret of GitHub to hand a token over to. */
export interface SecretLine {
  readonly target: SecretTarget;
  /** An id or a reference. */
  readonly serviceAccount: string;
  /** How long each secret lasts. */
  readonly ttl: string;
  /** How long the one before is still accepted. */
  readonly grace: string;
  readonly mode: Mode;
  readonly within: string | undefined;
  /** Which repositories get a secret of an organization that is not there yet. */
  readonly visibility: Visibility | undefined;
}

const visibilities = ["all", "private"] as const;
type Visibility = (typeof visibilities)[number];

const OPTIONS = ["ttl", "grace", "mode", "within", "visibility"] as const;
const MAX_SECRETS = 50;
const YEAR = 366 * 86_400;
/** The old secret lives until the new one is written, and by it a rotation is taken back. */
const LEAST_GRACE = 300;

/** Reads `TARGET = SERVICE_ACCOUNT [ttl=...] [grace=...] ...` lines; what is wrong with them goes to `refuse`. */
export function readSecretLines(text: string, refuse: Refuse): SecretLine[] {
  const seen = new Set<string>();
  const readOne = (line: string, refuseLine: Refuse): SecretLine | undefined => {
    const read = readLine(line, refuseLine);
    const target = read === undefined ? "" : formatTarget(read.target);
    if (read !== undefined && seen.has(target)) refuseLine(`${target} was given before.`);
    seen.add(target);
    return read;
  };
  const lines = readLines({ input: "secrets", text }, readOne, refuse);
  if (lines.length > MAX_SECRETS) refuse(`\`secrets\` has more than ${String(MAX_SECRETS)} lines.`);
  return lines;
}

function readLine(line: string, refuse: Refuse): SecretLine | undefined {
  const { left = "", right: account = "", options = "" } = splitLine(line) ?? {};
  const target = parseTarget(left);
  if (target === undefined) {
    refuse(
      "write `repo:OWNER/NAME#SECRET = SERVICE_ACCOUNT`, `repo:OWNER/NAME@ENVIRONMENT#SECRET = ...` or `org:OWNER#SECRET = ...`, for example `repo:shop/website@prod#JETON_TOKEN = sa/shop/deployer ttl=30d grace=1d`. `!dependabot` or `!codespaces` after NAME or OWNER is for secrets of those. SECRET has A-Z, 0-9 and '_' and does not begin with GITHUB_; what else a name has is percent-encoded.",
    );
    return undefined;
  }
  checkAccount(account, refuse);
  const given = readOptions(options, OPTIONS, refuse);
  const { ttl = "30d", grace = "1d", mode = "full_access", within } = given;
  checkTimes(ttl, grace, refuse);
  if (within !== undefined) checkWithin(within, (problem) => refuse(`within ${problem}`));
  const visibility = readVisibility(given.visibility, target, refuse);
  const checkedMode = checkMode(mode, (problem) => refuse(`mode ${problem}`));
  return { target, serviceAccount: account, ttl, grace, mode: checkedMode, within, visibility };
}

function checkTimes(ttl: string, grace: string, refuse: Refuse): void {
  const [life = 0, rest = 0] = [parseDuration(ttl), parseDuration(grace)];
  if (life <= 0 || life > YEAR) refuse("ttl must be a duration of a year at most, for example `30d`.");
  else if (rest < LEAST_GRACE || rest >= life) {
    refuse(
      "grace must be a duration of five minutes or more and shorter than ttl, for example `1d`: until then what still has the old secret works, and the rotation can be taken back.",
    );
  }
}

function readVisibility(
  text: string | undefined,
  { type }: SecretTarget,
  refuse: Refuse,
): Visibility | undefined {
  if (text === undefined) return undefined;
  const visibility = visibilities.find((known) => known === text);
  if (visibility === undefined) refuse("visibility must be `all` or `private`.");
  if (type !== "organization") refuse("visibility is of an organization's secrets only.");
  return visibility;
}
