import { project } from "../../contract/nouns/project.ts";
import { roleBinding } from "../../contract/nouns/role-binding.ts";
import { Problem } from "../../contract/problem.ts";
import type { UseCases } from "../caller.ts";
import type { Change } from "../context.ts";
import type { Dependencies } from "../dependencies.ts";
import { demandFree, edit, insert, made, removeRows } from "../edit.ts";
import { keepingAnAdmin } from "../authorization/last-admin.ts";
import { demand, filteredBy, findFor, type Resource, scopeNamed } from "../resource.ts";
import { subjectColumns } from "../authorization/principal.ts";
import type { ProjectRow } from "../rows.ts";
import { ancestorNames, isAtOrBelow, type Scope, systemScope } from "../authorization/scopes.ts";
import type { AuditEntry } from "../store.ts";
import { changing, creating, entry, lookUps, shownAgain } from "../use-case.ts";
import { contents, demandEach } from "./project-contents.ts";

export const projectResource: Resource<typeof project, "projects"> = {
  noun: project,
  kind: "projects",
  scopeId: ({ id }) => id,
  scopeColumn: "id",
  nameOf: ({ name }) => name,
  /** A project is one's own where one has a role. */
  isOwn: ({ rights }, { id }) => rights.grants.some(({ scope }) => scope.id === id),
  ownWhere: ({ rights }) => ({ id: rights.grants.map(({ scope }) => scope.id) }),
  find: async (_, reference) => (reference.by === "name" ? { name: reference.name } : undefined),
  where: filteredBy(project),
  show: async (row) => row,
  remove: (change, rows) => removeRows(change, projectResource, rows),
};

/** How many objects one call ends at most, since all of it is one transaction. */
const MOST_DELETED = 10_000;

export function projects(deps: Dependencies): Pick<UseCases, Extract<keyof UseCases, `project.${string}`>> {
  return {
    "project.create": creating(deps, "project.create", {
      work: async (change, { body }) => {
        const parent = await parentOf(change, body.name);
        demand(change, "jeton.project:create", { scope: parent, name: body.name });
        await demandFree(change, projectResource, { where: { name: body.name }, name: body.name });
        const row = { ...made(deps, change, project), ...body };
        const written = await insert(change, projectResource, row);
        return {
          ...written,
          entries: [...written.entries, ...(await bindCreator(deps, change, { row, parent }))],
        };
      },
      again: shownAgain(projectResource),
    }),
    ...lookUps(deps, "project", projectResource),
    "project.update": changing(deps, async (change, { id, body }) => {
      const { row } = await findFor(change, projectResource, { id, needs: "jeton.project:update" });
      return edit(change, projectResource, { row, patch: body });
    }),
    "project.delete": changing(deps, async (change, { id, query }) => {
      const { row } = await findFor(change, projectResource, { id, needs: "jeton.project:delete" });
      const below = await change.rows.projects.list({ name: { startsWith: `${row.name}.` } });
      const rows = [row, ...below];
      await (query.cascade ? demandEndable(change, rows) : demandEmpty(change, row, below.length));
      return keepingAnAdmin(change, async () => ({
        result: undefined,
        entries: await deleteAll(change, rows),
      }));
    }),
  };
}

async function parentOf(change: Change, name: string): Promise<Scope> {
  const [parent] = ancestorNames(name);
  return parent === undefined ? systemScope : scopeNamed(change, { pointer: "/name", name: parent });
}

/**
 * Whoever may create a project administers it: the one exception to the rule that nobody grants what they lack, and
 * harmless since the project is new and empty.
 */
async function bindCreator(
  deps: Dependencies,
  change: Change,
  { row, parent }: { row: { readonly id: string }; parent: Scope },
): Promise<readonly AuditEntry[]> {
  const { subject, grants } = change.rights;
  const administers = grants.some(
    ({ role, scope, expiresAt }) =>
      role.id === "role_admin" && expiresAt === null && isAtOrBelow(parent, scope.id),
  );
  if (subject.type === "role" || administers) return [];
  const whose = subjectColumns({ type: subject.type, id: subject.id });
  const binding = { ...made(deps, change, roleBinding), ...whose, role_id: "role_admin", project_id: row.id };
  await change.rows.role_bindings.insert({ ...binding, expires_at: null });
  return [entry("role_binding.create", binding.id, { role_id: "role_admin", ...whose })];
}

/** @throws Problem `in_use` with how many there are of each kind of object in it */
async function demandEmpty(change: Change, { id, name }: ProjectRow, below: number): Promise<void> {
  const holds: Record<string, number> = below > 0 ? { [project.name]: below } : {};
  for (const { noun, countKeeping } of contents) {
    const count = await countKeeping(change.rows, id);
    if (count > 0) holds[noun.name] = count;
  }
  if (Object.keys(holds).length === 0) return;
  const detail = `\`${name}\` is not empty: it holds ${inWords(holds)}; delete what is in it first, or all of it with \`cascade=true\``;
  throw new Problem("in_use", detail, { holds });
}

/** @throws Problem `forbidden` when one of them, or of what is in them, is not the caller's to delete; `in_use` for too many */
async function demandEndable(change: Change, rows: readonly ProjectRow[]): Promise<void> {
  await demandEach(change, projectResource, rows);
  const ids = rows.map(({ id }) => id);
  let room = MOST_DELETED - ids.length;
  for (const content of contents) {
    if (room >= 0) room -= await content.demandAll(change, ids, room + 1);
  }
  if (room < 0) {
    const most = `one call deletes at most ${String(MOST_DELETED)} objects`;
    throw new Problem("in_use", `${most}; delete some of what is in it first`);
  }
}

/** Ends projects and all that is in them. */
async function deleteAll(change: Change, rows: readonly ProjectRow[]): Promise<readonly AuditEntry[]> {
  const ids = rows.map(({ id }) => id);
  const entries: AuditEntry[] = [];
  for (const content of contents) entries.push(...(await content.removeAll(change, ids)));
  // The innermost first, as somebody would who deletes them one by one.
  const inwards = rows.toSorted((a, b) => (a.name < b.name ? 1 : -1));
  return [...entries, ...(await projectResource.remove(change, inwards))];
}

function inWords(holds: Readonly<Record<string, number>>): string {
  return Object.entries(holds)
    .map(([name, count]) => {
      const title = name.replaceAll("_", " ");
      return `${String(count)} ${count === 1 ? title : `${title.replace(/y$/, "ie")}s`}`;
    })
    .join(", ");
}
