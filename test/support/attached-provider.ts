import type { ProviderServer } from "../../provider/framework/server.ts";
import { serveForReattach } from "../../provider/plugin/serve.ts";
import { protocolVersion } from "../../provider/protocol/cookie.ts";
import { createHandlers } from "../../provider/protocol/handlers.ts";
import { reattachProviders } from "../../provider/protocol/reattach.ts";
import { openWorkspace, type Workspace } from "./terraform.ts";

/** A provider in this process, which the real terraform attaches to. */
export interface Attached extends AsyncDisposable {
  /** A folder with this configuration, beside the block that requires the provider. */
  readonly workspace: (configuration: string, env?: Readonly<Record<string, string>>) => Workspace;
}

/** @param source as a configuration names it, for example `jeton/jeton` */
export async function attachProvider(source: string, server: ProviderServer): Promise<Attached> {
  const handlers = createHandlers(server);
  const { config, close } = await serveForReattach({ protocolVersion, environment: {}, handlers });
  const name = source.split("/").at(-1) ?? source;
  const header = `terraform {\n  required_providers {\n    ${name} = { source = "${source}" }\n  }\n}\n`;
  return {
    workspace: (configuration, env = {}) =>
      openWorkspace({
        env: { TF_REATTACH_PROVIDERS: reattachProviders(source, config), ...env },
        files: { "versions.tf": header, "main.tf": configuration },
      }),
    [Symbol.asyncDispose]: close,
  };
}
