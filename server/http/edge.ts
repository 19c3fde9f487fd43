import { openapiDocument } from "../contract/openapi.ts";
import type { EdgeOperation } from "../domain/caller.ts";
import { KEYS_MAX_AGE } from "../domain/secrets/jwt-keys.ts";
import { type Jwts, signsNothing } from "../domain/secrets/jwts.ts";
import type { Exchange } from "./bindings.ts";
import { authzenMetadata } from "./authzen-metadata.ts";
import { oauthMetadata } from "./oauth-metadata.ts";

type Answer = (exchange: Exchange) => Response | Promise<Response>;

/** The operations that are answered without the domain. */
export function edgeOperations({
  ready,
  signIn,
  version,
  publicUrl,
  jwts,
  providerSigningIn,
}: {
  /** Rejects with a Problem `unavailable` while the server cannot answer. */
  readonly ready: () => Promise<void>;
  readonly signIn: Answer;
  readonly version: string;
  readonly publicUrl: string | undefined;
  readonly jwts: Jwts | null;
  readonly providerSigningIn: Pick<
    Record<EdgeOperation, Answer>,
    "session.providers" | "session.begin" | "session.callback"
  >;
}): Record<EdgeOperation, Answer> {
  let openapi: string | undefined;
  return {
    healthz: (exchange) => exchange.json({ status: "ok" }),
    readyz: async (exchange) => {
      await ready();
      return exchange.json({ status: "ok" });
    },
    openapi: (exchange) => {
      openapi ??= JSON.stringify(openapiDocument(version));
      return exchange.body(openapi, 200, { "Content-Type": "application/json" });
    },
    "authzen-metadata": (exchange) => exchange.json(authzenMetadata(publicUrl)),
    "oauth-metadata": (exchange) => exchange.json(oauthMetadata(publicUrl, jwts !== null)),
    jwks: async (exchange) => {
      if (!jwts) throw signsNothing(publicUrl ?? null);
      const keys = await jwts.jwks();
      exchange.header("Cache-Control", `public, max-age=${String(KEYS_MAX_AGE)}`);
      return exchange.json(keys);
    },
    "session.create": signIn,
    ...providerSigningIn,
  };
}
