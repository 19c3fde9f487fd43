import { eventTypes, type EventTypeName } from "../../contract/event-types.ts";
import { nouns } from "../../contract/nouns/all.ts";
import { SYSTEM } from "../../contract/text.ts";
import type { Dependencies } from "../dependencies.ts";
import type { EventRow, WebhookRow } from "./event-rows.ts";
import type { ProjectRow } from "../rows.ts";
import { ancestorNames, createScopes, type Scope } from "../authorization/scopes.ts";
import type { Actor, AuditEntry, Raised, Store, Transaction, Written } from "../store.ts";
import { hasCaepMeaning } from "./caep.ts";
import { about, factsOfEntry, tokenFacts } from "./facts.ts";
import { eventTypesOf } from "./of-entry.ts";
import { enqueue } from "./queue.ts";

type Deps = Pick<Dependencies, "now" | "newId">;

/** What is to be told, before it is known where it happened and who wants to hear of it. */
interface Occurrence {
  readonly type: EventTypeName;
  readonly subjectId: string;
  readonly placeId: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/**
 * The same store, whose changes are told to webhooks: what is to be sent is written in the transaction of the change
 * itself, so that it is told of all that was committed and of nothing else. Entries of the audit say what happened, hence
 * no use case can forget to.
 * @param onQueued called after a commit that left something to send
 */
export function raisingEvents(store: Store, deps: Deps, onQueued: () => void): Store {
  return {
    ...store,
    write: async (actor, work) => {
      let isQueued = false;
      const result = await store.write(actor, async (transaction) => {
        const written = await work(transaction);
        isQueued = await raise(deps, transaction, { actor, written });
        return written;
      });
      if (isQueued) onQueued();
      return result;
    },
  };
}

/** Whether something is now to be sent. */
async function raise(
  deps: Deps,
  rows: Transaction,
  { actor, written }: { readonly actor: Actor; readonly written: Written<unknown> },
): Promise<boolean> {
  const { entries, events = [] } = written;
  if (events.length === 0 && entries.every((entry) => eventTypesOf(entry).length === 0)) return false;
  if ((await rows.webhooks.list({ disabled: false }, { limit: 1 })).length === 0) return false;
  const occurrences = [...(await occurrencesOf(rows, entries)), ...events.map(occurrenceOf)];
  const scopes = await scopesOf(rows, { occurrences, entries });
  // Of there and above alone: however many others have, no change reads them.
  const places = [...new Set([...scopes.values()].flatMap(({ chain }) => chain))];
  const webhooks = await rows.webhooks.list({ disabled: false, project_id: places });
  const made = occurrences.flatMap((one) => {
    const scope = scopes.get(one.placeId);
    const hearing = scope ? webhooks.filter((webhook) => hears(webhook, one.type, scope)) : [];
    if (!scope || hearing.length === 0) return [];
    return [{ event: eventOf(deps, actor, { ...one, scope }), webhooks: hearing }];
  });
  return enqueue(deps, rows, made);
}

function hears({ project_id, events, format }: WebhookRow, type: EventTypeName, scope: Scope): boolean {
  if (format === "caep" && !hasCaepMeaning(type)) return false;
  return scope.chain.includes(project_id) && (events === null || events.includes(type));
}

function eventOf(
  { now, newId }: Deps,
  actor: Actor,
  { type, subjectId, scope, facts }: Occurrence & { readonly scope: Scope },
): EventRow {
  const told = {
    ...facts,
    project: scope.name,
    actor: { type: actor.type, id: actor.id, token_id: actor.tokenId },
    request_id: actor.requestId,
    ip: actor.ip,
  };
  // The schema of its type is what passes: nothing that a later column or entry may hold is told by accident.
  const data = eventTypes[type].data.parse(told);
  const row = { id: newId("evt"), type, project_id: scope.id, subject_id: subjectId };
  return { ...row, data, created_at: now().toISOString() };
}

function occurrenceOf({ type, token, besides }: Raised): Occurrence {
  const facts = { ...tokenFacts(token), ...besides };
  return { type, subjectId: token.id, placeId: token.project_id, facts };
}

async function occurrencesOf(
  rows: Transaction,
  entries: readonly AuditEntry[],
): Promise<readonly Occurrence[]> {
  const told = entries.filter((entry) => eventTypesOf(entry).length > 0);
  const found = new Map<string, object>();
  for (const [noun, { list }] of Object.entries(about)) {
    const ids = told.flatMap(({ targetType, targetId, gone }) =>
      targetType === noun && !gone ? [targetId] : [],
    );
    const there = ids.length > 0 ? await list(rows, [...new Set(ids)]) : [];
    for (const row of there) found.set(row.id, row);
  }
  return told.flatMap((entry) => {
    const row = entry.gone ?? found.get(entry.targetId);
    const noun = about[entry.targetType];
    if (!row || !noun) return [];
    // The row is one of the noun that the entry is about.
    const facts = { ...noun.factsOf(row as never), ...factsOfEntry(entry) };
    const placeId = noun.placeOf(row as never);
    return eventTypesOf(entry).map((type) => ({ type, subjectId: entry.targetId, placeId, facts }));
  });
}

/** Where things happened, projects included that went with it. */
async function scopesOf(
  rows: Transaction,
  { occurrences, entries }: { occurrences: readonly Occurrence[]; entries: readonly AuditEntry[] },
): Promise<ReadonlyMap<string, Scope>> {
  const places = occurrences.map(({ placeId }) => placeId);
  const there = await createScopes(rows).byIds(places);
  const gone = entries.flatMap(({ targetType, gone: row }) =>
    // The rows of entries about projects are projects.
    targetType === nouns.project.name && row ? [row as ProjectRow] : [],
  );
  if (gone.length === 0) return there;
  const above = [...new Set(gone.flatMap(({ name }) => ancestorNames(name)))];
  const known = [...gone, ...(await rows.projects.list({ name: above }))];
  const ids = new Map(known.map(({ name, id }) => [name, id]));
  const scopes = gone.map(({ id, name }): [string, Scope] => {
    const chain = ancestorNames(name).flatMap((ancestor) => ids.get(ancestor) ?? []);
    return [id, { id, name, chain: [id, ...chain, SYSTEM] }];
  });
  return new Map([...there, ...scopes]);
}
