import { type Claims, textsOf } from "../authorization/claim-matching.ts";
import type { IdentityProviderRow, SignInRow } from "./sign-in-rows.ts";
import type { Reader } from "../store.ts";

/** Of one claim: people are in fewer groups, and those that something is bound to come first. */
const MOST_VALUES = 200;
const LONGEST_VALUE = 255;

/**
 * What is wrong with whom an ID token is for (OpenID Connect Core 1.0 section 3.1.3.7); undefined when nothing is. Its
 * signature, its issuer and its times are verified before.
 */
export function wrongAddressee(
  claims: Claims,
  { clientId, nonce }: { readonly clientId: string; readonly nonce: string },
): string | undefined {
  const { aud, azp, nonce: presented } = claims;
  const audiences: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  if (!audiences.includes(clientId)) return "it is for another client (`aud`)";
  const isAlone = audiences.length === 1;
  if ((!isAlone || azp !== undefined) && azp !== clientId) return "it was given to another client (`azp`)";
  if (presented !== nonce) return "it is of another sign-in (`nonce`)";
  return undefined;
}

/** Who an ID token is about: OpenID Connect Core 1.0 section 2. Undefined when it does not say. */
export function subjectOf({ sub }: Claims): string | undefined {
  return typeof sub === "string" && /^[ -~]{1,255}$/.test(sub) ? sub : undefined;
}

/**
 * When somebody proved to the provider who they are, at the latest now: OpenID Connect Core 1.0 section 2. Null when it
 * does not say.
 */
export function authenticationTime({ auth_time: seconds }: Claims, now: Date): string | null {
  if (typeof seconds !== "number" || !(seconds > 0)) return null;
  return new Date(Math.min(seconds * 1000, now.getTime())).toISOString();
}

/** Of what is claimed that which some binding could ask for, now or until the next sign-in: claims that some speak of. */
export async function bindableClaims(
  { role_bindings }: Pick<Reader, "role_bindings">,
  { issuer }: Pick<IdentityProviderRow, "issuer">,
  claims: Claims,
): Promise<SignInRow["claims"]> {
  const named = new Map<string, Set<string>>();
  for (const { claim_name: name, claim_values: values } of await role_bindings.list({
    claim_issuer: issuer,
  })) {
    if (name === null || !Object.hasOwn(claims, name)) continue;
    const all = named.get(name) ?? new Set();
    for (const value of values ?? []) all.add(value);
    named.set(name, all);
  }
  const kept = [...named].map(([name, asked]) => {
    const values = textsOf(claims[name], Infinity).filter(isBindable);
    const inOrder = [...new Set(values)].toSorted((a, b) => Number(asked.has(b)) - Number(asked.has(a)));
    return [name, inOrder.slice(0, MOST_VALUES)] as const;
  });
  return Object.fromEntries(kept);
}

/** As the values of bindings are. */
function isBindable(text: string): boolean {
  return text.length <= LONGEST_VALUE && /^[^\p{C}\p{Zl}\p{Zp}]+$/u.test(text);
}
