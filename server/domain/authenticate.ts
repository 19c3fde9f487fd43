import { Problem } from "../contract/problem.ts";
import { isAllowedFrom } from "./tokens/allowed-from.ts";
import type { Authenticate, Caller, ClientInfo } from "./caller.ts";
import type { Dependencies } from "./dependencies.ts";
import { endsSoon } from "./events/expiry.ts";
import { createGuesses } from "./secrets/guesses.ts";
import { ownerOf } from "./authorization/owner.ts";
import { tooFast } from "./tokens/rates.ts";
import { refused } from "./refused.ts";
import type { TokenRow } from "./rows.ts";
import { createReuseWatch } from "./tokens/secret-reuse.ts";
import { lastEnd } from "./tokens/token-end.ts";
import { present, type Verified } from "./verify.ts";

const remedies = {
  bearer: "send a token: `Authorization: Bearer jtn...`",
  session: "sign in: this is for people, whose session a cookie holds",
} as const;

export function createAuthenticate(
  deps: Pick<Dependencies, "store" | "salts" | "now" | "rates" | "audience" | "noteReuse">,
): Authenticate {
  const guessed = createGuesses(deps.now);
  const watchReuse = createReuseWatch(deps);
  return async ({ type, text }, client) => {
    if (text === undefined) throw new Problem("missing_credential", remedies[type]);
    const presented = await present(deps, deps.store.read, text);
    // A session's text is accepted from a cookie alone, and no other from there.
    if (!presented?.isLive || presented.token.session !== (type === "session")) {
      if (presented && !presented.isLive) await watchReuse(presented, client);
      throw guessed(client.ip) ?? refused();
    }
    const { secret, token } = presented;
    if (!isAllowedFrom(token, client.ip)) throw refused();
    demandPace(deps, token, client);
    if (endsSoon(token, deps.now())) client.noteEnd?.(lastEnd(token) ?? "");
    return callerOf({ secret, token }, client);
  };
}

function callerOf({ secret, token }: Verified, client: ClientInfo): Caller {
  const caller = { tokenId: token.id, secretId: secret.id, subject: ownerOf(token), client };
  return token.session ? { ...caller, session: { authenticatedAt: token.authenticated_at } } : caller;
}

/**
 * Every request counts, whatever becomes of it: the limit is there to keep load away.
 * @throws Problem `rate_limited`
 */
function demandPace(
  { rates }: Pick<Dependencies, "rates">,
  { id, rate_limit: limit }: TokenRow,
  { noteQuota }: ClientInfo,
): void {
  if (limit === null) return;
  const quota = rates.take(id, limit);
  noteQuota?.(quota);
  if (!quota.allowed) throw tooFast(quota);
}
