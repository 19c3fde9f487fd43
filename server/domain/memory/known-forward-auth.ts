import type { Validated } from "../../contract/operations.ts";
import { authorize } from "../authorization/authorize.ts";
import type { ClientInfo } from "../caller.ts";
import type { Dependencies } from "../dependencies.ts";
import { endsSoon } from "../events/expiry.ts";
import { instantText } from "../instant-text.ts";
import type { TokenRow } from "../rows.ts";
import { isAllowedFrom } from "../tokens/allowed-from.ts";
import { isMeantFor } from "../tokens/audiences.ts";
import { countDayOfUse, countedIn } from "../tokens/statistics.ts";
import { lastEnd } from "../tokens/token-end.ts";
import type { Identity, Known } from "./known.ts";
import { isAtHand, lookUp } from "./look-up.ts";
import type { Remembered } from "./memory.ts";

type Query = Validated<"forward-auth">["query"];

/**
 * What a reverse proxy asks, answered without waiting for anything. It only says yes, and only to what the use case of that
 * name was asked before, by what was found of owners then: undefined means that nothing was decided or counted, and that one is to be asked.
 */
export type KnownForwardAuth = (text: string, query: Query, client: ClientInfo) => Identity | undefined;

export function createKnownForwardAuth(
  deps: Pick<
    Dependencies,
    "store" | "salts" | "memory" | "audience" | "rates" | "now" | "noteUse" | "noteDay"
  >,
): KnownForwardAuth {
  return (text, query, client) => {
    const remembered = deps.memory.current();
    if (!remembered || remembered.isMixed()) return undefined;
    const known = remembered.find(text) ?? lookUp(deps, remembered, text);
    if (!known || !isAtHand(remembered, known, instantText(deps.now().getTime()))) return undefined;
    if (!mayPass(deps, remembered, { known, query, client })) return undefined;
    return isInTime(deps, known.token, client) ? passed(deps, known, client) : undefined;
  };
}

/** What is refused takes nothing from the limit, so the ordinary way refuses it again. */
function isInTime(
  { rates }: Pick<Dependencies, "rates">,
  { id, rate_limit: limit }: TokenRow,
  client: ClientInfo,
): boolean {
  if (limit === null) return true;
  const quota = rates.take(id, limit);
  if (quota.allowed) client.noteQuota?.(quota);
  return quota.allowed;
}

/** A use that decides something, or moves an end, is none of a token that is remembered: this one is for the batch. */
function passed(
  deps: Pick<Dependencies, "now" | "noteUse" | "noteDay">,
  { token, identity }: Known,
  { ip, userAgent: by, noteEnd }: ClientInfo,
): Identity | undefined {
  const now = deps.now();
  if (endsSoon(token, now)) noteEnd?.(lastEnd(token) ?? "");
  deps.noteUse({ tokenId: token.id, count: 1, at: instantText(now.getTime()), ip, by });
  countDayOfUse(deps, countedIn(token));
  return identity;
}

/** What the ordinary way checks of the request itself, and `authorize` as it does. */
function mayPass(
  { audience }: Pick<Dependencies, "audience">,
  { targets }: Remembered,
  { known: { token, rights }, query, client }: { known: Known; query: Query; client: ClientInfo },
): boolean {
  if (!rights || token.session || !isAllowedFrom(token, client.ip)) return false;
  const { trust } = rights.limits;
  if (trust && !isAllowedFrom(trust, client.ip)) return false;
  if (!isMeantFor(token, query.audience ?? audience)) return false;
  if (query.resource_type === undefined) return true;
  const target = targets.get(questionOf(query));
  // Who may do it sees where: that the caller does, which the ordinary way looks at, follows.
  return target !== undefined && authorize(rights, target);
}

/** What a query asks about, as one text. */
export function questionOf({ resource_type: type, action, name, project }: Query): string {
  return `${type ?? ""} ${action ?? ""} ${project ?? ""} ${name === undefined ? "" : `/${name}`}`;
}
