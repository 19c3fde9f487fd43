import { parseDuration } from "../../contract/duration.ts";
import type { Dependencies } from "../dependencies.ts";
import type { ExpiryNoticeRow } from "./event-rows.ts";
import type { TokenRow } from "../rows.ts";
import type { Raised, Where } from "../store.ts";
import { lastEnd } from "../tokens/token-end.ts";
import { systemActor } from "../system-actor.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Days before its end at which it is told that a token ends; 0 when it has. Ascending. */
const told = [0, 1, 7, 14, 30] as const;
const FIRST = 30;

/** A token that ended longer ago, while no server ran, is no news. */
const NEWS_DAYS = 30;

const MOST_AT_ONCE = 200;

/**
 * Tells webhooks of tokens that soon end, and of those that have, a batch each time it is asked for the next: once for each
 * end and each number of days, whichever replica comes first. An end that was moved is told of anew.
 */
export async function* tellExpiry(deps: Pick<Dependencies, "store" | "now">): AsyncGenerator<void> {
  const { store, now } = deps;
  let after: string | undefined;
  do {
    const where = ending(now());
    // Looked for without keeping anybody who writes waiting, since it walks through all there is.
    const found = await store.read.tokens.list(where, { after, limit: MOST_AT_ONCE });
    const ids = found.map(({ id }) => id);
    const known = byId(await store.read.expiry_notices.list({ id: ids }));
    const time = now();
    const due = found.filter((token) => noticeDue(token, known.get(token.id), time) !== undefined);
    if (due.length > 0) await tell(deps, { ...where, id: due.map(({ id }) => id) });
    yield;
    after = found.length === MOST_AT_ONCE ? ids.at(-1) : undefined;
  } while (after !== undefined);
}

/** Those that somebody may want to do something about: none that was made to end soon. */
function ending(now: Date): Where<TokenRow> {
  const at = (days: number): string => new Date(now.getTime() + days * DAY_MS).toISOString();
  return {
    allOf: [{ expires_at: { from: at(-NEWS_DAYS) } }, { expires_at: { before: at(FIRST) } }],
    ephemeral: false,
    session: false,
    disabled: false,
    revoked_at: null,
    deleted_at: null,
  };
}

async function tell(
  { store, now }: Pick<Dependencies, "store" | "now">,
  where: Where<TokenRow>,
): Promise<void> {
  await store.write(systemActor, async ({ tokens, expiry_notices: notices }) => {
    const time = now();
    const events: Raised[] = [];
    const rows = await tokens.list(where);
    const known = byId(await notices.list({ id: rows.map(({ id }) => id) }));
    for (const token of rows) {
      const before = known.get(token.id);
      const days = noticeDue(token, before, time);
      if (days === undefined) continue;
      // What is due has an end.
      const notice = { expires_at: token.expires_at ?? "", days };
      if (before) await notices.update(token.id, notice);
      else await notices.insert({ id: token.id, ...notice, created_at: time.toISOString() });
      events.push(
        days === 0
          ? { type: "token.expired", token, besides: {} }
          : { type: "token.expiring", token, besides: { days } },
      );
    }
    return { result: undefined, entries: [], events };
  });
}

/** The number of days that is now to be told of; undefined for none. */
function noticeDue(
  token: Pick<TokenRow, "expires_at" | "extend_on_use" | "max_age" | "rotated_at" | "created_at">,
  before: Pick<ExpiryNoticeRow, "expires_at" | "days"> | undefined,
  now: Date,
): number | undefined {
  const { expires_at: end } = token;
  if (end === null) return undefined;
  const left = Date.parse(end) - now.getTime();
  const days = told.find(
    (some) => left <= some * DAY_MS && (some === 0 || lifeOf(token, end) > some * DAY_MS),
  );
  const wasTold = before?.expires_at === end && days !== undefined && before.days <= days;
  return wasTold ? undefined : days;
}

/** How long it lasts from when its end was set: whoever gives a token a week needs no word that it ends in a month. */
function lifeOf(
  { extend_on_use, max_age, rotated_at, created_at }: Parameters<typeof noticeDue>[0],
  end: string,
): number {
  if (extend_on_use && max_age !== null) return (parseDuration(max_age) ?? 0) * 1000;
  return Date.parse(end) - Date.parse(rotated_at ?? created_at);
}

/** Days before the end at which each reply to a token says so. */
const SOON = 7;

/** Whether whoever uses a token is to be told that it ends, and use does not help; not of what was made to end soon. */
export function endsSoon(token: TokenRow, now: Date): boolean {
  const end = lastEnd(token);
  if (end === null || token.ephemeral || token.session) return false;
  const isSoon = Date.parse(end) - now.getTime() <= SOON * DAY_MS;
  return isSoon && Date.parse(end) - Date.parse(token.rotated_at ?? token.created_at) > SOON * DAY_MS;
}

function byId(rows: readonly ExpiryNoticeRow[]): ReadonlyMap<string, ExpiryNoticeRow> {
  return new Map(rows.map((row) => [row.id, row]));
}
