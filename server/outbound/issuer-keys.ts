import { createLocalJWKSet, type JSONWebKeySet, type JWTVerifyGetKey } from "jose";
import * as z from "zod";
import { Problem } from "../contract/problem.ts";
import { discover } from "./discovery.ts";
import type { FetchJson } from "./fetch-json.ts";
import { keepFresh, type KeptFresh } from "./kept-fresh.ts";

/**
 * The keys of an OIDC issuer, found by discovery; newer ones where those at hand lack the one that is wanted.
 * @throws Problem `unavailable` when they cannot be had
 */
export type IssuerKeys = KeptFresh<JWTVerifyGetKey>;

/** @param now milliseconds since 1970 */
export function createIssuerKeys(fetchJson: FetchJson, now: () => number): IssuerKeys {
  return keepFresh({
    load: async (issuer) => createLocalJWKSet(await fetchKeys(fetchJson, issuer)),
    failed: (cause) =>
      new Problem("unavailable", "the keys of the token's issuer cannot be had now", { cause }),
    now,
  });
}

async function fetchKeys(fetchJson: FetchJson, issuer: string): Promise<JSONWebKeySet> {
  const { jwks_uri: uri } = await discover(fetchJson, issuer);
  return jwks.parse(await fetchJson(uri));
}

const jwks = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).max(100) });
