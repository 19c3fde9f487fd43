import type { Rule } from "../../contract/built-in-roles.ts";
import { declarables, type Declared, oneSpelling, referenceTo, referredBy } from "../../contract/declared.ts";
import { resourceType } from "../../contract/nouns/resource-type.ts";
import type { Permission } from "../../contract/permission.ts";
import type { Change } from "../context.ts";
import { etagOf } from "../etag.ts";
import { type DeclaredResource, type DeclaredRow, resourceOf } from "../nouns/declared-resources.ts";
import { lookUp, verdict } from "../resource.ts";
import type { DeclaredObjectRow } from "../rows.ts";
import type { Scope } from "../authorization/scopes.ts";
import type { Kinds, Rows } from "../store.ts";

/** How a declaration is to be carried out. */
export interface Flags {
  readonly prune: boolean;
  /** Null is half of what it has. */
  readonly prune_limit: number | null;
  readonly adopt: boolean;
  readonly force: boolean;
  readonly take_secrets: boolean;
}

/** A declaration while it is compared with what there is, and written. */
export interface Run {
  /** With the rights the caller held when it began, and `managed_by` set to the declaration. */
  readonly change: Change;
  /** Where it lives: it touches nothing outside. */
  readonly scope: Scope;
  readonly flags: Flags;
  /** What its documents are called. */
  readonly declared: ReadonlySet<string>;
  /** What it looks after, by id. */
  readonly owned: ReadonlyMap<string, DeclaredObjectRow>;
  /** The same by what it was declared as. */
  readonly byReference: ReadonlyMap<string, DeclaredObjectRow>;
  /** The version that each object had when it was first read, by id; of those that were there before. */
  readonly read: Map<string, string>;
  /** What was made meanwhile. */
  readonly made: Set<string>;
  /** What its documents are about, by id, with the place of the document in their list. */
  readonly matched: Map<string, number | null>;
}

/** A row that the caller may see, noted as read. */
export async function seen(
  { change, read, made }: Run,
  resource: DeclaredResource,
  row: DeclaredRow | undefined,
): Promise<DeclaredRow | undefined> {
  // A resource is given rows of its own kind alone.
  const own = row as Kinds[keyof Kinds] | undefined;
  const scope = own && (await change.scopes.byId(resource.scopeId(own)));
  if (!row || !own || !scope || resource.isGone?.(own) === true) return undefined;
  const permission: Permission = `${resource.noun.type}:read`;
  if (verdict(change, resource, { row: own, scope, permission }) === "blind") return undefined;
  if (!read.has(row.id) && !made.has(row.id)) {
    read.set(row.id, etagOf(resource.noun, await resource.show(own, change)));
  }
  return row;
}

/** The row that a reference names, if the caller may see it. */
export async function named(
  run: Run,
  resource: DeclaredResource,
  text: string,
): Promise<DeclaredRow | undefined> {
  const row = await lookUp(run.change, resource, text);
  // Everything that is declared has these columns.
  return seen(run, resource, row as DeclaredRow | undefined);
}

/** The id that a field of a document names; null where it names none, undefined where there is none yet. */
export async function idNamed(
  run: Run,
  document: Declared,
  field: string,
): Promise<string | null | undefined> {
  const text = document[field];
  const kind = declarables.find((one) => one === referredBy(field)?.name);
  if (typeof text !== "string" || kind === undefined) return null;
  const resource = resourceOf(kind);
  const row = await named(run, resource, text);
  if (row) return row.id;
  // What the declaration made for it may be called otherwise by now.
  const item = run.byReference.get(oneSpelling(field, text));
  return item && (await seen(run, resource, await rowsOf(run, resource).get(item.id)))?.id;
}

/**
 * What documents name, by id, with the reference of one that does: also of those that are refused, which would leave nothing
 * behind that shows it.
 */
export async function namedIn(
  run: Run,
  documents: readonly Declared[],
): Promise<ReadonlyMap<string, string>> {
  const named = new Map<string, string>();
  for (const document of documents) {
    const place = document["project"];
    const scope = typeof place === "string" ? await run.change.scopes.byName(place) : undefined;
    if (scope) named.set(scope.id, referenceTo(document));
    for (const field of Object.keys(document)) {
      const id = referredBy(field) && (await idNamed(run, document, field));
      if (typeof id === "string") named.set(id, referenceTo(document));
    }
    for (const type of typesIn(document)) {
      const item = run.byReference.get(`${resourceType.idPrefix}/${type}`);
      if (item) named.set(item.id, referenceTo(document));
    }
  }
  return named;
}

/** The resource types that the rules of a role, a token or a trust policy name: their names never change. */
function typesIn({ rules }: Declared): readonly string[] {
  // What validation made of them.
  return ((rules ?? []) as readonly Rule[]).map(({ resource_type: type }) => type);
}

/** The rows of a kind that is not known by name. */
export function rowsOf({ change }: Pick<Run, "change">, { kind }: DeclaredResource): Rows<DeclaredRow> {
  // What every declared kind has is all that is asked of it here.
  return change.rows[kind] as unknown as Rows<DeclaredRow>;
}
