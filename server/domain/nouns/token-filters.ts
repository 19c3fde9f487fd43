import { token } from "../../contract/nouns/token.ts";
import type { Context } from "../context.ts";
import { type Asked, conditionsOf } from "../list-filters.ts";
import { scopeFilter } from "../resource.ts";
import type { TokenRow } from "../rows.ts";
import type { Where } from "../store.ts";
import { inState } from "../tokens/token-state.ts";
import { ownerFilters } from "./owner-filters.ts";

/**
 * The tokens that all filters given ask for, tombstones never; `before` is what comes before a filter's name where a
 * refusal points at it.
 */
export async function tokenFilters(context: Context, asked: Asked, before = ""): Promise<Where<TokenRow>> {
  return {
    allOf: [
      await scopeFilter(context, asked["project"], before),
      await ownerFilters(context, asked, before),
      inState(asked["state"], context.now),
      ...conditionsOf<TokenRow>(token.filters, asked),
    ],
    deleted_at: null,
  };
}
