import type { AnyNoun, Shown } from "../contract/noun.ts";
import { type Access, type JetonType, jetonTypes, type Permission } from "../contract/permission.ts";
import { invalidField, Problem } from "../contract/problem.ts";
import { describeReference, parseReference, type Reference } from "../contract/reference.ts";
import type { ListQuery } from "../contract/schemas.ts";
import { SYSTEM } from "../contract/text.ts";
import { authorize, sees, type Target } from "./authorization/authorize.ts";
import type { Change, Context } from "./context.ts";
import { demandMatch } from "./etag.ts";
import { forbidden } from "./authorization/forbidden.ts";
import { type Asked, conditionsOf } from "./list-filters.ts";
import { narrowed, type Rights } from "./authorization/rights.ts";
import type { Ask } from "../contract/rule-matching.ts";
import { isAtOrBelow, type Scope } from "./authorization/scopes.ts";
import type { AuditEntry, Kinds, Reader, Where } from "./store.ts";

/** How the objects of a noun are kept, found and shown: what the use cases of every noun have in common. */
export interface Resource<N extends AnyNoun, K extends keyof Kinds> {
  readonly noun: N;
  readonly kind: K;
  /** The id of the project that holds it, or `system`. */
  readonly scopeId: (row: Kinds[K]) => string;
  /** By which rules name it. */
  readonly nameOf: (row: Kinds[K]) => string;
  /** Whether it belongs to the caller, for rules on `@own`. */
  readonly isOwn?: (context: Context, row: Kinds[K]) => boolean;
  /** The rows that may belong to the caller, where columns tell: lists need not look at others for what is its own. */
  readonly ownWhere?: (context: Context) => Where<Kinds[K]>;
  readonly isSelf?: (context: Context, row: Kinds[K]) => boolean;
  /** A tombstone is as if it were not there. */
  readonly isGone?: (row: Kinds[K]) => boolean;
  /** The column that holds the scope, for lists to be narrowed by; absent when all are at system level. */
  readonly scopeColumn?: "id" | "project_id";
  /** Whether somebody below the object's scope may read it too, always or only when it is named exactly. */
  readonly readableBelow?: "always" | "named";
  /** The filter of lists that names one exactly. */
  readonly namedBy?: string;
  /** Columns that tell who a person is: their values stay out of the audit. */
  readonly personal?: readonly string[];
  readonly find: (
    context: Context,
    reference: Exclude<Reference, { by: "id" }>,
  ) => Promise<Where<Kinds[K]> | undefined>;
  /** The rows a list's filters ask for. */
  readonly where: (context: Context, query: ListQuery) => Promise<Where<Kinds[K]>>;
  /** Whether a row of those is asked for, where its columns alone do not tell. */
  readonly admits?: (context: Context, row: Kinds[K], query: Asked) => Promise<boolean>;
  readonly show: (row: Kinds[K], context: Context) => Promise<Shown<N>>;
  /** Ends objects for good, and all that hangs on them; that the caller may is decided before. */
  readonly remove: (change: Change, rows: readonly Kinds[K][]) => Promise<readonly AuditEntry[]>;
}

export type AnyResource<K extends keyof Kinds> = Pick<
  Resource<AnyNoun, K>,
  "noun" | "kind" | "scopeId" | "nameOf" | "isOwn" | "isSelf" | "isGone" | "readableBelow" | "find" | "show"
>;

/** An object the caller may do `action` to, and where it is. */
export interface Found<R> {
  readonly row: R;
  readonly scope: Scope;
}

/**
 * The object an id or reference names.
 * @throws Problem `not_found` when there is none or the caller cannot see it, `forbidden` when it may only see it,
 * `precondition_failed` when it is not as the client says it knows it
 */
export async function findFor<K extends keyof Kinds>(
  context: Context,
  resource: AnyResource<K>,
  { id, needs }: { id: string; needs: Permission },
): Promise<Found<Kinds[K]>> {
  const row = await lookUp(context, resource, id);
  const scope = row && (await context.scopes.byId(resource.scopeId(row)));
  const missing = new Problem("not_found", `there is no ${resource.noun.title} \`${clip(id)}\``);
  if (!row || !scope) throw missing;
  const object = { row, scope, permission: needs };
  const may = verdict(context, resource, object);
  if (may === "may") {
    const { ifMatch } = context.caller.client;
    if (ifMatch) demandMatch(resource.noun, await resource.show(row, context), ifMatch);
    return { row, scope };
  }
  throw may === "sees" ? refusal(context, resource, object) : missing;
}

interface Deed<R> extends Found<R> {
  readonly permission: Permission;
}

/** Whether the caller may do something to an object, or only sees that it is there, or not even that. */
export function verdict<K extends keyof Kinds>(
  context: Context,
  resource: AnyResource<K>,
  object: Deed<Kinds[K]>,
): "may" | "sees" | "blind" {
  if (mayDo(context, resource, object)) return "may";
  const read: Permission = `${resource.noun.type}:read`;
  const visible =
    sees(context.rights, object.scope) || mayDo(context, resource, { ...object, permission: read });
  return visible ? "sees" : "blind";
}

/** What is said to who only sees it. */
export function refusal<K extends keyof Kinds>(
  context: Context,
  resource: AnyResource<K>,
  object: Deed<Kinds[K]>,
): Problem {
  return forbidden(context.rights, object.permission, targetOf(context, resource, object));
}

/**
 * The object a field of a body names: any that the caller can see.
 * @throws Problem `validation_failed` at the field
 */
export async function findNamed<K extends keyof Kinds>(
  context: Context,
  resource: AnyResource<K>,
  { pointer, text }: { pointer: string; text: string },
): Promise<Found<Kinds[K]>> {
  const { title } = resource.noun;
  if (!parseReference(resource.noun, text)) {
    throw invalidField(pointer, `must be ${describeReference(resource.noun)} of a ${title}`);
  }
  const row = await lookUp(context, resource, text);
  const scope = row && (await context.scopes.byId(resource.scopeId(row)));
  if (!row || !scope || !mayName(context, resource, { row, scope })) {
    throw invalidField(pointer, `there is no ${title} \`${clip(text)}\``);
  }
  return { row, scope };
}

function mayName<K extends keyof Kinds>(
  context: Context,
  resource: AnyResource<K>,
  { row, scope }: Found<Kinds[K]>,
): boolean {
  if (sees(context.rights, scope) || resource.isOwn?.(context, row) === true) return true;
  if (resource.readableBelow === "always") return seesBelow(context, scope);
  const permission: Permission = `${resource.noun.type}:read`;
  return resource.readableBelow === "named" && mayDo(context, resource, { row, scope, permission });
}

/** @throws Problem `forbidden`, or `not_found` where the caller cannot even see the scope */
export function demand(
  context: Context,
  permission: Permission,
  target: { scope: Scope; name?: string; own?: boolean },
): void {
  const { scope, name, own = false } = target;
  const ask = { ...asked(permission), name, own, scope };
  if (!authorize(context.rights, ask)) throw forbidden(context.rights, permission, ask);
}

/** Whether the caller may do something to every object there and below. */
export function mayAlways({ rights }: Context, permission: Permission, scope: Scope): boolean {
  return authorize(rights, { ...asked(permission), name: undefined, own: false, scope });
}

export function mayDo<K extends keyof Kinds>(
  context: Context,
  resource: AnyResource<K>,
  object: { row: Kinds[K]; scope: Scope; permission: Permission },
): boolean {
  const ask = targetOf(context, resource, object);
  const { scope } = object;
  if (authorize(context.rights, ask)) return true;
  if (ask.action !== "read" || resource.readableBelow === undefined) return false;
  return reach(context.rights).some(
    (from) => isAtOrBelow(from, scope.id) && authorize(context.rights, { ...ask, scope: from }),
  );
}

/** Doing something to an object, as rules see it. */
function targetOf<K extends keyof Kinds>(
  context: Context,
  resource: AnyResource<K>,
  { row, scope, permission }: { row: Kinds[K]; scope: Scope; permission: Permission },
): Target {
  return {
    ...asked(permission),
    name: resource.nameOf(row),
    own: resource.isOwn?.(context, row) ?? false,
    self: resource.isSelf?.(context, row) ?? false,
    scope,
  };
}

function seesBelow({ rights }: Context, scope: Scope): boolean {
  return reach(rights).some((from) => isAtOrBelow(from, scope.id) && sees(rights, from));
}

/** Where the caller's rights begin: the scopes of its grants, or its token's `within` where that is further down. */
function reach({ grants, limits }: Rights): readonly Scope[] {
  return grants.flatMap((grant) => narrowed(grant, limits.within)?.scope ?? []);
}

/** The object an id or reference names, whether the caller sees it or not. */
export async function lookUp<K extends keyof Kinds>(
  context: Context,
  resource: AnyResource<K>,
  text: string,
): Promise<Kinds[K] | undefined> {
  const reference = parseReference(resource.noun, text);
  if (!reference) return undefined;
  const reader = readerOf(context, resource.kind);
  const rows =
    reference.by === "id"
      ? [await reader.get(reference.id)]
      : await resource
          .find(context, reference)
          .then((where) => (where ? reader.list(where, { limit: 1 }) : []));
  return rows.find((row) => row !== undefined && resource.isGone?.(row) !== true);
}

/** The reads of one kind; TypeScript cannot index the mapped type by a type parameter's value. */
export function readerOf<K extends keyof Kinds>({ rows }: Context, kind: K): Reader[K] {
  return rows[kind];
}

/** A permission of the table as rules see it. */
function asked(permission: Permission): Pick<Ask, "type" | "action" | "access"> {
  const [type = "", action = ""] = permission.split(":");
  const actions: Readonly<Record<string, Access>> = jetonTypes[type as JetonType];
  return { type, action, access: actions[action] ?? "write" };
}

/**
 * The scope a field of a body or query names; one the caller cannot see is as if it were missing.
 * @throws Problem `validation_failed` at the field
 */
export async function scopeNamed(
  context: Context,
  { pointer, name }: { pointer: string; name: string },
): Promise<Scope> {
  const scope = await context.scopes.byName(name);
  if (scope && (scope.id === SYSTEM || seesBelow(context, scope) || sees(context.rights, scope)))
    return scope;
  throw invalidField(pointer, `there is no project \`${clip(name)}\``);
}

/** A list's filter by project: none when absent. `before` is what comes before its name where a refusal points at it. */
export async function scopeFilter(
  context: Context,
  name: Asked[string],
  before = "",
): Promise<{ readonly project_id?: string }> {
  if (name === undefined) return {};
  return { project_id: (await scopeNamed(context, { pointer: `${before}project`, name: String(name) })).id };
}

/** The filters of a noun's list whose columns are named as its fields, and that by project. */
export function filteredBy<R>({ filters }: Pick<AnyNoun, "filters">) {
  return async (context: Context, query: ListQuery): Promise<Where<R>> => {
    const allOf = [...conditionsOf<R>(filters, query), await scopeFilter(context, query["project"])];
    // A noun that is filtered by project has the column.
    return { allOf } as unknown as Where<R>;
  };
}

/** Finds by `project/name`, as most nouns are referred to. */
export async function projectNamed(
  { scopes }: Context,
  reference: Exclude<Reference, { by: "id" }>,
): Promise<{ readonly project_id: string; readonly name: string } | undefined> {
  const scope = reference.by === "project" ? await scopes.byName(reference.project) : undefined;
  return scope && { project_id: scope.id, name: reference.name };
}

/** A caller's text in a message, short enough to read. */
function clip(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
