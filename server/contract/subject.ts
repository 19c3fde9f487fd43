/**
 * Who can own a token: the noun whose id the token's `<type>_id` holds, and the letter of its tokens' kind. `user` and
 * `service_account` are somebody, whom roles are bound to; a role is nobody, and its tokens hold the role itself.
 */
export const ownerTypes = ["service_account", "user", "role"] as const;
export type OwnerType = (typeof ownerTypes)[number];

/** Each owner's column, and its field on the wire. */
export type OwnerField = `${OwnerType}_id`;
