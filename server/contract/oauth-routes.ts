import type { Route } from "./route.ts";

/** What OAuth's clients and verifiers ask without a credential of their own. */
export const oauthRoutes = {
  exchange: {
    method: "POST",
    path: "/oauth/token",
    status: 200,
    summary: "Exchange an ID token for a short-lived token of a service account that trusts it (RFC 8693)",
    public: true,
    body: "form",
  },
  revoke: {
    method: "POST",
    path: "/oauth/revoke",
    status: 200,
    summary: "End a token for good, by its text (RFC 7009)",
    public: true,
    body: "form",
    urgency: "verification",
  },
  "oauth-metadata": {
    method: "GET",
    path: "/.well-known/oauth-authorization-server",
    status: 200,
    summary: "Where the OAuth operations are (RFC 8414)",
    public: true,
    urgency: "verification",
  },
  jwks: {
    method: "GET",
    path: "/.well-known/jwks.json",
    status: 200,
    summary: "The public keys of the JWTs that this server signs (RFC 7517)",
    public: true,
    urgency: "verification",
  },
} as const satisfies Record<string, Route>;
