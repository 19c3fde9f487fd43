import type { TokenRow } from "./rows.ts";
import type { Where } from "./store.ts";

/** Who owns a token, as its row says. */
export interface Owner {
  readonly type: "service_account" | "role";
  readonly id: string;
}

export function ownerOf(token: Pick<TokenRow, "service_account_id" | "role_id">): Owner {
  return token.service_account_id === null
    ? { type: "role", id: token.role_id ?? "" }
    : { type: "service_account", id: token.service_account_id };
}

/** The columns that name an owner: one of them, the other null. */
export function ownerColumns({ type, id }: Owner): Pick<TokenRow, "service_account_id" | "role_id"> {
  return type === "role"
    ? { service_account_id: null, role_id: id }
    : { service_account_id: id, role_id: null };
}

/** The tokens that hold their name: an owner's, not revoked and not deleted. */
export function liveTokensOf(owner: Owner): Where<TokenRow> {
  return { ...ownerColumns(owner), revoked_at: null, deleted_at: null };
}
