import { createLocalJWKSet, type JSONWebKeySet, type JWTVerifyGetKey } from "jose";
import * as z from "zod";
import { Problem } from "../contract/problem.ts";
import type { FetchJson } from "./fetch-json.ts";

/**
 * The keys of an OIDC issuer, found by discovery.
 * @param newer whether those at hand lacked the one that is wanted
 * @throws Problem `unavailable` when they cannot be had
 */
export type IssuerKeys = (issuer: string, newer?: boolean) => Promise<JWTVerifyGetKey>;

/** Milliseconds. */
const times = {
  /** How long keys are used without asking for newer ones. */
  fresh: 10 * 60_000,
  /** How long they are used when the issuer does not answer: a key it has withdrawn is trusted no longer. */
  stale: 60 * 60_000,
  /** Between two fetches, whatever key ids strangers make up. */
  between: 30_000,
  /** After one that failed. */
  afterFailure: 5_000,
} as const;

const MOST_ISSUERS = 1_000;

interface Known {
  keys?: JWTVerifyGetKey;
  fetchedAt: number;
  /** When the next fetch may be. */
  notBefore: number;
  failure?: Problem;
  pending?: Promise<void> | undefined;
}

/** @param now milliseconds since 1970 */
export function createIssuerKeys(fetchJson: FetchJson, now: () => number): IssuerKeys {
  const known = new Map<string, Known>();

  const knownOf = (issuer: string): Known => {
    const entry = known.get(issuer) ?? { fetchedAt: -Infinity, notBefore: -Infinity };
    // The one asked for last goes last.
    known.delete(issuer);
    known.set(issuer, entry);
    const [oldest] = known.keys();
    if (known.size > MOST_ISSUERS && oldest !== undefined) known.delete(oldest);
    return entry;
  };

  const refresh = async (issuer: string, entry: Known): Promise<void> => {
    try {
      entry.keys = createLocalJWKSet(await fetchKeys(fetchJson, issuer));
      entry.fetchedAt = now();
      entry.notBefore = now() + times.between;
    } catch (cause) {
      entry.failure = new Problem("unavailable", "the keys of the token's issuer cannot be had now", {
        cause,
      });
      entry.notBefore = now() + times.afterFailure;
    } finally {
      entry.pending = undefined;
    }
  };

  return async (issuer, newer = false) => {
    const entry = knownOf(issuer);
    const isFresh = now() - entry.fetchedAt < times.fresh;
    if ((!isFresh || newer) && (entry.pending !== undefined || now() >= entry.notBefore)) {
      await (entry.pending ??= refresh(issuer, entry));
    }
    if (entry.keys && now() - entry.fetchedAt < times.stale) return entry.keys;
    throw entry.failure ?? new Problem("unavailable", "the keys of the token's issuer cannot be had now");
  };
}

/** OpenID Connect Discovery 1.0 section 4.3: the document must be of that very issuer. */
async function fetchKeys(fetchJson: FetchJson, issuer: string): Promise<JSONWebKeySet> {
  const document = discovered.parse(
    await fetchJson(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`),
  );
  if (document.issuer !== issuer) {
    throw new Error(`the configuration of ${issuer} is of the issuer ${document.issuer}`);
  }
  if (issuer.startsWith("https:") && !document.jwks_uri.startsWith("https:")) {
    throw new Error(`the configuration of ${issuer} names keys at ${document.jwks_uri}, which is not https`);
  }
  return jwks.parse(await fetchJson(document.jwks_uri));
}

const discovered = z.object({ issuer: z.string().max(2048), jwks_uri: z.url().max(2048) });

const jwks = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).max(100) });
