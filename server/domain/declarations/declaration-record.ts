import type { Reply } from "../../contract/operations.ts";
import { declaration } from "../../contract/nouns/declaration.ts";
import { Problem } from "../../contract/problem.ts";
import { canonicalJson } from "../../contract/canonical-json.ts";
import type { Change } from "../context.ts";
import { rowsOf } from "./declared-run.ts";
import { rememberedOf } from "./declared-step.ts";
import type { CarriedOut, Declaring } from "./declaring.ts";
import type { Dependencies } from "../dependencies.ts";
import { makerOf } from "../edit.ts";
import { declarationResource } from "../nouns/declaration-resource.ts";
import { resourceOf } from "../nouns/declared-resources.ts";
import type { DeclarationRow, DeclaredObjectRow } from "../rows.ts";
import type { AuditEntry } from "../store.ts";
import { entry } from "../use-case.ts";

/** What is said of a plan. */
export function plannedOf(carried: CarriedOut): Reply<"declaration.plan"> {
  const changes = carried.outcomes.map(({ change }) => change);
  const refused = changes.filter(({ refusal }) => refusal !== null).length;
  return { digest: carried.digest, changes, summary: summaryOf(carried), refused, left: leftOf(carried) };
}

/** What is said of one that was applied: the secrets of new tokens, this once. */
export async function appliedOf(
  carried: CarriedOut,
  row: DeclarationRow,
): Promise<Reply<"declaration.apply">> {
  const changes = carried.outcomes.map(({ change, done }) => ({ ...change, id: done?.id ?? change.id }));
  const secrets = carried.outcomes.flatMap(({ change: { document, reference }, done }) => {
    const made = done?.made;
    if (document === null || !made || !("secret" in made || "sealed_secret" in made)) return [];
    // What creating a token answers with.
    return [{ ...(made as Reply<"token.create">), document, reference }];
  });
  const shown = await declarationResource.show(row, carried.run.change);
  return { declaration: shown, changes, summary: summaryOf(carried), left: leftOf(carried), secrets };
}

function summaryOf({ outcomes }: CarriedOut): Reply<"declaration.plan">["summary"] {
  const summary = { create: 0, update: 0, replace: 0, delete: 0, unchanged: 0 };
  for (const { change } of outcomes) summary[change.action] += 1;
  return summary;
}

function leftOf({ left }: CarriedOut): Reply<"declaration.plan">["left"] {
  return left.map(({ kind, reference, id }) => ({ kind, reference, id }));
}

/** Of as many refusals the fields are told. */
const MOST_TOLD = 100;

/**
 * All of it, or nothing.
 * @throws Problem with the code of the first refusal, and the fields of all
 */
export function refusedAsPlanned({ outcomes }: CarriedOut): void {
  const refused = outcomes.flatMap(({ change }) =>
    change.refusal ? [{ ...change, refusal: change.refusal }] : [],
  );
  const [first] = refused;
  if (!first) return;
  const { kind, reference, action, refusal } = first;
  const more = refused.length > 1 ? ` (and ${String(refused.length - 1)} more)` : "";
  const title = resourceOf(kind).noun.title;
  const detail = `to ${action} the ${title} \`${reference}\`: ${refusal.detail}${more}; nothing was applied`;
  const errors = refused.slice(0, MOST_TOLD).flatMap((one) => one.refusal.errors);
  throw new Problem(refusal.code, detail, { errors });
}

/** Notes in the draft what the declaration looks after from now on; no entries when all is as it was. */
export async function keepRecord(
  deps: Dependencies,
  carried: CarriedOut,
  declaring: Declaring,
): Promise<{ readonly row: DeclarationRow; readonly entries: readonly AuditEntry[] }> {
  const { change } = carried.run;
  const row = declaring.row ?? newRow(deps, change, declaring);
  const items = itemsOf(carried, row);
  const entries = carried.outcomes.flatMap(({ done }) => done?.entries ?? []);
  const isSame = declaring.row !== undefined && sameItems(items, declaring.owned);
  if (entries.length === 0 && isSame) return { row, entries };
  const { declarations, declared_objects: objects } = change.rows;
  const after = { ...row, updated_at: change.now, applied_by: makerOf(change.rights) };
  if (declaring.row) await declarations.update(row.id, after);
  else await declarations.insert(after);
  for (const { id } of declaring.owned) if (!items.has(id)) await objects.delete({ id });
  for (const item of items.values()) {
    // It may have been another declaration's.
    if (await objects.get(item.id)) await objects.update(item.id, item);
    else await objects.insert(item);
  }
  const told = Object.entries(summaryOf(carried)).filter(([, count]) => count > 0);
  const { name, project_id } = row;
  const changes = { name, project_id, ...Object.fromEntries(told) };
  return { row: after, entries: [...entries, entry("declaration.apply", row.id, changes)] };
}

function newRow(
  { newId }: Dependencies,
  { now, rights }: Change,
  { name, scope }: Declaring,
): DeclarationRow {
  const maker = makerOf(rights);
  return {
    id: newId(declaration.idPrefix),
    name,
    project_id: scope.id,
    created_at: now,
    created_by: maker,
    updated_at: now,
    applied_by: maker,
  };
}

function itemsOf(
  { outcomes, left, run }: CarriedOut,
  row: DeclarationRow,
): ReadonlyMap<string, DeclaredObjectRow> {
  const items = new Map(left.map((item) => [item.id, item]));
  for (const { change, done, declared } of outcomes) {
    if (!done?.isOwned || !declared) continue;
    const { kind, reference } = change;
    const document = rememberedOf(declared);
    const created_at = run.owned.get(done.id)?.created_at ?? run.change.now;
    items.set(done.id, { id: done.id, declaration_id: row.id, kind, reference, document, created_at });
  }
  return items;
}

function sameItems(
  items: ReadonlyMap<string, DeclaredObjectRow>,
  owned: readonly DeclaredObjectRow[],
): boolean {
  const isSame = (item: DeclaredObjectRow): boolean =>
    canonicalJson(items.get(item.id)) === canonicalJson(item);
  return items.size === owned.length && owned.every(isSame);
}

/** What a declaration looks after is whoever's who ends it. */
export async function release(change: Change, { id }: DeclarationRow): Promise<readonly AuditEntry[]> {
  const entries: AuditEntry[] = [];
  for (const item of await change.rows.declared_objects.list({ declaration_id: id })) {
    const rows = rowsOf({ change }, resourceOf(item.kind));
    const row = await rows.get(item.id);
    if (!row) continue;
    const { managedBy: after } = change.caller.client;
    await rows.update(item.id, { managed_by: after, updated_at: change.now });
    entries.push(entry(`${item.kind}.update`, item.id, { managed_by: { before: row.managed_by, after } }));
  }
  return entries;
}
