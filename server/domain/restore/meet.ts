import type { Rule } from "../../contract/built-in-roles.ts";
import { canonicalJson } from "../../contract/canonical-json.ts";
import type { RateLimit } from "../../contract/rate-limit.ts";
import { type AccessOf, countPieces, coversPiece, piecesOf } from "../../contract/rule-matching.ts";
import { secondsOf } from "../tokens/policies.ts";
import { isNoFaster } from "../tokens/rates.ts";

/** Where two values have nothing in common that could be told: what they are of is stopped. */
export const NOTHING = Symbol("nothing");

/**
 * What two values of a column both leave of a right. Whoever gives the other value can so take away, and never give: the
 * result is no wider than the first, whatever the second is.
 */
export type Meet = (is: unknown, was: unknown, accessOf: AccessOf) => unknown;

const isText = (value: unknown): value is string => typeof value === "string";
const isNumber = (value: unknown): value is number => typeof value === "number";

/** Of two limits of which null is none, the one that `isStricter` than the other. */
function stricter<T>(is: (value: unknown) => value is T, isStricter: (a: T, b: T) => boolean): Meet {
  return (one, other) => {
    if (!is(other)) return one;
    return !is(one) || isStricter(other, one) ? other : one;
  };
}

/** An end; null is never. */
export const earliest = stricter(isText, (a, b) => a < b);
/** A beginning; null is always. */
export const latest = stricter(isText, (a, b) => a > b);
export const least = stricter(isNumber, (a, b) => a < b);
export const most = stricter(isNumber, (a, b) => a > b);
/** A duration; null is any. */
export const shortest = stricter(isText, (a, b) => secondsOf(a) < secondsOf(b));
/** That something has ended, since when it has: it does not come back. */
export const ended = stricter(isText, () => false);
/** A switch that takes something away. */
export const either: Meet = (one, other) => one === true || other === true;
/** A switch that gives something. */
export const both: Meet = (one, other) => one === true && other !== false;
/** No less than this word, where it was ever said. */
export const once =
  (word: string): Meet =>
  (one, other) =>
    other === word ? word : one;
/** What allows nothing else but what it was; any change of it may take something away. */
export const fixed: Meet = (one, other) => (same(one, other) ? one : NOTHING);
/** The same, where null allows everything. */
export const place: Meet = (one, other) =>
  other === null ? one : one === null ? other : fixed(one, other, noAccess);

const noAccess: AccessOf = () => undefined;

export function same(one: unknown, other: unknown): boolean {
  return one === other || canonicalJson(one ?? null) === canonicalJson(other ?? null);
}

/** A list of what is let through; null lets everything through. */
export const fewer: Meet = (one, other) => {
  if (!Array.isArray(other)) return one;
  if (!Array.isArray(one)) return other;
  const others = new Set(other.map((item) => canonicalJson(item)));
  const left = one.filter((item) => others.has(canonicalJson(item)));
  return left.length > 0 ? left : NOTHING;
};

/** Of the modes of a token: the first leaves everything, and of the others none what another one leaves. */
export const mode: Meet = (one, other) => {
  if (other === "full_access" || one === other) return one;
  return one === "full_access" ? other : NOTHING;
};

/** A pace; null is any. */
export const slower: Meet = (one, other) => {
  // What a journal has here is what was stored: the cast states it.
  const [is, was] = [one, other] as readonly [RateLimit | null, RateLimit | null];
  return isNoFaster(was, is) ? was : is;
};

/** Pieces of rules compared at most. */
const MOST_COMPARED = 1_000_000;

/** Rules that both lists of rules cover; of a null one the other. */
export const rules: Meet = (one, other, accessOf) => {
  if (!isRules(other)) return one;
  if (!isRules(one)) return other;
  if (same(one, other)) return one;
  if (countPieces(one) * countPieces(other) > MOST_COMPARED) return NOTHING;
  const left = [...coveredBy(one, other, accessOf), ...coveredBy(other, one, accessOf)];
  const distinct = new Map(left.map((rule) => [canonicalJson(rule), rule]));
  return distinct.size > 0 ? [...distinct.values()] : NOTHING;
};

function isRules(value: unknown): value is readonly Rule[] {
  return Array.isArray(value);
}

function coveredBy(rulesOf: readonly Rule[], wide: readonly Rule[], accessOf: AccessOf): readonly Rule[] {
  return rulesOf.flatMap((rule) => {
    const pieces = [...piecesOf(rule)];
    const left = pieces.filter((piece) => wide.some((one) => coversPiece(one, piece, accessOf)));
    return left.length === pieces.length ? [rule] : left;
  });
}
