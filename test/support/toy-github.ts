import sodium from "libsodium-wrappers";
import type { DataSource } from "../../provider/framework/data-source.ts";
import { createServer } from "../../provider/framework/create-server.ts";
import type { ProviderServer } from "../../provider/framework/server.ts";
import type { Resource } from "../../provider/framework/resource.ts";

interface ActionsSecret {
  readonly id: string;
  readonly repository: string;
  readonly secret_name: string;
  readonly encrypted_value: string;
}

/** GitHub's provider, as far as it keeps the secrets of Actions: what is sealed for a repository's key, and no more. */
export interface ToyGithub {
  readonly server: ProviderServer;
  /** A new key of every repository, as GitHub makes one when it must. */
  readonly changeKey: () => void;
  /** The text of a secret, as a job would have it. */
  readonly open: (name: string) => string;
}

/** Once `sodium.ready` is. */
export function toyGithub(): ToyGithub {
  const sealed = new Map<string, string>();
  let key = sodium.crypto_box_keypair();
  const required = (description: string) => ({ type: "string", description, required: true }) as const;
  const secret: Resource<null, ActionsSecret> = {
    typeName: "github_actions_secret",
    schema: {
      version: 0,
      description: "A secret of a repository's workflows.",
      attributes: {
        id: { type: "string", description: "Of both names.", computed: true, keepPrior: true },
        repository: required("Whose."),
        secret_name: required("By which workflows know it."),
        encrypted_value: required("Sealed for the repository's key."),
      },
    },
    create: ({ config }) => keep(config),
    read: (state) => ({ state }),
    update: ({ config }) => keep(config),
    delete: () => ({}),
    importState: (id) => ({ state: { id } }),
  };
  const keep = ({ repository, secret_name, encrypted_value }: ActionsSecret) => {
    sealed.set(secret_name, encrypted_value);
    return { state: { id: `${repository}:${secret_name}`, repository, secret_name, encrypted_value } };
  };
  const publicKey: DataSource<null> = {
    typeName: "github_actions_public_key",
    schema: {
      version: 0,
      description: "What secrets of a repository are sealed for.",
      attributes: {
        repository: required("Whose."),
        key: { type: "string", description: "X25519, in base64.", computed: true },
      },
    },
    read: () => ({ state: { key: Buffer.from(key.publicKey).toString("base64") } }),
  };
  const provider = {
    schema: { version: 0, description: "A toy.", attributes: {} },
    configure: () => ({ client: null }),
  };
  return {
    server: createServer<null>({ provider, resources: [secret], dataSources: [publicKey] }),
    changeKey: () => {
      key = sodium.crypto_box_keypair();
    },
    open: (name) => {
      const box = Buffer.from(sealed.get(name) ?? "", "base64");
      return sodium.to_string(sodium.crypto_box_seal_open(box, key.publicKey, key.privateKey));
    },
  };
}
