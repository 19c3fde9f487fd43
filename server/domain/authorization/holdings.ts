import { claimsEnd } from "./bindings.ts";
import { type Grant, loadGrants, loadSubject, type Subject } from "./rights.ts";
import type { Scopes } from "./scopes.ts";
import type { TokenRow } from "../rows.ts";
import type { Reader } from "../store.ts";
import { earlier } from "../tokens/token-end.ts";

/** What the owner of tokens is, and holds. */
interface Held {
  readonly subject: Subject;
  readonly grants: readonly Grant[];
  /** Before when; null is for ever. */
  readonly until: string | null;
}

/** Finds what owners hold, remembering it: for as long as one request lasts, or an epoch. */
export interface Holdings {
  /** Undefined when the owner is gone or disabled, or its project is gone. */
  readonly of: (token: TokenRow, now: string) => Promise<Held | undefined>;
  /** The same of an owner that was looked up before. */
  readonly known: (token: TokenRow, now: string) => Held | undefined;
}

/** Owners remembered. */
const MOST = 20_000;

export function createHoldings(reader: Reader, scopes: Scopes): Holdings {
  const known = new Map<string, Held>();
  const knownOf: Holdings["known"] = (token, now) => {
    const before = known.get(keyOf(token));
    return before && (before.until === null || now < before.until) ? before : undefined;
  };
  return {
    known: knownOf,
    of: async (token, now) => {
      const before = knownOf(token, now);
      if (before) return before;
      const held = await load(reader, scopes, { ...token, now });
      if (!held) return undefined;
      if (known.size >= MOST) known.clear();
      known.set(keyOf(token), held);
      return held;
    },
  };
}

/** A role's token holds it at its own project. */
function keyOf(token: TokenRow): string {
  return token.user_id ?? token.service_account_id ?? `${String(token.role_id)} ${token.project_id}`;
}

async function load(
  reader: Reader,
  scopes: Scopes,
  token: TokenRow & { readonly now: string },
): Promise<Held | undefined> {
  const subject = await loadSubject(reader, scopes, token);
  if (!subject) return undefined;
  const grants = await loadGrants(reader, scopes, token);
  const ends = grants.map(({ expiresAt }) => expiresAt);
  return { subject, grants, until: ends.reduce(earlier, await claimsEnd(reader, token)) };
}
