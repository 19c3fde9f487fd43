import { createServer } from "../../provider/framework/create-server.ts";
import type { Resource } from "../../provider/framework/resource.ts";
import type { ProviderServer } from "../../provider/framework/server.ts";

interface VaultSecret {
  readonly mount: string;
  readonly name: string;
  readonly data_json_wo: string | null;
  readonly data_json_wo_version: number;
}

/** A vault's provider, as far as it takes what Terraform may not keep. */
export interface ToyVault {
  readonly server: ProviderServer;
  /** What it was given last, by name. */
  readonly kept: ReadonlyMap<string, string>;
}

export function toyVault(): ToyVault {
  const kept = new Map<string, string>();
  const keep = ({ config }: { readonly config: VaultSecret }) => {
    kept.set(config.name, config.data_json_wo ?? "");
    return { state: {} };
  };
  const secret: Resource<null, VaultSecret> = {
    typeName: "vault_kv_secret_v2",
    schema: {
      version: 0,
      description: "A secret.",
      attributes: {
        mount: { type: "string", description: "Where.", required: true },
        name: { type: "string", description: "By which it is known.", required: true },
        data_json_wo: { type: "string", description: "What.", optional: true, writeOnly: true },
        data_json_wo_version: { type: "number", description: "Another one sends it again.", required: true },
      },
    },
    create: keep,
    read: (state) => ({ state }),
    update: keep,
    delete: () => ({}),
    importState: (name) => ({ state: { name } }),
  };
  const provider = {
    schema: { version: 0, description: "A toy.", attributes: {} },
    configure: () => ({ client: null }),
  };
  return { server: createServer<null>({ provider, resources: [secret] }), kept };
}
