import { token } from "../../contract/nouns/token.ts";
import { endTokens } from "../tokens/end-tokens.ts";
import { liveTokensOf, ownerOf } from "../authorization/owner.ts";
import type { Resource } from "../resource.ts";
import { tokenState } from "../tokens/token-state.ts";
import { ownerReferred } from "./owner-resources.ts";
import { tokenFilters } from "./token-filters.ts";

export const tokenResource: Resource<typeof token, "tokens"> = {
  noun: token,
  kind: "tokens",
  scopeId: ({ project_id }) => project_id,
  scopeColumn: "project_id",
  nameOf: ({ name }) => name,
  isOwn: ({ rights }, row) => ownerOf(row).id === rights.subject.id,
  ownWhere: ({ rights: { subject } }) => ({ [`${subject.type}_id`]: subject.id }),
  isSelf: ({ rights }, { id }) => id === rights.token.id,
  isGone: ({ deleted_at }) => deleted_at !== null,
  find: async (context, reference) => {
    if (reference.by !== "owner") return undefined;
    const owner = await ownerReferred(context, reference);
    return owner && { ...liveTokensOf(owner), name: reference.name };
  },
  // Who asks for sessions asks for what is ephemeral.
  where: (context, query) =>
    tokenFilters(context, { ...(query["session"] !== "true" && { ephemeral: "false" }), ...query }),
  admits: async ({ policies, now }, row, { state }) =>
    state === undefined || tokenState(row, now, await policies.at(row.project_id)) === state,
  show: async (row, { scopes, policies, now }) => {
    const {
      project_id,
      within_id,
      kind: _,
      revoked_at: __,
      deleted_at: ___,
      enabled_at: ____,
      authenticated_at: _____,
      ...shown
    } = row;
    const within = within_id === null ? undefined : await scopes.byId(within_id);
    return {
      ...shown,
      project: (await scopes.byId(project_id))?.name ?? project_id,
      within: within?.name ?? within_id,
      state: tokenState(row, now, await policies.at(project_id)),
    };
  },
  remove: (change, rows) => endTokens(change, { id: rows.map(({ id }) => id) }),
};
