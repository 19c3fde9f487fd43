import { nouns } from "../../contract/nouns/all.ts";
import { token } from "../../contract/nouns/token.ts";
import { liveTokensOf, ownerOf } from "../owner.ts";
import { projectNamed, type Resource } from "../resource.ts";
import { tokenState } from "../token-state.ts";
import { tokenFilters } from "./token-filters.ts";

/** By the id prefix a reference begins with. */
const ownerTypes = new Map([
  [nouns.service_account.idPrefix, "service_account"],
  [nouns.role.idPrefix, "role"],
] as const);

export const tokenResource: Resource<typeof token, "tokens"> = {
  noun: token,
  kind: "tokens",
  scopeId: ({ project_id }) => project_id,
  scopeColumn: "project_id",
  nameOf: ({ name }) => name,
  isOwn: ({ rights }, row) => ownerOf(row).id === rights.subject.id,
  isSelf: ({ rights }, { id }) => id === rights.token.id,
  isGone: ({ deleted_at }) => deleted_at !== null,
  find: async (context, reference) => {
    if (reference.by !== "owner") return undefined;
    const type = ownerTypes.get(reference.owner);
    const where = await projectNamed(context, { ...reference, by: "project", name: reference.ownerName });
    if (!type || !where) return undefined;
    const [owner] = await context.rows[`${type}s`].list(where, { limit: 1 });
    return owner && { ...liveTokensOf({ type, id: owner.id }), name: reference.name };
  },
  where: (context, query) => tokenFilters(context, { ephemeral: "false", ...query }),
  show: async (row, { scopes, now }) => {
    const { project_id, within_id, kind: _, revoked_at: __, deleted_at: ___, ...shown } = row;
    const within = within_id === null ? undefined : await scopes.byId(within_id);
    return {
      ...shown,
      project: (await scopes.byId(project_id))?.name ?? project_id,
      within: within?.name ?? within_id,
      state: tokenState(row, now),
    };
  },
};
