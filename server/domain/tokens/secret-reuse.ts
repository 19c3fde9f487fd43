import { Problem } from "../../contract/problem.ts";
import { isAllowedFrom } from "./allowed-from.ts";
import type { ClientInfo } from "../caller.ts";
import type { Dependencies, Reuse } from "../dependencies.ts";
import { demandAdminWithout } from "../authorization/last-admin.ts";
import { replayId } from "../replay.ts";
import { loadOwner } from "../authorization/rights.ts";
import type { SecretRow, TokenRow } from "../rows.ts";
import { createScopes } from "../authorization/scopes.ts";
import type { Transaction, Written } from "../store.ts";
import { systemActor } from "../system-actor.ts";
import { entry } from "../use-case.ts";
import type { Verified } from "../verify.ts";
import { referenceTo } from "../authorization/identity.ts";

type Deps = Pick<Dependencies, "store" | "now" | "audience" | "noteReuse">;

/** One entry for each secret in this time, however often it is presented: whoever has it must not fill the audit. */
const REPORTED_EVERY_MS = 60 * 60 * 1000;

/**
 * Tells of secrets that come back after they were rotated away. One that had rotated itself and would do so again is in
 * two hands, of which one may be a thief's, and so may be whatever followed from it: the token ends. Any other ends nothing,
 * or whoever finds an old secret could stop what runs with the new one.
 */
export function createReuseWatch(deps: Deps): (presented: Verified, client: ClientInfo) => Promise<void> {
  const underWay = new Map<string, Promise<void>>();
  return async ({ secret, token }, client) => {
    const now = deps.now().toISOString();
    if (!isReuse(secret, token, now)) return;
    const ends = await endsToken(deps, { secret, token }, client);
    if (!ends && !isDue(secret, now)) return;
    // Those at the same time wait for the first of them instead of writing once each.
    const key = `${secret.id} ${String(ends)}`;
    const report =
      underWay.get(key) ??
      tell(deps, { secretId: secret.id, ends }, client).finally(() => underWay.delete(key));
    underWay.set(key, report);
    await report;
  };
}

function isReuse({ replaced, ends_at: end }: SecretRow, token: TokenRow, now: string): boolean {
  const isAway = replaced !== null && end !== null && end <= now;
  return isAway && token.revoked_at === null && token.deleted_at === null;
}

function isDue({ reused_at: last }: SecretRow, now: string): boolean {
  return last === null || Date.parse(now) - Date.parse(last) >= REPORTED_EVERY_MS;
}

/** A repetition of the rotation it did is a lost reply that comes too late, and from elsewhere it could not have done it. */
async function endsToken(
  { store }: Deps,
  { secret: { replaced }, token }: Verified,
  { rotating, ip }: ClientInfo,
): Promise<boolean> {
  if (!rotating || replaced?.by_itself !== true || !isAllowedFrom(token, ip)) return false;
  const { id, key } = rotating;
  if (key !== undefined && replaced.repeat === replayId(token.id, "token.rotate", key)) return false;
  if (id === token.id) return true;
  const owner = await loadOwner(store.read, createScopes(store.read), token);
  return owner !== undefined && id === `${referenceTo(owner.subject)}/${token.name}`;
}

async function tell(
  { store, now, audience, noteReuse }: Deps,
  { secretId, ends }: { readonly secretId: string; readonly ends: boolean },
  { ip, userAgent, requestId }: ClientInfo,
): Promise<void> {
  const reuse = await store.write(
    { ...systemActor, ip, requestId },
    async (rows): Promise<Written<Reuse | undefined>> => {
      const at = now().toISOString();
      const secret = await rows.secrets.get(secretId);
      const token = secret && (await rows.tokens.get(secret.token_id));
      const none = { result: undefined, entries: [] };
      if (!token || !isReuse(secret, token, at)) return none;
      const ended = ends && (await mayEnd(rows, token, { now: at, audience }));
      if (!ended && !isDue(secret, at)) return none;
      await rows.secrets.update(secretId, { reused_at: at });
      if (ended) await rows.tokens.update(token.id, { revoked_at: at, updated_at: at });
      const hint = secret.imported_hint ?? `jtn${secret.kind ?? token.kind}_${secretId}`;
      const told = { hint, ended_at: secret.ends_at, user_agent: userAgent };
      return {
        result: { tokenId: token.id, hint, at, ip, userAgent, requestId, ended },
        entries: [entry("token.reuse", token.id, told), ...(ended ? [entry("token.revoke", token.id)] : [])],
      };
    },
  );
  if (reuse) noteReuse(reuse);
}

/** The last administrator's token stays, or an old secret of it would lock everybody out. */
async function mayEnd(
  rows: Transaction,
  { id }: TokenRow,
  at: { readonly now: string; readonly audience: string | null },
): Promise<boolean> {
  try {
    await demandAdminWithout({ rows, scopes: createScopes(rows), ...at }, [id]);
    return true;
  } catch (cause) {
    if (cause instanceof Problem && cause.code === "last_admin") return false;
    throw cause;
  }
}
