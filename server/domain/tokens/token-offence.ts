import { type PolicyInForce, type PolicySource, secondsOf } from "./policies.ts";
import type { TokenRow } from "../rows.ts";
import { lastEnd } from "./token-end.ts";

/** What policies judge of a token. */
type Life = Pick<
  TokenRow,
  "kind" | "session" | "created_at" | "rotated_at" | "expires_at" | "extend_on_use" | "absolute_expires_at"
>;

/** How a token lasts longer than a policy allows. */
interface Offence {
  /** The longest life there is, ISO 8601; null where any is allowed that ends. */
  readonly limit: string | null;
  /** Whose policy it is. */
  readonly source: PolicySource | null;
}

/**
 * How a token offends the policy in force where it is. Two never do: the bootstrap token, which is the server's and there
 * to make what comes after it, and a session, which has ends of the server's own: a policy must not keep people out.
 */
export function offenceOf(token: Life, policy: PolicyInForce): Offence | undefined {
  return token.kind === "b" || token.session ? undefined : excessOf(token, policy);
}

/** How a token lasts longer than that: by the time from its secret's birth to the latest end it can have. */
export function excessOf(token: Omit<Life, "session">, policy: PolicyInForce): Offence | undefined {
  const { max_lifetime: limit, allow_never, sources } = policy;
  const end = lastEnd(token);
  if (end === null) {
    return allow_never
      ? undefined
      : { limit, source: limit === null ? sources.allow_never : sources.max_lifetime };
  }
  const lifetime = Date.parse(end) - Date.parse(token.rotated_at ?? token.created_at);
  return lifetime > secondsOf(limit) * 1000 ? { limit, source: sources.max_lifetime } : undefined;
}

/** What an offence is, for whoever can mend it: ``may last P30D at most by the policy of `shop` ``. */
export function offenceText({ limit, source }: Offence): string {
  const by = `by the policy of \`${source?.project ?? ""}\``;
  return limit === null ? `must have an end ${by}` : `may last ${limit} at most ${by}`;
}
