/** Who can own a token: the noun whose id the token's `<type>_id` holds. A role is nobody: its tokens hold the role itself. */
export const ownerTypes = ["service_account", "user", "role"] as const;
export type OwnerType = (typeof ownerTypes)[number];
/** Each owner's column, and its field on the wire. */
export type OwnerField = `${OwnerType}_id`;

/** Somebody: who can be in a group. */
export type PrincipalType = Exclude<OwnerType, "role">;

/** What roles are bound to. */
export type SubjectType = PrincipalType | "group";
export type SubjectField = `${SubjectType}_id`;
