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
}

/** Owners remembered. */
const MOST = 20_000;

export function createHoldings(reader: Reader, scopes: Scopes): Holdings {
  const known = new Map<string, Held>();
  return {
    of: async (token, now) => {
      // A role's token holds it at its own project.
      const key = token.user_id ?? token.service_account_id ?? `${String(token.role_id)} ${token.project_id}`;
      const before = known.get(key);
      if (before && (before.until === null || now < before.until)) return before;
      const held = await load(reader, scopes, { ...token, now });
      if (!held) return undefined;
      if (known.size >= MOST) known.clear();
      known.set(key, held);
      return held;
    },
  };
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
