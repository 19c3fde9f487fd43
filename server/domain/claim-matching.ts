import { redactTokens } from "../contract/token-text.ts";

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

/** Every claim that does not match; none when the ID token is what the matchers ask for. */
export function failedClaims(matchers: ClaimMatchers, claims: Claims): readonly FailedClaim[] {
  return Object.entries(matchers).flatMap(([name, expected]) => {
    const presented: unknown = Object.hasOwn(claims, name) ? claims[name] : undefined;
    const isMet = textsOf(presented).some((text) => expected.some((matcher) => matches(matcher, text)));
    return isMet ? [] : [{ name, presented: shown(presented), expected }];
  });
}

/** The values of a claim as texts: its own, or each of a list. What is no text, number or boolean matches nothing. */
function textsOf(value: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value.slice(0, MOST_VALUES) : [value];
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
export function matches(matcher: string, value: string): boolean {
  if (value.length > LONGEST || /\p{Cc}/u.test(value)) return false;
  const steps = matcher.match(/\*\*|[^]/g) ?? [];
  let states = skipping(steps, new Set([0]));
  for (let at = 0; at < value.length && states.size > 0; at += 1) {
    const character = value.charAt(at);
    const next = [...states].flatMap((state) => {
      const step = steps[state];
      if (step === "*" || step === "**") return step === "**" || !isSeparator(character) ? [state] : [];
      return step === character ? [state + 1] : [];
    });
    states = skipping(steps, new Set(next));
  }
  return states.has(steps.length);
}

function isSeparator(character: string): boolean {
  return character === "/" || character === ":";
}

/** The same states and those behind wildcards that stand for nothing. */
function skipping(steps: readonly string[], states: Set<number>): Set<number> {
  // A set is walked in the order of insertion, what is added on the way included.
  for (const state of states) {
    const step = steps[state];
    if (step === "*" || step === "**") states.add(state + 1);
  }
  return states;
}
