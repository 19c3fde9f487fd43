import type { SaltRow } from "./key-rows.ts";
import type { SecretRow, TokenRow } from "../rows.ts";
import type { Reader } from "../store.ts";
import { ownState } from "../tokens/token-state.ts";

/** A secret that has not ended, and whether its token may still be used, or used again once it is enabled. */
interface OpenSecret {
  readonly secret: SecretRow;
  readonly isLive: boolean;
}

/** Rows in memory at a time. */
const PAGE = 1000;

/** The secrets hashed with a salt that have not ended, page by page. */
export async function* openSecrets(
  rows: Reader,
  { saltId, now }: { readonly saltId: string; readonly now: string },
): AsyncGenerator<readonly OpenSecret[], void> {
  for (let after: string | undefined; ;) {
    const page = await rows.secrets.list({ salt_id: saltId }, { after, limit: PAGE });
    const open = page.filter(({ ends_at }) => ends_at === null || ends_at > now);
    const tokens = await rows.tokens.list({ id: [...new Set(open.map(({ token_id }) => token_id))] });
    const byId = new Map(tokens.map((token) => [token.id, token]));
    yield open.map((secret) => ({ secret, isLive: mayBeUsed(byId.get(secret.token_id), now) }));
    after = page.at(-1)?.id;
    if (page.length < PAGE) return;
  }
}

/** How many live secrets are hashed with a salt. */
export async function countLive(
  rows: Reader,
  of: { readonly saltId: string; readonly now: string },
): Promise<number> {
  let count = 0;
  for await (const page of openSecrets(rows, of)) count += page.filter(({ isLive }) => isLive).length;
  return count;
}

export interface SaltStatus extends Pick<SaltRow, "id" | "state" | "created_at"> {
  readonly liveSecrets: number;
}

/** Every salt of a database, oldest first. */
export async function saltStatus(rows: Reader, now: string): Promise<readonly SaltStatus[]> {
  const salts = (await rows.salts.list({})).toSorted((a, b) => (a.created_at < b.created_at ? -1 : 1));
  const statuses: SaltStatus[] = [];
  for (const { id, state, created_at } of salts) {
    statuses.push({ id, state, created_at, liveSecrets: await countLive(rows, { saltId: id, now }) });
  }
  return statuses;
}

function mayBeUsed(token: TokenRow | undefined, now: string): boolean {
  if (!token || token.deleted_at !== null) return false;
  const state = ownState(token, now);
  return state !== "revoked" && state !== "expired";
}
