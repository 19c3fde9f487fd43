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

/** The whole provider, but for the wire. */
export function createJeton(environment: Environment): ProviderServer {
  const provider = providerOf(environment, manifest.version);
  return createServer({
    provider,
    resources,
    dataSources,
    ephemeralResources,
    functions,
    listResources,
    actions,
  });
}
