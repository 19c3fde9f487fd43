import { SYSTEM } from "../contract/text.ts";
import { Problem } from "../contract/problem.ts";
import { isAllowedFrom } from "./tokens/allowed-from.ts";
import type { Authenticate, Caller, ClientInfo, Credential } from "./caller.ts";
import type { Dependencies } from "./dependencies.ts";
import { endsSoon } from "./events/expiry.ts";
import type { Known } from "./memory/known.ts";
import type { Remembered } from "./memory/memory.ts";
import { createGuesses } from "./secrets/guesses.ts";
import { ownerOf } from "./authorization/owner.ts";
import { tooFast } from "./tokens/rates.ts";
import { refused } from "./refused.ts";
import type { TokenRow } from "./rows.ts";
import { countDenial, countedIn } from "./tokens/statistics.ts";
import { createReuseWatch } from "./tokens/secret-reuse.ts";
import { lastEnd } from "./tokens/token-end.ts";
import { present, type Verified } from "./verify.ts";

const remedies = {
  bearer: "send a token: `Authorization: Bearer jtn...`",
  session: "sign in: this is for people, whose session a cookie holds",
} as const;

/** A token that is accepted as it was presented, and maybe remembered. */
type Accepted = Known | Pick<Known, "token" | "secretId">;

export function createAuthenticate(
  deps: Pick<
    Dependencies,
    "store" | "memory" | "salts" | "now" | "rates" | "ratesOf" | "audience" | "noteReuse" | "noteDay"
  >,
): Authenticate {
  const guessed = createGuesses(deps.now, deps.ratesOf);
  const watchReuse = createReuseWatch(deps);

  /** @throws Problem `invalid_token` */
  const look = async (
    { type, text }: { readonly type: Credential["type"]; readonly text: string },
    client: ClientInfo,
    remembered: Remembered | undefined,
  ): Promise<Accepted> => {
    const presented = await present(deps, deps.store.read, text);
    if (!presented?.isLive || presented.token.session !== (type === "session")) {
      if (presented && !presented.isLive) await watchReuse(presented, client);
      const refusal = guessed(client.ip) ?? refused();
      if (type === "bearer") countDenial(deps, projectOf(presented), refusal);
      throw refusal;
    }
    const { secret, token } = presented;
    demandRange(deps, token, client);
    return remembered?.keep(text, presented) ?? { token, secretId: secret.id };
  };

  return async ({ type, text }, client) => {
    if (text === undefined) throw new Problem("missing_credential", remedies[type]);
    const remembered = deps.memory.current();
    const found = remembered?.find(text);
    // Only what is accepted is taken from memory: a refusal may be outdated.
    const known = found && isFit(found.token, type, client) ? found : undefined;
    const accepted = known ?? (await look({ type, text }, client, remembered));
    demandPace(deps, accepted.token, client);
    if (endsSoon(accepted.token, deps.now())) client.noteEnd?.(lastEnd(accepted.token) ?? "");
    return callerOf(accepted, client);
  };
}

/** A session's text is accepted from a cookie alone, and no other from there. */
function isFit(token: TokenRow, type: Credential["type"], { ip }: ClientInfo): boolean {
  return token.session === (type === "session") && isAllowedFrom(token, ip);
}

/** What nobody made is of the system: of many there is one count. */
function projectOf(presented: Verified | undefined): string | null {
  return presented ? countedIn(presented.token) : SYSTEM;
}

/** @throws Problem `invalid_token` */
function demandRange(deps: Parameters<typeof countDenial>[0], token: TokenRow, { ip }: ClientInfo): void {
  if (isAllowedFrom(token, ip)) return;
  countDenial(deps, countedIn(token), refused());
  throw refused();
}

function callerOf(accepted: Accepted, client: ClientInfo): Caller {
  const { token, secretId } = accepted;
  const of = { tokenId: token.id, secretId, subject: ownerOf(token) };
  const known = "since" in accepted ? { known: accepted } : {};
  const caller = { ...of, ...known, countedIn: countedIn(token), client };
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
