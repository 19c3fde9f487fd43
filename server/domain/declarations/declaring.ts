import { hash } from "node:crypto";
import { type Declarable, declarables, type Declared, referenceTo } from "../../contract/declared.ts";
import type { Permission } from "../../contract/permission.ts";
import { type FieldError, Problem, problems } from "../../contract/problem.ts";
import { canonicalJson } from "../../contract/canonical-json.ts";
import type { Context } from "../context.ts";
import type { FieldChange } from "./declared-diff.ts";
import { type Flags, namedIn, type Run, rowsOf, seen } from "./declared-run.ts";
import { byKind, inOrder } from "./declared-order.ts";
import { carryOut, compare, type Deeds, type Done, remove, type Step } from "./declared-step.ts";
import { createDraft, type Draft } from "./draft.ts";
import { resourceOf } from "../nouns/declared-resources.ts";
import { mayAlways } from "../resource.ts";
import { createPolicies } from "../tokens/policies.ts";
import type { DeclarationRow, DeclaredObjectRow } from "../rows.ts";
import { createScopes, type Scope } from "../authorization/scopes.ts";
import type { Kinds, Reader } from "../store.ts";

/** What is declared, and how to go about it. */
export interface Declaring {
  readonly name: string;
  readonly scope: Scope;
  /** Absent before it is first applied. */
  readonly row: DeclarationRow | undefined;
  readonly documents: readonly Declared[];
  readonly flags: Flags;
  /** What the declaration looks after so far. */
  readonly owned: readonly DeclaredObjectRow[];
}

interface Refusal {
  readonly code: Problem["code"];
  readonly detail: string;
  readonly errors: readonly FieldError[];
}

/** One object, and what is done about it. */
export interface PlannedChange {
  readonly document: number | null;
  readonly kind: Declarable;
  readonly reference: string;
  readonly id: string | null;
  readonly action: Step["action"] | "delete";
  readonly fields: readonly FieldChange[];
  readonly breaks: string | null;
  readonly refusal: Refusal | null;
}

interface Outcome {
  readonly change: PlannedChange;
  /** Absent where it was refused. */
  readonly done?: Done;
  readonly declared?: Declared;
}

/** A declaration as it would be carried out, or was: in a draft, to be kept or not. */
export interface CarriedOut {
  readonly draft: Draft;
  readonly run: Run;
  readonly outcomes: readonly Outcome[];
  readonly left: readonly DeclaredObjectRow[];
  readonly digest: string;
}

/**
 * Carries a declaration out in a draft over what can be read: everything is decided by the use cases themselves, as the
 * caller, with the rights held at the start, and each change sees those before it. So a plan is what applying it does.
 */
export async function declare(
  context: Context<Reader>,
  deeds: Deeds,
  declaring: Declaring,
): Promise<CarriedOut> {
  const draft = createDraft(context.rows);
  const run = await startRun(context, draft, declaring);
  const outcomes: Outcome[] = [];
  for (const [index, document] of await inOrder(run, declaring.documents)) {
    outcomes.push(await outcomeOf({ run, draft, deeds }, document, index));
  }
  const gone = await undeclared(run);
  const deleted = declaring.flags.prune ? gone : [];
  const has = gone.length + [...run.owned.keys()].filter((id) => run.matched.has(id)).length;
  const most = declaring.flags.prune_limit ?? Math.floor(has / 2);
  const kept = deleted.length > 0 ? await namedIn(run, declaring.documents) : new Map<string, string>();
  for (const item of deleted) {
    const refusal = deleted.length > most ? tooMany(deleted.length, most) : stillNamed(kept.get(item.id));
    outcomes.push(await removal({ run, draft, deeds }, item, refusal));
  }
  const left = declaring.flags.prune ? [] : gone;
  return { draft, run, outcomes, left, digest: digestOf(declaring, run, gone) };
}

/** The changes that would bring each object back to what was last applied, decided by nobody. */
export async function driftOf(
  context: Context<Reader>,
  declaring: Declaring,
): Promise<readonly PlannedChange[]> {
  const run = await startRun(context, createDraft(context.rows), declaring);
  const changes: PlannedChange[] = [];
  for (const [, document] of byKind(declaring.documents)) {
    const step = await compare(run, document, 0);
    if (step.action === "unchanged") continue;
    // Of what is gone is told what was applied, to who could read it if it were there.
    const permission: Permission = `${resourceOf(document.kind).noun.type}:read`;
    const isTold = step.row !== undefined || mayAlways(run.change, permission, run.scope);
    const fields = isTold ? step.fields : [];
    changes.push(changeOf({ ...step, fields }, null, null));
  }
  return changes;
}

async function startRun(context: Context<Reader>, { rows }: Draft, declaring: Declaring): Promise<Run> {
  const { repeat: _, ifMatch: __, ...client } = context.caller.client;
  const caller = { ...context.caller, client: { ...client, managedBy: `declaration:${declaring.name}` } };
  const scopes = createScopes(rows);
  const { scope, flags, owned, documents } = declaring;
  const change = { ...context, rows, caller, scopes, policies: createPolicies(rows, scopes) };
  await readTogether(change, owned);
  return {
    change,
    scope,
    flags,
    declared: new Set(documents.map(referenceTo)),
    owned: new Map(owned.map((item) => [item.id, item])),
    byReference: new Map(owned.map((item) => [item.reference, item])),
    read: new Map(),
    made: new Set(),
    matched: new Map(),
  };
}

/** The draft reads nothing twice: what is there of each kind comes in one statement instead of one for each object. */
async function readTogether(change: Run["change"], owned: readonly DeclaredObjectRow[]): Promise<void> {
  const places: string[] = [];
  for (const [kind, items] of Map.groupBy(owned, (item) => item.kind)) {
    const resource = resourceOf(kind);
    const rows = await rowsOf({ change }, resource).list({ id: items.map(({ id }) => id) });
    // A resource is given rows of its own kind alone.
    places.push(...rows.map((row) => resource.scopeId(row as Kinds[keyof Kinds])));
  }
  await change.scopes.byIds(places);
}

interface Work {
  readonly run: Run;
  readonly draft: Draft;
  readonly deeds: Deeds;
}

async function outcomeOf({ run, draft, deeds }: Work, document: Declared, index: number): Promise<Outcome> {
  const step = await compare(run, document, index);
  const result = await attempted({ run, draft, deeds }, () => carryOut(run, deeds, step));
  if ("code" in result) return { change: changeOf(step, index, refusalOf(result, index)) };
  return { change: changeOf(step, index, null), done: result, declared: document };
}

async function removal(work: Work, item: DeclaredObjectRow, refusal: Problem | null): Promise<Outcome> {
  const { run, deeds } = work;
  const { id, kind, reference } = item;
  const change = {
    document: null,
    kind,
    reference,
    id,
    action: "delete" as const,
    fields: [],
    refusal: null,
    breaks: breaks[kind]?.delete ?? null,
  };
  const result = refusal ?? (await attempted(work, () => remove(run, deeds, item)));
  return "code" in result
    ? { change: { ...change, refusal: refusalOf(result, null) } }
    : { change, done: result };
}

async function attempted({ draft, run }: Work, work: () => Promise<Done>): Promise<Done | Problem> {
  try {
    return await draft.attempt(work);
  } catch (cause) {
    // What goes wrong on this side is no refusal of the object.
    if (!(cause instanceof Problem) || problems[cause.code].status >= 500) throw cause;
    // What was read of it is undone.
    run.change.policies.forget();
    return cause;
  }
}

/** What the declaration made and no longer has, in the order in which it can be deleted. */
async function undeclared(run: Run): Promise<readonly DeclaredObjectRow[]> {
  const gone = [...run.owned.values()].filter(({ id }) => !run.matched.has(id));
  const present: DeclaredObjectRow[] = [];
  for (const item of gone) if (await isPresent(run, item)) present.push(item);
  const place = ({ kind }: DeclaredObjectRow): number => declarables.indexOf(kind);
  return present.toSorted((a, b) => place(b) - place(a) || (a.reference < b.reference ? 1 : -1));
}

/** Whether what it made is still there, noted as read; a revoked token has given its name up. */
async function isPresent(run: Run, { id, kind }: DeclaredObjectRow): Promise<boolean> {
  const resource = resourceOf(kind);
  const row = await rowsOf(run, resource).get(id);
  if (!row || ("revoked_at" in row && row.revoked_at !== null)) return false;
  if (resource.isGone?.(row as Kinds[keyof Kinds]) === true) return false;
  // A plan to delete it is of what it was.
  if (run.flags.prune) await seen(run, resource, row);
  return true;
}

/** What stops working with an object, where that is not the object alone. */
const breaks: Readonly<Partial<Record<Declarable, { readonly replace?: string; readonly delete: string }>>> =
  {
    token: {
      replace: "its secret stops working at once: whatever uses it needs the new one",
      delete: "its secret stops working at once",
    },
    trust_policy: {
      replace: "the tokens it gave stop working at once, and those who have them exchange anew",
      delete: "the tokens it gave stop working at once, and nobody gets one by it again",
    },
    role_binding: {
      replace: "its id changes; whoever has the role keeps it without a gap",
      delete: "its subject no longer has the role by it",
    },
    role: { delete: "its role bindings and tokens end with it" },
    group: { delete: "its role bindings and memberships end with it" },
    service_account: { delete: "its tokens, role bindings, memberships and trust policies end with it" },
    user: { delete: "their tokens, role bindings, memberships and sessions end with them" },
  };

function changeOf(step: Step, document: number | null, refusal: Refusal | null): PlannedChange {
  const { reference, action, fields, row } = step;
  const { kind } = step.document;
  return {
    document,
    kind,
    reference,
    id: row?.id ?? null,
    action,
    fields,
    breaks: action === "replace" ? (breaks[kind]?.replace ?? null) : null,
    refusal,
  };
}

/** A use case's refusal, its fields those of the document. */
function refusalOf({ code, message, errors = [] }: Problem, index: number | null): Refusal {
  const before = index === null ? "" : `/documents/${String(index)}`;
  const told = errors.map(({ pointer, detail }) => ({ pointer: `${before}${pointer}`, detail }));
  return {
    code,
    detail: message,
    errors: told.length > 0 || index === null ? told : [{ pointer: before, detail: message }],
  };
}

function tooMany(count: number, most: number): Problem {
  const detail =
    `${String(count)} objects are no longer declared, and at most ${String(most)} are deleted at once; ` +
    "if that is what you want, say so with `prune_limit`";
  return new Problem("too_many_deletions", detail);
}

/** What ends with an object would be declared and gone. */
function stillNamed(by: string | undefined): Problem | null {
  if (by === undefined) return null;
  return new Problem("in_use", `\`${by}\` is declared and names it; declare both, or remove both`);
}

/** Over what is declared, how, and the version of everything that was read; of no time, and nothing that is made anew. */
function digestOf(
  { name, scope, documents, flags, owned }: Declaring,
  { read }: Run,
  gone: readonly DeclaredObjectRow[],
): string {
  const inOneOrder = documents
    .map((document) => [referenceTo(document), document] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, document]) => document);
  const text = canonicalJson({
    name,
    project: scope.id,
    documents: inOneOrder,
    flags,
    read: Object.fromEntries(read),
    owned: owned.map(({ id, reference, document }) => [id, reference, document]),
    gone: gone.map(({ id }) => id),
  });
  return hash("sha256", text, "base64url");
}
