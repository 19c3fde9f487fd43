import type { Shown } from "./noun.ts";
import type { NounName, NounOf } from "./nouns/all.ts";
import { jetonTypes } from "./permission.ts";
import { coversPiece } from "./rule-matching.ts";
import type { SYSTEM } from "./text.ts";

type Facts<K extends NounName, F extends keyof Shown<NounOf<K>>> = readonly Pick<Shown<NounOf<K>>, F>[];

/** What the map is drawn from: the lists a client reads. What its caller may not list is left empty. */
export interface AccessLists {
  readonly users: Facts<"user", "id" | "email" | "disabled">;
  readonly serviceAccounts: Facts<"service_account", "id" | "name" | "project" | "disabled">;
  readonly groups: Facts<"group", "id" | "name" | "project">;
  readonly groupMembers: Facts<"group_member", "group_id" | "user_id" | "service_account_id">;
  readonly roles: Facts<"role", "id" | "name" | "project" | "rules">;
  readonly roleBindings: Facts<
    "role_binding",
    "id" | "role_id" | "service_account_id" | "user_id" | "group_id" | "claim" | "project" | "expires_at"
  >;
  readonly resourceTypes: Facts<"resource_type", "name" | "actions">;
}

/** What to draw; absent is all. Each narrows further. */
export interface AccessFilters {
  /** The id of a user or an account (with what it holds by its groups), or of a group (with its members). */
  readonly subject?: string | undefined;
  readonly role?: string | undefined;
  /** A project's name: what holds in it, so also what is bound above it. */
  readonly project?: string | undefined;
  /** Only roles with a rule about this type of resource, and about the action where one is named. */
  readonly resourceType?: string | undefined;
  readonly action?: string | undefined;
}

export const accessKinds = [
  "user",
  "service_account",
  "group",
  "claim",
  "role_binding",
  "role",
  "project",
] as const;
export type AccessKind = (typeof accessKinds)[number];

export interface AccessNode {
  /** The object's own id; of a claim and a project what names it, after `claim:` and `project:`. */
  readonly id: string;
  readonly kind: AccessKind;
  /** An e-mail address, `shop/deployer`, a project's name; the id of what the caller may not read. */
  readonly label: string;
  /** What is to be known of it at once. */
  readonly note?: "disabled" | "expired" | undefined;
}

/**
 * `member` from somebody to a group, `bound` from whom a role is bound to, to the binding, `gives` from it to its role,
 * `in` from it to its project. The last two both begin at the binding: a role's node is shared by all that bind it, and
 * says of none of them where they hold it.
 */
interface AccessEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: "member" | "bound" | "gives" | "in";
}

/** One way somebody holds a role: a row of the table beside the picture. */
interface AccessPath {
  readonly subject: AccessNode;
  /** The group it is held by; null for a binding of one's own. */
  readonly group: AccessNode | null;
  readonly binding: AccessNode;
  readonly role: AccessNode;
  readonly project: AccessNode;
  readonly expiresAt: string | null;
}

export interface AccessMap {
  readonly nodes: readonly AccessNode[];
  readonly edges: readonly AccessEdge[];
  /** Where a group has members the members' rows, else its own. */
  readonly paths: readonly AccessPath[];
  /** How many ways the filters leave; when there are more than `paths`, the map is a part. */
  readonly total: number;
}

interface MapOptions {
  readonly filters?: AccessFilters;
  /** Ways drawn at most: more than some hundreds nobody reads. */
  readonly most?: number;
  readonly now: Date;
}

/**
 * Who holds which role where: from users, accounts, groups and claims over bindings to roles and projects. Rights that
 * tokens narrow, and what a role's tokens hold, are not in it.
 */
export function accessMap(lists: AccessLists, { filters = {}, most = 500, now }: MapOptions): AccessMap {
  const waysOf = waysReader(lists, now);
  const all = lists.roleBindings
    .filter(bindingFilter(lists, filters))
    .flatMap(waysOf)
    .filter(({ subject, group }) => isAbout(filters.subject, subject, group))
    .toSorted(byOrder);
  const paths = all.slice(0, most);
  const nodes = new Map<string, AccessNode>();
  const edges = new Map<string, AccessEdge>();
  const connect = (from: AccessNode, to: AccessNode, kind: AccessEdge["kind"]): void => {
    nodes.set(from.id, from).set(to.id, to);
    edges.set(`${from.id} ${to.id}`, { from: from.id, to: to.id, kind });
  };
  for (const { subject, group, binding, role, project } of paths) {
    if (group) connect(subject, group, "member");
    connect(group ?? subject, binding, "bound");
    connect(binding, role, "gives");
    connect(binding, project, "in");
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()], paths, total: all.length };
}

function isAbout(asked: string | undefined, subject: AccessNode, group: AccessNode | null): boolean {
  return asked === undefined || subject.id === asked || group?.id === asked;
}

type Binding = AccessLists["roleBindings"][number];

/** By project, role and whom it is bound to, so that what is near in the table is near in the picture. */
function byOrder(a: AccessPath, b: AccessPath): number {
  const key = ({ project, role, group, subject, binding }: AccessPath): readonly string[] => [
    project.label,
    role.label,
    (group ?? subject).label,
    subject.label,
    binding.id,
  ];
  const [left, right] = [key(a), key(b)];
  const at = left.findIndex((part, index) => part !== right[index]);
  if (at === -1) return 0;
  return (left[at] ?? "") < (right[at] ?? "") ? -1 : 1;
}

function bindingFilter(lists: AccessLists, filters: AccessFilters): (binding: Binding) => boolean {
  const { role, project, resourceType: type, action } = filters;
  const allowing = type === undefined ? undefined : rolesAbout(lists, type, action);
  return (binding) =>
    (role === undefined || binding.role_id === role) &&
    (project === undefined || holdsIn(binding.project, project)) &&
    (allowing === undefined || allowing.has(binding.role_id));
}

const system: typeof SYSTEM = "system";

/** A binding holds where it is and below, by whole segments. */
function holdsIn(bound: string, project: string): boolean {
  return bound === system || bound === project || project.startsWith(`${bound}.`);
}

/** The ids of the roles with a rule about the type, and the action; whatever names the rule is kept to. */
function rolesAbout(lists: AccessLists, type: string, action: string | undefined): ReadonlySet<string> {
  const own = Object.entries(jetonTypes).find(([name]) => name === type)?.[1];
  const declared = lists.resourceTypes.find(({ name }) => name === type)?.actions ?? [];
  const access = new Map(
    own ? Object.entries(own) : declared.map(({ name, access: known }) => [name, known] as const),
  );
  const roles = lists.roles.filter(({ rules }) =>
    rules.some((rule) => {
      const wide = { ...rule, resource_names: null, ...(action === undefined && { actions: ["*"] }) };
      const piece = { resource_type: type, actions: [action ?? "*"], resource_names: null };
      return coversPiece(wide, piece, (_, asked) => access.get(asked));
    }),
  );
  return new Set(roles.map(({ id }) => id));
}

/** Every way a binding gives its role to somebody. */
function waysReader(lists: AccessLists, now: Date): (binding: Binding) => readonly AccessPath[] {
  const nodes = nodeReader(lists);
  const members = Map.groupBy(lists.groupMembers, ({ group_id: id }) => id);
  return (binding) => {
    const { id, user_id, service_account_id, group_id, claim, expires_at: expiresAt } = binding;
    const hasEnded = expiresAt !== null && new Date(expiresAt) <= now;
    const rest = {
      binding: { id, kind: "role_binding", label: id, note: hasEnded ? "expired" : undefined },
      role: nodes.role(binding.role_id),
      project: { id: `project:${binding.project}`, kind: "project", label: binding.project },
      expiresAt,
    } as const;
    if (group_id === null) {
      const subject = claim ? claimNode(claim) : nodes.principal({ user_id, service_account_id });
      return [{ subject, group: null, ...rest }];
    }
    const group = nodes.group(group_id);
    const inside = members.get(group_id) ?? [];
    if (inside.length === 0) return [{ subject: group, group: null, ...rest }];
    return inside.map((member) => ({ subject: nodes.principal(member), group, ...rest }));
  };
}

interface NodeReader {
  readonly principal: (member: {
    readonly user_id: string | null;
    readonly service_account_id: string | null;
  }) => AccessNode;
  readonly group: (id: string) => AccessNode;
  readonly role: (id: string) => AccessNode;
}

/** Nodes by the ids of what they stand for. What is in no list is known by its id alone. */
function nodeReader({ users, serviceAccounts, groups, roles }: AccessLists): NodeReader {
  const known = new Map<string, AccessNode>();
  const inProject = ({ name, project }: { readonly name: string; readonly project: string }): string =>
    `${project}/${name}`;
  for (const { id, email, disabled } of users) {
    known.set(id, { id, kind: "user", label: email, note: disabled ? "disabled" : undefined });
  }
  for (const { id, disabled, ...account } of serviceAccounts) {
    const note = disabled ? "disabled" : undefined;
    known.set(id, { id, kind: "service_account", label: inProject(account), note });
  }
  for (const { id, ...group } of groups) known.set(id, { id, kind: "group", label: inProject(group) });
  for (const { id, ...role } of roles) known.set(id, { id, kind: "role", label: inProject(role) });
  const read = (kind: AccessKind, id: string): AccessNode => known.get(id) ?? { id, kind, label: id };
  return {
    principal: ({ user_id: user, service_account_id: account }) =>
      user === null ? read("service_account", account ?? "") : read("user", user),
    group: (id) => read("group", id),
    role: (id) => read("role", id),
  };
}

/** Of a claim's values; all of them are on its binding. */
const VALUES_SHOWN = 3;

function claimNode({ issuer, name, values }: NonNullable<Binding["claim"]>): AccessNode {
  const more = values.length - VALUES_SHOWN;
  const shown = [...values.slice(0, VALUES_SHOWN), ...(more > 0 ? [`${String(more)} more`] : [])].join(
    " or ",
  );
  const id = `claim:${JSON.stringify([issuer, name, values])}`;
  return { id, kind: "claim", label: `${name} = ${shown} at ${issuer}` };
}
