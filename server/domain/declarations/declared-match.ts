import { type Declared, referenceTo, referredBy, renamableField } from "../../contract/declared.ts";
import type { AnyNoun } from "../../contract/noun.ts";
import { canonicalJson } from "../../contract/canonical-json.ts";
import { idNamed, named, type Run, rowsOf, seen } from "./declared-run.ts";
import { type DeclaredResource, type DeclaredRow, resourceOf } from "../nouns/declared-resources.ts";
import type { Where } from "../store.ts";

/**
 * The object that a document is about: the one this declaration made for it, whatever it is called by now; or the one that
 * has its name; or the one that has the name it was renamed from. No object is two documents'.
 */
export async function matching(run: Run, document: Declared): Promise<DeclaredRow | undefined> {
  const resource = resourceOf(document.kind);
  const own = await recorded(run, resource, referenceTo(document));
  if (own) return own;
  if (resource.noun.reference === "none") return alike(run, resource, document);
  return (await free(run, resource, referenceTo(document))) ?? former(run, resource, document);
}

/** As what a document's object is found now, where its name can change and is another; undefined where there is none. */
export async function presentReference(run: Run, document: Declared): Promise<string | undefined> {
  const resource = resourceOf(document.kind);
  const field = renamableField(resource.noun);
  if (field === undefined) return undefined;
  const row =
    (await recorded(run, resource, referenceTo(document))) ?? (await former(run, resource, document));
  return row && referenceTo({ ...document, [field]: new Map(Object.entries(row)).get(field) });
}

/** The one a document was renamed from; a name that is declared itself is not left. */
async function former(
  run: Run,
  resource: DeclaredResource,
  document: Declared,
): Promise<DeclaredRow | undefined> {
  const before = formerly(resource.noun, document);
  if (before === undefined || run.declared.has(before)) return undefined;
  return (await recorded(run, resource, before)) ?? free(run, resource, before);
}

/** The one of that name, unless it is another document's: it was made for that one, and has been called otherwise since. */
async function free(
  run: Run,
  resource: DeclaredResource,
  reference: string,
): Promise<DeclaredRow | undefined> {
  const row = await named(run, resource, reference);
  if (!row || run.matched.has(row.id)) return undefined;
  const item = run.owned.get(row.id);
  return item && item.reference !== reference && run.declared.has(item.reference) ? undefined : row;
}

async function recorded(
  run: Run,
  resource: DeclaredResource,
  reference: string,
): Promise<DeclaredRow | undefined> {
  const item = run.byReference.get(reference);
  if (!item || run.matched.has(item.id)) return undefined;
  const row = await rowsOf(run, resource).get(item.id);
  // A revoked token has given its name up.
  return row && "revoked_at" in row && row.revoked_at !== null ? undefined : seen(run, resource, row);
}

function formerly(noun: AnyNoun, document: Declared): string | undefined {
  const field = renamableField(noun);
  const { renamed_from: before } = document;
  if (field === undefined || before === null || before === undefined) return undefined;
  return referenceTo({ ...document, [field]: before });
}

/** Of what has no name: the one that is for the same, this declaration's before another's. */
async function alike(
  run: Run,
  resource: DeclaredResource,
  document: Declared,
): Promise<DeclaredRow | undefined> {
  const where = await conditionsOf(run, resource.noun, document);
  if (!where) return undefined;
  const rows = await rowsOf(run, resource).list(where as Where<DeclaredRow>, { limit: MOST_ALIKE });
  const free = rows.filter((row) => !run.matched.has(row.id) && sameValues(row, document));
  const same = (row: object): boolean =>
    "expires_at" in row && row.expires_at === (document["expires_at"] ?? null);
  const best = free.find((row) => run.owned.has(row.id)) ?? free.find((row) => same(row)) ?? free[0];
  return seen(run, resource, best);
}

const MOST_ALIKE = 100;

/** The columns that make it what it is; undefined while something it names is not there. */
async function conditionsOf(
  run: Run,
  { fields }: AnyNoun,
  document: Declared,
): Promise<Readonly<Record<string, string | null>> | undefined> {
  const where: Record<string, string | null> = {};
  for (const field of Object.keys(fields)) {
    if (!referredBy(field)) continue;
    const id = await idNamed(run, document, field);
    if (id === undefined) return undefined;
    where[field] = id;
  }
  if (typeof document["project"] === "string") {
    const scope = await run.change.scopes.byName(document["project"]);
    if (!scope) return undefined;
    where["project_id"] = scope.id;
  }
  if ("claim" in fields) {
    const { issuer = null, name = null } = claimOf(document) ?? {};
    where["claim_issuer"] = issuer;
    where["claim_name"] = name;
  }
  return where;
}

interface Claim {
  readonly issuer: string;
  readonly name: string;
  readonly values: readonly string[];
}

function claimOf(document: Declared): Claim | undefined {
  // What validation made of it.
  return (document["claim"] ?? undefined) as Claim | undefined;
}

function sameValues(row: object, document: Declared): boolean {
  const values = "claim_values" in row ? row.claim_values : null;
  return sameValue(values, claimOf(document)?.values ?? null);
}

/** Whether two values of a field mean the same: lists of texts are sets in every noun, other lists keep their order. */
export function sameValue(a: unknown, b: unknown): boolean {
  return canonicalJson(inOneOrder(a)) === canonicalJson(inOneOrder(b));
}

function inOneOrder(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.every((item) => typeof item === "string") ? value.toSorted() : value.map(inOneOrder);
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inOneOrder(inner)]));
}
