import type { AnyNoun } from "../../contract/noun.ts";
import type { NounName, NounOf } from "../../contract/nouns/all.ts";
import type { Permission } from "../../contract/permission.ts";
import { Problem } from "../../contract/problem.ts";
import type { Change } from "../context.ts";
import { refusal, readerOf, type Resource, verdict } from "../resource.ts";
import type { AuditEntry, Kinds, Reader, Where } from "../store.ts";
import { declarationResource } from "./declaration-resource.ts";
import { groupMemberResource } from "./group-members.ts";
import { groupResource } from "./groups.ts";
import { policyResource } from "./policies.ts";
import { roleBindingResource } from "./role-bindings.ts";
import { roleResource } from "./roles.ts";
import { serviceAccountResource } from "./service-accounts.ts";
import { tokenResource } from "./token-resource.ts";
import { trustPolicyResource } from "./trust-policies.ts";
import { webhookResource } from "./webhooks.ts";

/** What projects hold of one noun. */
interface Content {
  readonly noun: AnyNoun;
  /** How many objects keep a project from being deleted alone. */
  readonly countKeeping: (rows: Reader, projectId: string) => Promise<number>;
  /**
   * How many there are, once the caller may delete each; `limit` are looked at.
   * @throws Problem `forbidden`
   */
  readonly demandAll: (change: Change, projectIds: readonly string[], limit: number) => Promise<number>;
  readonly removeAll: (change: Change, projectIds: readonly string[]) => Promise<readonly AuditEntry[]>;
}

interface Traits<R> {
  /** Of the rows those that are there: no tombstones. */
  readonly present?: Where<R>;
  /** Of these the ones that keep a project from being deleted alone. */
  readonly keeping?: Where<R>;
}

function content<N extends AnyNoun, K extends keyof Kinds>(
  resource: Resource<N, K>,
  { present = {}, keeping = {} }: Traits<Kinds[K]> = {},
): Content {
  // TypeScript does not see through the kind's type parameter that its rows have a project.
  const within = (projectIds: readonly string[], ...more: readonly Where<Kinds[K]>[]): Where<Kinds[K]> =>
    ({ project_id: projectIds, allOf: [present, ...more] }) as unknown as Where<Kinds[K]>;
  return {
    noun: resource.noun,
    countKeeping: (rows, projectId) => {
      const reader: Reader[K] = rows[resource.kind];
      return reader.count(within([projectId], keeping));
    },
    demandAll: async (change, projectIds, limit) => {
      const rows = await readerOf(change, resource.kind).list(within(projectIds), { limit });
      await demandEach(change, resource, rows);
      return rows.length;
    },
    removeAll: async (change, projectIds) => {
      // Read again: some went with what was removed before.
      const rows = await readerOf(change, resource.kind).list(within(projectIds));
      return resource.remove(change, rows);
    },
  };
}

/**
 * All of them, or it is refused.
 * @throws Problem `forbidden`, naming one that the caller may see and not delete
 */
export async function demandEach<N extends AnyNoun, K extends keyof Kinds>(
  change: Change,
  resource: Resource<N, K>,
  rows: readonly Kinds[K][],
): Promise<void> {
  const scopes = await change.scopes.byIds(rows.map(resource.scopeId));
  // Every noun that can be deleted has this action; permission.test.ts holds it.
  const permission = `${resource.noun.type}:delete` as Permission;
  for (const row of rows) {
    const scope = scopes.get(resource.scopeId(row));
    const object = scope && { row, scope, permission };
    const may = object ? verdict(change, resource, object) : "blind";
    if (may === "may") continue;
    if (!object || may === "blind") {
      throw new Problem(
        "forbidden",
        "it holds what the caller neither sees nor may delete; ask somebody who may",
      );
    }
    const { code, message, needs } = refusal(change, resource, object);
    const detail = `it holds the ${resource.noun.title} \`${row.id}\`, and ${message}; nothing was deleted`;
    throw new Problem(code, detail, needs && { needs });
  }
}

/** The nouns whose objects live in projects. */
type InProject = { [N in NounName]: "project" extends keyof NounOf<N>["fields"] ? N : never }[NounName];

/** All of them, in the order in which they end; it does not compile with a gap. */
const byNoun: Readonly<Record<InProject | "declaration", Content>> = {
  // What it made is looked at by itself.
  declaration: content(declarationResource, { keeping: { anyOf: [] } }),
  service_account: content(serviceAccountResource),
  trust_policy: content(trustPolicyResource),
  webhook: content(webhookResource),
  group: content(groupResource),
  group_member: content(groupMemberResource, { keeping: { anyOf: [] } }),
  role: content(roleResource),
  token: content(tokenResource, { present: { deleted_at: null }, keeping: { revoked_at: null } }),
  // Whoever makes a project is bound there; bindings and policies alone are nothing to keep it for.
  role_binding: content(roleBindingResource, { keeping: { anyOf: [] } }),
  policy: content(policyResource, { keeping: { anyOf: [] } }),
};

export const contents: readonly Content[] = Object.values(byNoun);
