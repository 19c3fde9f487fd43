import { openapiDocument } from "../contract/openapi.ts";
import type { EdgeOperation } from "../domain/caller.ts";
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
}: {
  /** Rejects with a Problem `unavailable` while the server cannot answer. */
  readonly ready: () => Promise<void>;
  readonly signIn: Answer;
  readonly version: string;
  readonly publicUrl: string | undefined;
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
    "oauth-metadata": (exchange) => exchange.json(oauthMetadata(publicUrl)),
    "authzen-metadata": (exchange) => exchange.json(authzenMetadata(publicUrl)),
    "session.create": signIn,
  };
}
