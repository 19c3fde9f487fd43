import { type OwnerField, type OwnerType, ownerTypes } from "../../contract/subject.ts";
import type { TokenRow } from "../rows.ts";
import type { Where } from "../store.ts";

/** Who owns a token, as its row says. */
export interface Owner {
  readonly type: OwnerType;
  readonly id: string;
}

/** The columns that name an owner: one of them, the others null. */
export type OwnerColumns = Pick<TokenRow, OwnerField>;

export function ownerOf(row: OwnerColumns): Owner {
  const type = ownerTypes.find((one) => row[`${one}_id`] !== null) ?? "role";
  return { type, id: row[`${type}_id`] ?? "" };
}

export function ownerColumns({ type, id }: Owner): OwnerColumns {
  return { service_account_id: null, user_id: null, role_id: null, [`${type}_id`]: id };
}

/** The tokens that hold their name: an owner's, not revoked and not deleted. */
export function liveTokensOf(owner: Owner): Where<TokenRow> {
  return { ...ownerColumns(owner), revoked_at: null, deleted_at: null };
}
