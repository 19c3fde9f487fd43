import { project } from "../../contract/nouns/project.ts";
import { roleBinding } from "../../contract/nouns/role-binding.ts";
import { Problem } from "../../contract/problem.ts";
import type { UseCases } from "../caller.ts";
import type { Change } from "../context.ts";
import type { Dependencies } from "../dependencies.ts";
import { demandFree, edit, insert, made } from "../edit.ts";
import { demand, findFor, type Resource, scopeNamed } from "../resource.ts";
import { endTokens } from "../end-tokens.ts";
import { subjectColumns } from "../principal.ts";
import { ancestorNames, isAtOrBelow, type Scope, systemScope } from "../scopes.ts";
import type { AuditEntry } from "../store.ts";
import { changing, creating, entry, lookUps, shownAgain } from "../use-case.ts";

const projectResource: Resource<typeof project, "projects"> = {
  noun: project,
  kind: "projects",
  scopeId: ({ id }) => id,
  scopeColumn: "id",
  nameOf: ({ name }) => name,
  /** A project is one's own where one has a role. */
  isOwn: ({ rights }, { id }) => rights.grants.some(({ scope }) => scope.id === id),
  find: async (_, reference) => (reference.by === "name" ? { name: reference.name } : undefined),
  where: async (_, { name }) => ({ name: name as string | undefined }),
  show: async (row) => row,
};

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
    "project.delete": changing(deps, async (change, { id }) => {
      const { row } = await findFor(change, projectResource, { id, needs: "jeton.project:delete" });
      await demandEmpty(change, row);
      const bindings = await change.rows.role_bindings.list({ project_id: row.id });
      const policies = await change.rows.policies.list({ project_id: row.id });
      const ended = await endTokens(change, { project_id: row.id });
      await change.rows.policies.delete({ project_id: row.id });
      await change.rows.role_bindings.delete({ project_id: row.id });
      await change.rows.projects.delete({ id: row.id });
      const gone = [
        ...bindings.map(({ id }) => entry("role_binding.delete", id)),
        ...policies.map(({ id }) => entry("policy.delete", id)),
      ];
      return { result: undefined, entries: [...ended, ...gone, entry("project.delete", row.id)] };
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

async function demandEmpty({ rows }: Change, { id, name }: { id: string; name: string }): Promise<void> {
  const live = { project_id: id, revoked_at: null, deleted_at: null };
  const content = {
    project: await rows.projects.list({ name: { startsWith: `${name}.` } }, { limit: 1 }),
    "service account": await rows.service_accounts.list({ project_id: id }, { limit: 1 }),
    role: await rows.roles.list({ project_id: id }, { limit: 1 }),
    token: await rows.tokens.list(live, { limit: 1 }),
  };
  for (const [title, [first]] of Object.entries(content)) {
    if (!first) continue;
    const detail = `\`${name}\` is not empty: it holds the ${title} \`${first.name}\`; delete what is in it first`;
    throw new Problem("in_use", detail);
  }
}
