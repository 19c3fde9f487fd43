import { Problem } from "../contract/problem.ts";
import { isAllowedFrom } from "./allowed-from.ts";
import type { Authenticate, ClientInfo } from "./caller.ts";
import type { Dependencies } from "./dependencies.ts";
import { createGuesses } from "./guesses.ts";
import { ownerOf } from "./owner.ts";
import { tooFast } from "./rates.ts";
import { refused } from "./refused.ts";
import type { TokenRow } from "./rows.ts";
import { verify } from "./verify.ts";

export function createAuthenticate(
  deps: Pick<Dependencies, "store" | "salts" | "now" | "rates">,
): Authenticate {
  const guessed = createGuesses(deps.now);
  return async (text, client) => {
    if (text === undefined) {
      throw new Problem("missing_credential", "send a token: `Authorization: Bearer jtn...`");
    }
    const verified = await verify(deps, deps.store.read, text);
    if (!verified) throw guessed(client.ip) ?? refused();
    const { secret, token } = verified;
    if (!isAllowedFrom(token, client.ip)) throw refused();
    demandPace(deps, token, client);
    return { tokenId: token.id, secretId: secret.id, subject: ownerOf(token), client };
  };
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
