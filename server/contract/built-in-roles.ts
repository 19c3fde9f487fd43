import {
  ALL_ACTIONS,
  ALL_TYPES,
  DECLARED_TYPES,
  jetonTypes,
  type JetonType,
  OWN,
  READ_ACTIONS,
  WRITE_ACTIONS,
} from "./permission.ts";

/** One allowance: these actions on resources of this type; null names every resource of it, future ones included. */
export interface Rule {
  readonly resource_type: string;
  readonly actions: readonly string[];
  readonly resource_names: readonly string[] | null;
}

/** Who reads the audit sees what everybody does. */
const AUDIT = "jeton.audit-event" satisfies JetonType;

/** One's own tokens, and the projects one has a role in. */
const own: readonly Rule[] = [
  { resource_type: "jeton.token", actions: [ALL_ACTIONS], resource_names: [OWN] },
  { resource_type: "jeton.project", actions: [READ_ACTIONS], resource_names: [OWN] },
];

/**
 * The roles every server has, at system level, never editable. Their ids are the same everywhere, so that configuration
 * can name them before it has met the server.
 */
export const builtInRoles = {
  role_admin: {
    name: "admin",
    description: "Everything, at the scope of the binding and below.",
    rules: [{ resource_type: ALL_TYPES, actions: [ALL_ACTIONS], resource_names: null }],
  },
  role_editor: {
    name: "editor",
    description:
      "Everything on declared resource types; reads Jeton's own and manages service accounts and tokens.",
    rules: [
      { resource_type: DECLARED_TYPES, actions: [ALL_ACTIONS], resource_names: null },
      { resource_type: "jeton.*", actions: [READ_ACTIONS], resource_names: null },
      { resource_type: "jeton.service-account", actions: [WRITE_ACTIONS], resource_names: null },
      { resource_type: "jeton.token", actions: [WRITE_ACTIONS], resource_names: null },
    ],
  },
  role_viewer: {
    name: "viewer",
    description: "Reads everything but the audit.",
    rules: [DECLARED_TYPES, ...Object.keys(jetonTypes).filter((type) => type !== AUDIT)].map((type) => ({
      resource_type: type,
      actions: [READ_ACTIONS],
      resource_names: null,
    })),
  },
  role_user: {
    name: "user",
    description: "Sees the projects it has a role in and manages the tokens it owns.",
    rules: own,
  },
  "role_project-creator": {
    name: "project-creator",
    description: "What `user` may; creates projects and becomes admin of what it creates.",
    rules: [...own, { resource_type: "jeton.project", actions: ["create"], resource_names: null }],
  },
} as const satisfies Record<`role_${string}`, { name: string; description: string; rules: readonly Rule[] }>;

export type BuiltInRoleId = keyof typeof builtInRoles;
