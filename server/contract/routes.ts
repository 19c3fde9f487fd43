import { graphqlRoutes } from "./graphql-routes.ts";
import { oauthRoutes } from "./oauth-routes.ts";
import { crud, type Route } from "./route.ts";
import { decisionRoutes } from "./decision-routes.ts";
import { declarationRoutes } from "./declaration-routes.ts";
import { sessionRoutes } from "./session-routes.ts";
import { webhookRoutes } from "./webhook-routes.ts";

export { bindsToTag, type Route } from "./route.ts";

const everyVerb = ["create", "list", "get", "update", "delete"] as const;

/**
 * Every operation as plain data, so that a client needs no schema library: adding one is a line here and its schemas in
 * operations.ts, which does not compile without them.
 */
export const routes = {
  ...crud("project", "/v1/projects", { type: "jeton.project", verbs: everyVerb }),
  ...crud("user", "/v1/users", { type: "jeton.user", verbs: everyVerb }),
  ...crud("service_account", "/v1/service-accounts", { type: "jeton.service-account", verbs: everyVerb }),
  ...crud("group", "/v1/groups", { type: "jeton.group", verbs: everyVerb }),
  ...crud("group_member", "/v1/group-members", {
    type: "jeton.group-member",
    verbs: ["create", "list", "get", "delete"],
  }),
  ...crud("role", "/v1/roles", { type: "jeton.role", verbs: everyVerb }),
  ...crud("role_binding", "/v1/role-bindings", {
    type: "jeton.role-binding",
    verbs: ["create", "list", "get", "delete"],
  }),
  ...crud("resource_type", "/v1/resource-types", { type: "jeton.resource-type", verbs: everyVerb }),
  ...crud("policy", "/v1/policies", { type: "jeton.policy", verbs: everyVerb }),
  "policy.effective": {
    method: "GET",
    path: "/v1/policies:effective",
    status: 200,
    summary: "Which policy is in force in a project, and whose each of its values is",
  },
  ...crud("token", "/v1/tokens", { type: "jeton.token", verbs: everyVerb }),
  ...crud("trust_policy", "/v1/trust-policies", { type: "jeton.trust-policy", verbs: everyVerb }),
  ...crud("identity_provider", "/v1/identity-providers", {
    type: "jeton.identity-provider",
    verbs: everyVerb,
  }),
  ...crud("user_identity", "/v1/user-identities", {
    type: "jeton.user-identity",
    verbs: ["create", "list", "get", "delete"],
  }),
  ...webhookRoutes,
  "user.leftovers": {
    method: "GET",
    path: "/v1/users/{id}:leftovers",
    status: 200,
    summary: "What a user leaves behind: all that off-boarding ends",
    permission: "jeton.user:read",
  },
  "user.off-board": {
    method: "POST",
    path: "/v1/users/{id}:off-board",
    status: 200,
    summary: "Disable or delete a user, and end all that it leaves behind",
    permission: "jeton.user:delete",
    body: "json",
  },
  "service_account.leftovers": {
    method: "GET",
    path: "/v1/service-accounts/{id}:leftovers",
    status: 200,
    summary: "What a service account leaves behind: all that off-boarding ends",
    permission: "jeton.service-account:read",
  },
  "service_account.off-board": {
    method: "POST",
    path: "/v1/service-accounts/{id}:off-board",
    status: 200,
    summary: "Disable or delete a service account, and end all that it leaves behind",
    permission: "jeton.service-account:delete",
    body: "json",
  },
  "token.rotate": {
    method: "POST",
    path: "/v1/tokens/{id}:rotate",
    status: 200,
    summary: "Give a token a new secret",
    permission: "jeton.token:rotate",
    body: "json",
    repeatable: true,
  },
  "token.rollback": {
    method: "POST",
    path: "/v1/tokens/{id}:rollback",
    status: 200,
    summary: "Take back a token's last rotation, within its grace",
    permission: "jeton.token:rotate",
    body: "json",
    repeatable: true,
  },
  "token.transfer": {
    method: "POST",
    path: "/v1/tokens/{id}:transfer",
    status: 200,
    summary: "Give a token another owner, and a new secret",
    permission: "jeton.token:transfer",
    body: "json",
    repeatable: true,
  },
  "token.revoke": {
    method: "POST",
    path: "/v1/tokens/{id}:revoke",
    status: 200,
    summary: "End a token for good",
    permission: "jeton.token:revoke",
    urgency: "verification",
  },
  "token.approve": {
    method: "POST",
    path: "/v1/tokens/{id}:approve",
    status: 200,
    summary: "Let a pending token work that somebody else asked for",
    permission: "jeton.token:approve",
    body: "json",
  },
  "token.disable": {
    method: "POST",
    path: "/v1/tokens/{id}:disable",
    status: 200,
    summary: "Stop a token until it is enabled",
    permission: "jeton.token:update",
    urgency: "verification",
  },
  "token.enable": {
    method: "POST",
    path: "/v1/tokens/{id}:enable",
    status: 200,
    summary: "Let a disabled token be used again",
    permission: "jeton.token:update",
  },
  "token.bulk-revoke": {
    method: "POST",
    path: "/v1/tokens:bulk-revoke",
    status: 200,
    summary: "End for good all tokens that match, or none",
    permission: "jeton.token:revoke",
    body: "json",
    urgency: "verification",
  },
  "token.statistics": {
    method: "GET",
    path: "/v1/tokens:statistics",
    status: 200,
    summary: "How often tokens were used and requests refused, day by day",
    permission: "jeton.token:read",
  },
  ...declarationRoutes,
  "audit_event.list": {
    method: "GET",
    path: "/v1/audit-events",
    status: 200,
    summary: "List audit events, the newest first",
    permission: "jeton.audit-event:read",
  },
  "audit_event.export": {
    method: "GET",
    path: "/v1/audit-events:export",
    status: 200,
    summary: "Export the whole audit, in its order, as `jeton audit verify` reads it",
    permission: "jeton.audit-event:read",
    stream: true,
  },
  ...sessionRoutes,
  whoami: {
    method: "GET",
    path: "/v1/whoami",
    status: 200,
    summary: "Who the caller is and what it may do",
    urgency: "verification",
  },
  ...graphqlRoutes,
  ...decisionRoutes,
  ...oauthRoutes,
  leaks: {
    method: "POST",
    path: "/v1/leaks",
    status: 200,
    summary: "Report secrets that were found where others read them, which ends their tokens",
    public: true,
    body: "json",
    invalid: "malformed_request",
    urgency: "verification",
  },
  healthz: {
    method: "GET",
    path: "/healthz",
    status: 200,
    summary: "Whether the process runs",
    public: true,
    urgency: "health",
  },
  readyz: {
    method: "GET",
    path: "/readyz",
    status: 200,
    summary:
      "Whether the server can answer: it is not shutting down, its database is there, and is sealed and hashed with what the server was started with",
    public: true,
    urgency: "health",
  },
  metrics: {
    method: "GET",
    path: "/metrics",
    status: 200,
    summary: "What this server process did so far, in the Prometheus text format",
    permission: "jeton.metrics:read",
    replies: "text",
    urgency: "health",
  },
  openapi: {
    method: "GET",
    path: "/openapi.json",
    status: 200,
    summary: "This API as an OpenAPI 3.1 document",
    public: true,
  },
} as const satisfies Record<string, Route>;

export type OperationId = keyof typeof routes;
type PathOf<Id extends OperationId> = (typeof routes)[Id]["path"];

/** The names of a path's `{name}` parameters. */
export type ParamsOf<Id extends OperationId> =
  PathOf<Id> extends `${string}{${infer Name}}${string}` ? { readonly [K in Name]: string } : unknown;

/** The operations in one list, for code that loops over all of them. */
export const operationIds = Object.keys(routes) as readonly OperationId[];
