import { nouns } from "../../contract/nouns/all.ts";
import type { Reply } from "../../contract/operations.ts";
import type { Identity } from "../memory/known.ts";
import type { Context } from "../context.ts";
import { tokenResource } from "../nouns/token-resource.ts";
import { identityIn, referenceTo } from "./identity.ts";
import type { Grant } from "./rights.ts";
import type { Scope } from "./scopes.ts";

/** Who the caller is and what its owner holds. Every token may ask this of itself. */
export async function whoami(context: Context): Promise<Reply<"whoami">> {
  const { subject, token, grants } = context.rights;
  const references = await referencesToRoles(context, grants);
  const groups = await groupsOf(context, grants);
  return {
    subject: {
      type: subject.type,
      id: subject.id,
      reference: referenceTo(subject),
      project: subject.scope.name,
    },
    token: await tokenResource.show(token, context),
    grants: grants.map(({ role, rules, scope, expiresAt, groupId }) => ({
      project: scope.name,
      role_id: role.id,
      role: references.get(role.id) ?? role.id,
      rules,
      expires_at: expiresAt,
      group_id: groupId,
      group: groupId === null ? null : (groups.get(groupId)?.reference ?? null),
    })),
  };
}

/** By which people know the roles of grants, by their ids: `role/system/admin`. */
export async function referencesToRoles(
  { scopes }: Context,
  grants: readonly Grant[],
): Promise<ReadonlyMap<string, string>> {
  const places = await scopes.byIds(grants.map(({ role }) => role.project_id));
  return new Map(
    grants.map(({ role: { id, name, project_id: place } }) => [
      id,
      `role/${places.get(place)?.name ?? place}/${name}`,
    ]),
  );
}

/** The groups that grants are held through, by their ids, and where they live. */
export async function groupsOf(
  { rows, scopes }: Context,
  grants: readonly Grant[],
): Promise<ReadonlyMap<string, { readonly reference: string; readonly scope: Scope }>> {
  const ids = grants.flatMap(({ groupId }) => groupId ?? []);
  if (ids.length === 0) return new Map();
  const groups = await rows.groups.list({ id: ids });
  const places = await scopes.byIds(groups.map(({ project_id: place }) => place));
  return new Map(
    groups.flatMap(({ id, name, project_id: place }) => {
      const scope = places.get(place);
      return scope
        ? [[id, { reference: `${nouns.group.idPrefix}/${scope.name}/${name}`, scope }] as const]
        : [];
    }),
  );
}

/** What a reverse proxy may tell its upstream. */
export async function identityOf({ rights, scopes }: Context): Promise<Identity> {
  const { project_id: id } = rights.token;
  return identityIn(rights, (await scopes.byId(id))?.name ?? id);
}
