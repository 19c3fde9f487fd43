/**
 * Jeton's own resource types and their actions, each a read or a write. A permission is `type:action`; rules, operations
 * and the built-in roles are all written in these words, and a pair that is not here does not compile.
 */
export const jetonTypes = {
  "jeton.project": { read: "read", create: "write", update: "write", delete: "write" },
  "jeton.user": { read: "read", create: "write", update: "write", delete: "write" },
  "jeton.service-account": { read: "read", create: "write", update: "write", delete: "write" },
  "jeton.group": { read: "read", create: "write", update: "write", delete: "write" },
  "jeton.group-member": { read: "read", create: "write", delete: "write" },
  "jeton.role": { read: "read", create: "write", update: "write", delete: "write" },
  "jeton.role-binding": { read: "read", create: "write", delete: "write" },
  "jeton.resource-type": { read: "read", create: "write", update: "write", delete: "write" },
  "jeton.policy": { read: "read", create: "write", update: "write", delete: "write" },
  "jeton.token": {
    read: "read",
    introspect: "read",
    create: "write",
    update: "write",
    approve: "write",
    rotate: "write",
    transfer: "write",
    revoke: "write",
    delete: "write",
  },
  "jeton.trust-policy": { read: "read", create: "write", update: "write", delete: "write" },
  "jeton.identity-provider": { read: "read", create: "write", update: "write", delete: "write" },
  "jeton.user-identity": { read: "read", create: "write", delete: "write" },
  "jeton.webhook": { read: "read", create: "write", update: "write", delete: "write" },
  "jeton.declaration": { read: "read", apply: "write", delete: "write" },
  "jeton.access": { explain: "read" },
  "jeton.audit-event": { read: "read" },
  "jeton.metrics": { read: "read" },
} as const satisfies Record<string, Record<string, "read" | "write">>;

export type JetonType = keyof typeof jetonTypes;
/** The types of what there is to be read: those of nouns. */
export type NounType = {
  [T in JetonType]: "read" extends keyof (typeof jetonTypes)[T] ? T : never;
}[JetonType];
export type Permission = { [T in JetonType]: `${T}:${keyof (typeof jetonTypes)[T] & string}` }[JetonType];
export type Access = "read" | "write";

/** The prefix of every type above; nobody may declare one with it. */
export const RESERVED_PREFIX = "jeton";

export const ALL_ACTIONS = "*";
export const READ_ACTIONS = "@read";
export const WRITE_ACTIONS = "@write";
/** A resource name in a rule that stands for what the caller owns. */
export const OWN = "@own";
export const ALL_TYPES = "*";
/** A resource type in a rule that stands for every type users declared, and none of Jeton's own. */
export const DECLARED_TYPES = "@declared";
