import { redactTokens } from "../../contract/token-text.ts";

/** What an ID token says of who presents it. */
export type Claims = Readonly<Record<string, unknown>>;

/** What a trust policy asks of it: for each name at least one matcher that matches. */
export type ClaimMatchers = Readonly<Record<string, readonly string[]>>;

/** A claim that is missing or not as it should be. */
export interface FailedClaim {
  readonly name: string;
  /** As JSON, shortened; undefined when the ID token has no such claim. */
  readonly presented: string | undefined;
  readonly expected: readonly string[];
}

/** Longer values are matched by nothing: what matching costs is bounded by it. */
const LONGEST = 2048;
/** Of a claim that is a list, such as `groups`. */
const MOST_VALUES = 200;
const LONGEST_SHOWN = 300;

/**
 * What one decision may compare: a character of a value with one of a matcher, and for each pair of both a little. Whoever
 * has both from the same stranger must not keep everybody else waiting; what people write takes a thousandth of it.
 */
const MOST_COMPARED = 20_000_000;
const EACH_PAIR = 10;

/** What is left of it. Once it is spent nothing matches any more. */
export interface Effort {
  left: number;
}

export function freshEffort(): Effort {
  return { left: MOST_COMPARED };
}

/**
 * Every claim that does not match; none when the ID token is what the matchers ask for.
 * @param effort of the whole decision, where it is about several policies
 */
export function failedClaims(
  matchers: ClaimMatchers,
  claims: Claims,
  effort = freshEffort(),
): readonly FailedClaim[] {
  return Object.entries(matchers).flatMap(([name, expected]) => {
    const presented: unknown = Object.hasOwn(claims, name) ? claims[name] : undefined;
    const isMet = textsOf(presented).some((text) =>
      expected.some((matcher) => matches(matcher, text, effort)),
    );
    return isMet ? [] : [{ name, presented: shown(presented), expected }];
  });
}

/** The values of a claim as texts: its own, or each of a list. What is no text, number or boolean matches nothing. */
export function textsOf(value: unknown, most = MOST_VALUES): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value.slice(0, most) : [value];
  return values.flatMap((one) => {
    if (typeof one === "string") return [one];
    return typeof one === "boolean" || Number.isSafeInteger(one) ? [String(one)] : [];
  });
}

function shown(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const text = redactTokens(JSON.stringify(value));
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

/** A claim as it is stored and shown: its issuer is trusted, whoever chose its words is not. Null when it is no text. */
export function claimText(claim: unknown): string | null {
  if (typeof claim !== "string") return null;
  const clean = redactTokens(claim.toWellFormed().replaceAll(/\p{Cc}/gu, "?"));
  return Array.from(clean).slice(0, LONGEST_SHOWN).join("");
}

/** Whether a matcher names one value alone. */
export function isExact(matcher: string): boolean {
  return !matcher.includes("*");
}

/**
 * Whether a matcher matches the whole of a value, case and all: `*` stands for any characters but `/` and `:`, `**` for
 * any. A value with a control character, a line's end for one, matches nothing. Every state the matcher can be in is
 * carried along at once, so that no value takes longer than its length times the matcher's.
 */
export function matches(matcher: string, value: string, effort = freshEffort()): boolean {
  effort.left -= EACH_PAIR;
  if (effort.left < 0 || value.length > LONGEST || !endsMatch(matcher, value)) return false;
  const steps = matcher.match(/\*\*|[^]/g) ?? [];
  effort.left -= steps.length * value.length;
  if (effort.left < 0 || /\p{Cc}/u.test(value)) return false;
  let states = new Uint8Array(steps.length + 1);
  states[0] = 1;
  skip(steps, states);
  for (let at = 0; at < value.length; at += 1) {
    states = advance(steps, states, value.charAt(at));
    skip(steps, states);
  }
  return states[steps.length] === 1;
}

/** Whether a value begins and ends as a matcher does around its wildcards: most differ there, and need no more looking at. */
function endsMatch(matcher: string, value: string): boolean {
  const first = matcher.indexOf("*");
  if (first === -1) return matcher === value;
  return (
    value.startsWith(matcher.slice(0, first)) && value.endsWith(matcher.slice(matcher.lastIndexOf("*") + 1))
  );
}

function isSeparator(character: string): boolean {
  return character === "/" || character === ":";
}

/** The states behind one more character. */
function advance(steps: readonly string[], states: Uint8Array, character: string): Uint8Array<ArrayBuffer> {
  const next = new Uint8Array(states.length);
  for (let state = 0; state < steps.length; state += 1) {
    if (states[state] !== 1) continue;
    const step = steps[state];
    if (step === "**" || (step === "*" && !isSeparator(character))) next[state] = 1;
    else if (step === character) next[state + 1] = 1;
  }
  return next;
}

/** Adds the states behind wildcards that stand for nothing. */
function skip(steps: readonly string[], states: Uint8Array): void {
  for (let state = 0; state < steps.length; state += 1) {
    const step = steps[state];
    if (states[state] === 1 && (step === "*" || step === "**")) states[state + 1] = 1;
  }
}
