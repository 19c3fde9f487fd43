import type { Route } from "./route.ts";

/** Who somebody is, and what they may do: asked by programs, proxies and clusters in the ways that each of them knows. */
export const decisionRoutes = {
  "access.check": {
    method: "POST",
    path: "/v1/access:check",
    status: 200,
    summary: "Whether the caller, or somebody else, may do each of some things",
    body: "json",
    urgency: "verification",
  },
  "access.explain": {
    method: "POST",
    path: "/v1/access:explain",
    status: 200,
    summary: "Why the caller, or somebody else, may do something, or what is missing",
    body: "json",
  },
  "authzen.evaluation": {
    method: "POST",
    path: "/access/v1/evaluation",
    status: 200,
    summary: "Whether somebody may do something (OpenID AuthZEN 1.0)",
    // Services ask this of others; whom a person may let in is asked by `access:check`.
    credential: "bearer",
    body: "json",
    invalid: "malformed_request",
    urgency: "verification",
  },
  "authzen.evaluations": {
    method: "POST",
    path: "/access/v1/evaluations",
    status: 200,
    summary: "Whether somebody may do each of some things (OpenID AuthZEN 1.0)",
    credential: "bearer",
    body: "json",
    invalid: "malformed_request",
    urgency: "verification",
  },
  "authzen-metadata": {
    method: "GET",
    path: "/.well-known/authzen-configuration",
    status: 200,
    summary: "Where the decisions of OpenID AuthZEN 1.0 are asked for",
    public: true,
    urgency: "verification",
  },
  "forward-auth": {
    method: "GET",
    path: "/v1/forward-auth",
    status: 200,
    summary: "Whether a reverse proxy may let a request pass",
    // A browser sends its cookies with whatever a page makes it ask for, and what is behind the proxy may be changed by it.
    credential: "bearer",
    urgency: "verification",
  },
  introspect: {
    method: "POST",
    path: "/oauth/introspect",
    status: 200,
    summary: "Whether a token is active and whose it is (RFC 7662)",
    permission: "jeton.token:introspect",
    credential: "bearer",
    body: "form",
    urgency: "verification",
  },
  "token-review": {
    method: "POST",
    path: "/v1/token-reviews",
    status: 200,
    summary: "Who sent a token to a Kubernetes cluster (TokenReview of authentication.k8s.io/v1)",
    permission: "jeton.token:introspect",
    credential: "bearer",
    body: "json",
    invalid: "malformed_request",
    urgency: "verification",
  },
} as const satisfies Record<string, Route>;
