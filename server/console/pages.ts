import {
  IconCategory,
  IconFileCode,
  IconFolder,
  IconGavel,
  IconHeartHandshake,
  IconHelpHexagon,
  IconHistory,
  IconId,
  IconLayoutDashboard,
  IconKey,
  IconLink,
  IconRobot,
  IconShieldLock,
  IconTopologyStar3,
  IconUsers,
  IconUsersGroup,
  IconWebhook,
  type TablerIcon,
} from "@tabler/icons-react";
import type { ComponentType } from "react";

/** Where pages stand together in the navigation, in this order. */
export const groups = ["Overview", "Credentials", "People", "Access", "Scope", "Operations"] as const;

export interface ConsolePage {
  /** With `$name` for parameters. The first segment is none of the API's (`v1`, `oauth`, `access` ...). */
  readonly path: string;
  readonly title: string;
  /** Where it stands in the navigation; absent, other pages lead to it. */
  readonly menu?: { readonly group: (typeof groups)[number]; readonly icon: TablerIcon };
  /** Its code is loaded when somebody opens it. */
  readonly load: () => Promise<ComponentType>;
}

/** Every page of the console: adding one is its file and a line here. Routes and navigation are made from it. */
export const pages: readonly ConsolePage[] = [
  {
    path: "/",
    title: "Overview",
    menu: { group: "Overview", icon: IconLayoutDashboard },
    load: async () => (await import("./pages/overview/overview.tsx")).OverviewPage,
  },
  {
    path: "/tokens",
    title: "Tokens",
    menu: { group: "Credentials", icon: IconKey },
    load: async () => (await import("./pages/tokens.tsx")).TokensPage,
  },
  {
    path: "/tokens/$id",
    title: "Token",
    load: async () => (await import("./pages/token.tsx")).TokenPage,
  },
  {
    path: "/profile",
    title: "My profile",
    load: async () => (await import("./pages/profile.tsx")).ProfilePage,
  },
  {
    path: "/service-accounts",
    title: "Service accounts",
    menu: { group: "Credentials", icon: IconRobot },
    load: async () => (await import("./pages/service-accounts.tsx")).ServiceAccountsPage,
  },
  {
    path: "/service-accounts/$id",
    title: "Service account",
    load: async () => (await import("./pages/service-account.tsx")).ServiceAccountPage,
  },
  {
    path: "/users",
    title: "Users",
    menu: { group: "People", icon: IconUsers },
    load: async () => (await import("./pages/users.tsx")).UsersPage,
  },
  {
    path: "/users/$id",
    title: "User",
    load: async () => (await import("./pages/user.tsx")).UserPage,
  },
  {
    path: "/groups",
    title: "Groups",
    menu: { group: "People", icon: IconUsersGroup },
    load: async () => (await import("./pages/groups.tsx")).GroupsPage,
  },
  {
    path: "/groups/$id",
    title: "Group",
    load: async () => (await import("./pages/group.tsx")).GroupPage,
  },
  {
    path: "/roles",
    title: "Roles",
    menu: { group: "Access", icon: IconShieldLock },
    load: async () => (await import("./pages/roles.tsx")).RolesPage,
  },
  {
    path: "/create-role",
    title: "Create a role",
    load: async () => (await import("./pages/create-role.tsx")).CreateRolePage,
  },
  {
    path: "/roles/$id",
    title: "Role",
    load: async () => (await import("./pages/role.tsx")).RolePage,
  },
  {
    path: "/role-bindings",
    title: "Role bindings",
    menu: { group: "Access", icon: IconLink },
    load: async () => (await import("./pages/role-bindings.tsx")).RoleBindingsPage,
  },
  {
    path: "/trust-policies",
    title: "Trust policies",
    menu: { group: "Credentials", icon: IconHeartHandshake },
    load: async () => (await import("./pages/trust-policies.tsx")).TrustPoliciesPage,
  },
  {
    path: "/policies",
    title: "Policies",
    menu: { group: "Credentials", icon: IconGavel },
    load: async () => (await import("./pages/policies.tsx")).PoliciesPage,
  },
  {
    path: "/identity-providers",
    title: "Identity providers",
    menu: { group: "People", icon: IconId },
    load: async () => (await import("./pages/identity-providers.tsx")).IdentityProvidersPage,
  },
  {
    path: "/identity-providers/$id",
    title: "Identity provider",
    load: async () => (await import("./pages/identity-provider.tsx")).IdentityProviderPage,
  },
  {
    path: "/projects",
    title: "Projects",
    menu: { group: "Scope", icon: IconFolder },
    load: async () => (await import("./pages/projects.tsx")).ProjectsPage,
  },
  {
    path: "/resource-types",
    title: "Resource types",
    menu: { group: "Scope", icon: IconCategory },
    load: async () => (await import("./pages/resource-types.tsx")).ResourceTypesPage,
  },
  {
    path: "/confirmed",
    title: "Confirmed",
    load: async () => (await import("./pages/confirmed.tsx")).ConfirmedPage,
  },
  {
    path: "/cli-login",
    title: "Sign in the command line",
    load: async () => (await import("./pages/cli-login.tsx")).CliLoginPage,
  },
  {
    path: "/check-access",
    title: "Check access",
    menu: { group: "Access", icon: IconHelpHexagon },
    load: async () => (await import("./pages/check-access.tsx")).CheckAccessPage,
  },
  {
    path: "/access-map",
    title: "Access map",
    menu: { group: "Access", icon: IconTopologyStar3 },
    load: async () => (await import("./pages/access-map/access-map.tsx")).AccessMapPage,
  },
  {
    path: "/declarations",
    title: "Declarations",
    menu: { group: "Operations", icon: IconFileCode },
    load: async () => (await import("./pages/declarations/declarations.tsx")).DeclarationsPage,
  },
  {
    path: "/declarations/$id",
    title: "Declaration",
    load: async () => (await import("./pages/declarations/declaration.tsx")).DeclarationPage,
  },
  {
    path: "/plan-declaration",
    title: "Plan a declaration",
    load: async () => (await import("./pages/declarations/plan-declaration.tsx")).PlanDeclarationPage,
  },
  {
    path: "/audit",
    title: "Audit",
    menu: { group: "Operations", icon: IconHistory },
    load: async () => (await import("./pages/audit/audit.tsx")).AuditPage,
  },
  {
    path: "/webhooks",
    title: "Webhooks",
    menu: { group: "Operations", icon: IconWebhook },
    load: async () => (await import("./pages/webhooks.tsx")).WebhooksPage,
  },
  {
    path: "/webhooks/$id",
    title: "Webhook",
    load: async () => (await import("./pages/webhook.tsx")).WebhookPage,
  },
];
