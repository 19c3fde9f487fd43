import { expect, test } from "vitest";
import { startServer } from "../../support/server.ts";

const path = "/.well-known/oauth-authorization-server";

test("says where the OAuth operations are, by the address that was set, whatever the request calls the server", async () => {
  await using server = await startServer({ JETON_PUBLIC_URL: "https://jeton.example.org/tokens/" });
  const reply = await server.send({ path, token: undefined, headers: { host: "attacker.example.org" } });
  expect([reply.status, reply.json()]).toEqual([
    200,
    {
      issuer: "https://jeton.example.org/tokens",
      token_endpoint: "https://jeton.example.org/tokens/oauth/token",
      revocation_endpoint: "https://jeton.example.org/tokens/oauth/revoke",
      introspection_endpoint: "https://jeton.example.org/tokens/oauth/introspect",
      jwks_uri: "https://jeton.example.org/tokens/.well-known/jwks.json",
      grant_types_supported: ["urn:ietf:params:oauth:grant-type:token-exchange"],
      response_types_supported: [],
      token_endpoint_auth_methods_supported: ["none"],
      revocation_endpoint_auth_methods_supported: ["none", "Bearer"],
      introspection_endpoint_auth_methods_supported: ["Bearer"],
      subject_token_types_supported: [
        "urn:ietf:params:oauth:token-type:id_token",
        "urn:ietf:params:oauth:token-type:jwt",
      ],
      requested_token_types_supported: [
        "urn:ietf:params:oauth:token-type:access_token",
        "urn:ietf:params:oauth:token-type:jwt",
      ],
      access_token_signing_alg_values_supported: ["ES256"],
    },
  ]);
});

test("a server without an address says that it has none to tell", async () => {
  await using server = await startServer();
  const reply = await server.send({ path, token: undefined });
  expect([reply.status, reply.problem().code]).toEqual([404, "not_configured"]);
  expect(reply.problem().detail).toContain("JETON_PUBLIC_URL");
});
