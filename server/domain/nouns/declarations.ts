import type { Declared } from "../../contract/declared.ts";
import type { Reply, Validated } from "../../contract/operations.ts";
import type { Permission } from "../../contract/permission.ts";
import { invalidField, Problem } from "../../contract/problem.ts";
import { dnsLabel } from "../../contract/text.ts";
import type { UseCases } from "../caller.ts";
import { type Change, type Context, open } from "../context.ts";
import {
  appliedOf,
  keepRecord,
  plannedOf,
  refusedAsPlanned,
  release,
} from "../declarations/declaration-record.ts";
import type { Deeds } from "../declarations/declared-step.ts";
import { declare, type Declaring, driftOf } from "../declarations/declaring.ts";
import type { Dependencies } from "../dependencies.ts";
import { listFor } from "../listing.ts";
import { demand, findFor, scopeNamed } from "../resource.ts";
import type { DeclarationRow } from "../rows.ts";
import type { AuditEntry, Written } from "../store.ts";
import { changing, reading } from "../use-case.ts";
import { declarationResource } from "./declaration-resource.ts";

type Cases = Pick<UseCases, Extract<keyof UseCases, `declaration.${string}`>>;
type Input = Validated<"declaration.plan">;

/** A declaration is carried out by the use cases of the nouns it holds: it has no rules of its own about them. */
export function declarations(deps: Dependencies, deeds: Deeds): Cases {
  const resource = declarationResource;
  return {
    "declaration.list": reading(deps, (context, { query }) => listFor(context, resource, query)),
    "declaration.get": reading(deps, async (context, { id }) => {
      const { row } = await findFor(context, resource, { id, needs: "jeton.declaration:read" });
      return resource.show(row, context);
    }),
    "declaration.drift": reading(deps, async (context, { id }) => {
      const { row } = await findFor(context, resource, { id, needs: "jeton.declaration:read" });
      return { changes: await driftOf(context, await lastApplied(context, row)) };
    }),
    "declaration.plan": reading(deps, async (context, input) => {
      const declaring = await declaringOf(context, input, "jeton.declaration:read");
      return plannedOf(await declare(context, deeds, declaring));
    }),
    "declaration.apply": async (caller, input) => {
      // Planned before: what would be refused keeps nobody from writing meanwhile.
      const context = await open(deps.store.read, deps, { caller });
      const declaring = await declaringOf(context, input, "jeton.declaration:apply");
      const planned = await declare(context, deeds, declaring);
      const digest = input.body.digest ?? planned.digest;
      if (digest !== planned.digest) throw stalePlan();
      refusedAsPlanned(planned);
      return changing(deps, (change) => apply(deps, change, { deeds, input, digest }))(caller, undefined);
    },
    "declaration.delete": changing(deps, async (change, { id, query }) => {
      const { row } = await findFor(change, resource, { id, needs: "jeton.declaration:delete" });
      const ended =
        query.objects === "delete" ? await endAll(change, deeds, row) : await release(change, row);
      return { result: undefined, entries: [...ended, ...(await resource.remove(change, [row]))] };
    }),
  };
}

interface Applying {
  readonly deeds: Deeds;
  readonly input: Input;
  readonly digest: string;
}

async function apply(
  deps: Dependencies,
  change: Change,
  { deeds, input, digest }: Applying,
): Promise<Written<Reply<"declaration.apply">>> {
  const declaring = await declaringOf(change, input, "jeton.declaration:apply");
  const carried = await declare(change, deeds, declaring);
  if (carried.digest !== digest) throw stalePlan();
  refusedAsPlanned(carried);
  const { row, entries } = await keepRecord(deps, carried, declaring);
  // Before it is kept: what a draft reads is over what was stored.
  const result = await appliedOf(carried, row);
  if (entries.length > 0) await carried.draft.keep(change.rows);
  return { result, entries };
}

function stalePlan(): Problem {
  const detail = "what the plan was made of has changed since; plan again, look at it, and apply that plan";
  return new Problem("stale_plan", detail);
}

/** @throws Problem `validation_failed`, `not_found`, `forbidden` */
async function declaringOf(context: Context, { name, body }: Input, needs: Permission): Promise<Declaring> {
  const { project, documents, prune, prune_limit, adopt, force, take_secrets } = body;
  demandName(name);
  const scope = await scopeNamed(context, { pointer: "/project", name: project });
  demand(context, needs, { scope, name });
  const [row] = await context.rows.declarations.list({ project_id: scope.id, name }, { limit: 1 });
  const flags = { prune, prune_limit, adopt, force, take_secrets };
  return { name, scope, row, documents, flags, owned: row ? await ownedBy(context, row) : [] };
}

async function ownedBy({ rows }: Context, { id }: DeclarationRow): Promise<Declaring["owned"]> {
  return rows.declared_objects.list({ declaration_id: id });
}

const noFlags = { prune: false, prune_limit: null, adopt: false, force: false, take_secrets: false };

/** What was last applied, as if it were declared again. */
async function lastApplied(context: Context, row: DeclarationRow): Promise<Declaring> {
  const owned = await ownedBy(context, row);
  const documents = owned.map(({ kind, document }): Declared => ({ ...document, kind, adopt: false }));
  const scope = await context.scopes.byId(row.project_id);
  if (!scope) throw new Problem("not_found", "the declaration's project is gone");
  return { name: row.name, scope, row, documents, flags: noFlags, owned };
}

/** Deletes all that a declaration made, or nothing. */
async function endAll(change: Change, deeds: Deeds, row: DeclarationRow): Promise<readonly AuditEntry[]> {
  const last = await lastApplied(change, row);
  const flags = { ...noFlags, prune: true, prune_limit: last.owned.length };
  const carried = await declare(change, deeds, { ...last, documents: [], flags });
  refusedAsPlanned(carried);
  await carried.draft.keep(change.rows);
  return carried.outcomes.flatMap(({ done }) => done?.entries ?? []);
}

/** @throws Problem `validation_failed` */
function demandName(name: string): void {
  const result = dnsLabel.safeParse(name);
  if (!result.success) throw invalidField("name", result.error.issues[0]?.message ?? "is no name");
}
