import { declarables, type Declared, declaredFields, referenceTo } from "../../contract/declared.ts";
import { isChangeable, isInput } from "../../contract/field.ts";
import type { AnyNoun } from "../../contract/noun.ts";
import type { Permission } from "../../contract/permission.ts";
import { invalidField, Problem } from "../../contract/problem.ts";
import { routes } from "../../contract/routes.ts";
import { changedFields, type FieldChange, givenFields } from "./declared-diff.ts";
import { matching } from "./declared-match.ts";
import { type Run, rowsOf } from "./declared-run.ts";
import { type DeclaredRow, resourceOf } from "../nouns/declared-resources.ts";
import { demand, refusal, verdict } from "../resource.ts";
import { isAtOrBelow } from "../authorization/scopes.ts";
import type { AuditEntry, Kinds, Written } from "../store.ts";
import { type Changing, entry } from "../use-case.ts";

/** The use cases of nouns that are declared, by `noun.verb`, each to be run within a transaction of another one. */
export type Deeds = Readonly<Record<string, Changing<unknown, { readonly id: string }> | undefined>>;

/**
 * Those among all use cases.
 * @throws Error when one of a noun that is declared cannot be part of another transaction
 */
export function deedsOf(cases: Readonly<Record<string, unknown>>): Deeds {
  const verbs = ["create", "update", "delete"];
  const names = declarables
    .flatMap((kind) => verbs.map((verb) => `${kind}.${verb}`))
    .filter((name) => name in routes);
  const deeds = names.map((name) => {
    const deed = cases[name];
    if (typeof deed === "function" && "within" in deed) return [name, deed] as const;
    throw new Error(`${name} must be a use case that changes something`);
  });
  // Each takes the input of its own operation.
  return Object.fromEntries(deeds) as unknown as Deeds;
}

/** What one document comes to. */
export interface Step {
  readonly document: Declared;
  readonly reference: string;
  readonly action: "create" | "update" | "replace" | "unchanged";
  readonly row: DeclaredRow | undefined;
  /** Why the caller is not told how it is. */
  readonly unread?: Problem;
  readonly fields: readonly FieldChange[];
}

/** What was done about it. */
export interface Done {
  readonly id: string;
  readonly entries: readonly AuditEntry[];
  /** As creating it shows it, a token's secret with it. */
  readonly made?: object;
  /** Whether the declaration looks after it from now on. */
  readonly isOwned: boolean;
}

/** Compares a document with what there is. */
export async function compare(run: Run, document: Declared, index: number | null): Promise<Step> {
  const { noun, show } = resourceOf(document.kind);
  const row = await matching(run, document);
  const reference = referenceTo(document);
  if (!row) {
    return { document, reference, action: "create", row, fields: givenFields(noun, document) };
  }
  if (index !== null) run.matched.set(row.id, index);
  const unread = await unreadable(run, document, row);
  if (unread) return { document, reference, action: "update", row, unread, fields: [] };
  // A resource is given rows of its own kind alone.
  const shown: object = await show(row as Kinds[keyof Kinds], run.change);
  const applied = run.owned.get(row.id)?.document;
  const changed = await changedFields(run, { noun, document, shown: { ...shown }, applied });
  const manager = managerChange(run, document, row);
  const isFixed = changed.some(({ name }) => !isChangeableField(noun, name));
  const action = isFixed ? "replace" : changed.length + manager.length > 0 ? "update" : "unchanged";
  return { document, reference, action, row, fields: [...changed, ...manager] };
}

/** Who may not read an object learns nothing of it from a plan. */
async function unreadable(
  { change }: Run,
  { kind }: Declared,
  declared: DeclaredRow,
): Promise<Problem | undefined> {
  const resource = resourceOf(kind);
  const row = declared as Kinds[keyof Kinds];
  const scope = await change.scopes.byId(resource.scopeId(row));
  const object = scope && { row, scope, permission: `${resource.noun.type}:read` as const };
  return object && verdict(change, resource, object) !== "may"
    ? refusal(change, resource, object)
    : undefined;
}

function isChangeableField({ fields }: AnyNoun, name: string): boolean {
  const field = fields[name];
  return field !== undefined && isChangeable(field);
}

/** That the declaration takes an object over. */
function managerChange(
  { change, owned, flags }: Run,
  { adopt }: Declared,
  row: DeclaredRow,
): readonly FieldChange[] {
  if (owned.has(row.id) || !(adopt || flags.adopt)) return [];
  return [{ name: MANAGER, before: row.managed_by, after: change.caller.client.managedBy }];
}

const MANAGER = "managed_by";

/**
 * Does what a step says, by the use cases of its noun, as the caller.
 * @throws whatever these throw, and Problem `managed_by_others`, `validation_failed`
 */
export async function carryOut(run: Run, deeds: Deeds, step: Step): Promise<Done> {
  const { row, action, fields } = step;
  if (step.unread) throw step.unread;
  if (!row) return create(run, deeds, step);
  await demandWithin(run, step.document.kind, row);
  const isTaken = fields.some(({ name }) => name === MANAGER);
  const isOwned = run.owned.has(row.id) || isTaken;
  if (!isOwned && !run.flags.force) throw managedByOthers(step, row);
  if (action === "replace") {
    const { entries } = await perform(deeds, `${step.document.kind}.delete`, [
      run.change,
      deletionOf(row.id),
    ]);
    const done = await create(isOwned ? run : asManaged(run, row), deeds, step);
    if (!isOwned) await handOn(run, row, done.id);
    return { ...done, isOwned, entries: [...entries, ...done.entries] };
  }
  const entries = [...(await update(run, deeds, step)), ...(isTaken ? await takeOver(run, step, row) : [])];
  return { id: row.id, entries, isOwned };
}

/** What is forced stays theirs who manage it, be it made anew. */
function asManaged(run: Run, { managed_by: managedBy }: DeclaredRow): Run {
  const { caller } = run.change;
  return {
    ...run,
    change: { ...run.change, caller: { ...caller, client: { ...caller.client, managedBy } } },
  };
}

/** Another declaration that looked after it does so on. */
async function handOn({ change }: Run, { id: former }: DeclaredRow, id: string): Promise<void> {
  const { declared_objects: objects } = change.rows;
  const item = await objects.get(former);
  if (!item) return;
  await objects.delete({ id: former });
  await objects.insert({ ...item, id });
}

async function create(run: Run, deeds: Deeds, { document }: Step): Promise<Done> {
  if (document.kind === "token") demandSink(run, document);
  const body = bodyOf(document);
  const { result, entries } = await perform(deeds, `${document.kind}.create`, [run.change, { body }]);
  run.made.add(result.id);
  const row = await rowsOf(run, resourceOf(document.kind)).get(result.id);
  if (row) await demandWithin(run, document.kind, row);
  return { id: result.id, entries, made: result, isOwned: true };
}

/** All that creating one takes: what a declaration cannot give is not given. */
function bodyOf(document: Declared): Readonly<Record<string, unknown>> {
  const { kind, adopt: _, renamed_from: __, ...given } = document;
  const { noun } = resourceOf(kind);
  const inputs = Object.entries(noun.fields).filter(([, field]) => isInput(field));
  const rest = kind === "token" ? { secret: null } : {};
  return { ...Object.fromEntries(inputs.map(([name]) => [name, null])), ...rest, ...given };
}

async function update(
  run: Run,
  deeds: Deeds,
  { document, row, fields, action }: Step,
): Promise<readonly AuditEntry[]> {
  const changed = fields.filter(({ name }) => name !== MANAGER);
  const { noun } = resourceOf(document.kind);
  const isAllowed = deeds[`${document.kind}.update`] === undefined;
  if (!row || action === "unchanged") return [];
  if (isAllowed) {
    // What never changes is taken over by who may delete it.
    const scope = await run.change.scopes.byId(resourceOf(document.kind).scopeId(row as Kinds[keyof Kinds]));
    if (scope) demand(run.change, `${noun.type}:delete` as Permission, { scope });
    return [];
  }
  const body = Object.fromEntries(changed.map(({ name, after }) => [name, after]));
  const input = { id: row.id, body };
  return (await perform(deeds, `${document.kind}.update`, [run.change, input])).entries;
}

async function takeOver(run: Run, { document }: Step, row: DeclaredRow): Promise<readonly AuditEntry[]> {
  const { managedBy } = run.change.caller.client;
  const patch = { managed_by: managedBy, updated_at: run.change.now };
  await rowsOf(run, resourceOf(document.kind)).update(row.id, patch);
  const changes = { managed_by: { before: row.managed_by, after: managedBy } };
  return [entry(`${document.kind}.update`, row.id, changes)];
}

/** Deletes what is no longer declared. */
export async function remove(run: Run, deeds: Deeds, item: { id: string; kind: string }): Promise<Done> {
  if (item.id === run.scope.id) {
    throw new Problem("in_use", "the declaration lives in this project; delete the declaration first");
  }
  const { entries } = await perform(deeds, `${item.kind}.delete`, [run.change, deletionOf(item.id)]);
  return { id: item.id, entries, isOwned: false };
}

/** What else is in a project is not the declaration's to end. */
function deletionOf(id: string): object {
  return { id, query: { cascade: false } };
}

function perform(
  deeds: Deeds,
  name: string,
  [change, input]: readonly [Run["change"], object],
): Promise<Written<{ readonly id: string }>> {
  const deed = deeds[name];
  if (!deed) throw new Error(`There is no use case ${name}`);
  return deed.within(change, input);
}

/** @throws Problem `validation_failed` for an object outside of the declaration's project */
async function demandWithin({ change, scope }: Run, kind: Declared["kind"], row: DeclaredRow): Promise<void> {
  const { scopeId, noun } = resourceOf(kind);
  const place = await change.scopes.byId(scopeId(row as Kinds[keyof Kinds]));
  if (place && isAtOrBelow(place, scope.id)) return;
  const where = place ? `in \`${place.name}\`` : "elsewhere";
  const field = Object.hasOwn(noun.fields, "project") ? "/project" : "";
  throw invalidField(
    field,
    `it is ${where}, and the declaration is of \`${scope.name}\` and touches nothing outside; declare it in another one`,
  );
}

/** @throws Problem `validation_failed` where a secret would be made for nobody */
function demandSink({ flags }: Run, document: Declared): void {
  const isTaken = (document["sealed_for"] ?? document["imported"] ?? null) !== null;
  if (isTaken || flags.take_secrets) return;
  throw invalidField(
    "/sealed_for",
    "is required: the token's secret would go nowhere; give a public key to seal it for, or apply with `take_secrets`",
  );
}

function managedByOthers({ reference }: Step, { id, managed_by: manager }: DeclaredRow): Problem {
  const detail =
    `\`${reference}\` is there already, and managed by \`${manager}\`; take it over with \`adopt\`, ` +
    "change it and leave it theirs with `force`, or remove it from the declaration";
  return new Problem("managed_by_others", detail, { existing_id: id });
}

/** What of a document is remembered, to see what has changed since: nothing that is told once. */
export function rememberedOf(document: Declared): Readonly<Record<string, unknown>> {
  const { noun } = resourceOf(document.kind);
  const fields = Object.entries(declaredFields(noun)).filter(
    ([, { access }]) => !access.includes("write_only"),
  );
  return Object.fromEntries(fields.map(([name]) => [name, document[name] ?? null]));
}
