import type { AnyNoun, Shown } from "../contract/noun.ts";
import { jetonTypes, type Permission } from "../contract/permission.ts";
import { Problem } from "../contract/problem.ts";
import { authorize } from "./authorization/authorize.ts";
import type { Change } from "./context.ts";
import type { Dependencies } from "./dependencies.ts";
import { demand, type Found, type Resource } from "./resource.ts";
import type { Rights } from "./authorization/rights.ts";
import type { AuditEntry, Kinds, Rows, Where, Written } from "./store.ts";
import { entry, entryOfGone } from "./use-case.ts";

/** The fields every new row has. */
export function made(
  { newId }: Dependencies,
  { now, rights, caller }: Change,
  noun: AnyNoun,
): { id: string; created_at: string; updated_at: string; created_by: string; managed_by: string } {
  return {
    id: newId(noun.idPrefix),
    created_at: now,
    updated_at: now,
    created_by: makerOf(rights),
    managed_by: caller.client.managedBy,
  };
}

/** Whose deed it is. A role is nobody: what its token does is the token's. */
export function makerOf({ subject, token }: Pick<Rights, "subject" | "token">): string {
  return subject.type === "role" ? token.id : subject.id;
}

/** Stores a new row and shows it. */
export async function insert<N extends AnyNoun, K extends keyof Kinds>(
  change: Change,
  resource: Resource<N, K>,
  row: Kinds[K],
): Promise<Written<Shown<N>>> {
  await rowsOf(change, resource.kind).insert(row);
  return {
    result: await resource.show(row, change),
    entries: [entry(`${resource.noun.name}.create`, row.id, auditable(row, resource))],
  };
}

/**
 * Changes what differs; when nothing does, nothing is written. A field of the patch that is undefined stays.
 */
export async function edit<N extends AnyNoun, K extends keyof Kinds>(
  change: Change,
  resource: Resource<N, K>,
  { row, patch }: { row: Kinds[K]; patch: { readonly [F in keyof Kinds[K]]?: Kinds[K][F] | undefined } },
): Promise<Written<Shown<N>>> {
  const changed = differences(row, patch);
  if (Object.keys(changed).length === 0) return { result: await resource.show(row, change), entries: [] };
  const after = { ...patchOf(patch, changed), updated_at: change.now };
  // The patch holds only columns of the row, with their own types.
  await rowsOf(change, resource.kind).update(row.id, after as unknown as Partial<Omit<Kinds[K], "id">>);
  return {
    result: await resource.show({ ...row, ...after }, change),
    entries: [entry(`${resource.noun.name}.update`, row.id, withoutPersonal(changed, resource, UNSAID))],
  };
}

/** Deletes rows for good. */
export async function removeRows<K extends keyof Kinds>(
  change: Change,
  resource: Pick<Resource<AnyNoun, K>, "kind" | "noun">,
  removed: readonly Kinds[K][],
): Promise<readonly AuditEntry[]> {
  const id = removed.map((row) => row.id);
  // TypeScript does not see through the kind's type parameter that every row has an id.
  await rowsOf(change, resource.kind).delete({ id } as unknown as Where<Kinds[K]>);
  return removed.map((row) => entryOfGone(`${resource.noun.name}.delete`, row));
}

interface Wanted<R> {
  readonly where: Where<R>;
  readonly name: string;
  readonly field?: string;
  readonly remedy?: (holder: R) => string | undefined;
}

/**
 * @param field in which it is looked for, where it is not the name
 * @param remedy what to do about the one that has it, besides
 * @throws Problem `name_taken` with the id of the object that has it
 */
export async function demandFree<K extends keyof Kinds>(
  change: Change,
  resource: Pick<Resource<AnyNoun, K>, "kind" | "noun">,
  { where, name, field = "name", remedy }: Wanted<Kinds[K]>,
): Promise<void> {
  const [holder] = await rowsOf(change, resource.kind).list(where, { limit: 1 });
  if (!holder) return;
  const what = field === "name" ? `\`${name}\`` : `with the ${field} \`${name}\``;
  const detail = `there is a ${resource.noun.title} ${what} already; ${remedy?.(holder) ?? `choose another ${field}, or use that one`}`;
  throw new Problem("name_taken", detail, {
    existing_id: holder.id,
    errors: [{ pointer: `/${field}`, detail: "is taken" }],
  });
}

/**
 * Rules may name what they are about, so a new name must not bring an object within reach of rights that did not reach it.
 * @throws Problem `forbidden` when the caller could not change it under the new name, `exceeds_own_rights` when it could do more to it
 */
export function demandRenamable<N extends AnyNoun, K extends keyof Kinds>(
  change: Change,
  resource: Resource<N, K>,
  { row, scope, name }: Found<Kinds[K]> & { readonly name: string },
): void {
  const { type } = resource.noun;
  const own = resource.isOwn?.(change, row) ?? false;
  demand(change, `${type}:update` as Permission, { scope, name, own });
  for (const [action, access] of Object.entries(jetonTypes[type])) {
    const may = (as: string): boolean =>
      authorize(change.rights, { type, action, access, name: as, own, scope });
    if (may(name) && !may(resource.nameOf(row))) {
      const detail = `named \`${name}\` the caller could ${action} it, which it may not now; ask somebody who may`;
      throw new Problem("exceeds_own_rights", detail);
    }
  }
}

/** The rows of one kind; TypeScript cannot index the mapped type by a type parameter's value. */
function rowsOf<K extends keyof Kinds>({ rows }: Change, kind: K): Rows<Kinds[K]> {
  return rows[kind] as unknown as Rows<Kinds[K]>;
}

type Differences = Readonly<Record<string, { readonly before: unknown; readonly after: unknown }>>;

function differences(row: object, patch: object): Differences {
  const before = row as Readonly<Record<string, unknown>>;
  const changed = Object.entries(patch).filter(
    ([name, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(before[name]),
  );
  return Object.fromEntries(
    changed.map(([name, value]) => [name, { before: before[name], after: value as unknown }]),
  );
}

function patchOf(patch: object, changed: Differences): Record<string, unknown> {
  return Object.fromEntries(Object.entries(patch).filter(([name]) => name in changed));
}

/** A row as the audit keeps it: no time or id that the entry has already. */
function auditable(row: object, resource: Personal): Readonly<Record<string, unknown>> {
  const { id: _, created_at: __, updated_at: ___, ...rest } = row as Record<string, unknown>;
  return withoutPersonal(rest, resource, REDACTED);
}

type Personal = Pick<Resource<AnyNoun, keyof Kinds>, "personal">;

const REDACTED = "***";
const UNSAID = { before: REDACTED, after: REDACTED };

/** The audit is never rewritten, so that it knows people by id alone: what else is known of them goes with their row. */
function withoutPersonal(
  changes: Readonly<Record<string, unknown>>,
  { personal = [] }: Personal,
  instead: unknown,
): Readonly<Record<string, unknown>> {
  const told = Object.entries(changes).map(([name, value]) => [
    name,
    personal.includes(name) && value !== null ? instead : value,
  ]);
  return Object.fromEntries(told);
}
