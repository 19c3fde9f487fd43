import manifest from "../package.json" with { type: "json" };
import { providerOf } from "./connection/provider.ts";
import type { Environment } from "./connection/settings.ts";
import { actions } from "./actions/all.ts";
import { dataSources } from "./data-sources/all.ts";
import { ephemeralResources } from "./ephemeral/all.ts";
import { createServer } from "./framework/create-server.ts";
import type { ProviderServer } from "./framework/server.ts";
import { functions } from "./functions/all.ts";
import { listResources } from "./list-resources/all.ts";
import { resources } from "./resources/all.ts";

export interface Jeton extends ProviderServer {
  /** The last thing: revokes what the provider signed in with. */
  close(): Promise<void>;
}

/** The whole provider, but for the wire. */
export function createJeton(environment: Environment): Jeton {
  const { provider, close } = providerOf(environment, manifest.version);
  const server = createServer({
    provider,
    resources,
    dataSources,
    ephemeralResources,
    functions,
    listResources,
    actions,
  });
  return { ...server, close };
}
