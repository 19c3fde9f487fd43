import type { Provider } from "../framework/provider.ts";
import { hasUnknown, type ObjectValue } from "../framework/value.ts";
import type { Connect } from "../from-contract/connect.ts";
import { type Block, blockSchema } from "./block.ts";
import { type Connection, createConnection } from "./connect.ts";
import { type Environment, readSettings } from "./settings.ts";

/** The provider's own block: where the server is, and with which token. */
export function providerOf(
  environment: Environment,
  version: string,
): { readonly provider: Provider<Connect, Block>; readonly close: () => Promise<void> } {
  // A process that Terraform only attaches to is configured by each command.
  const connections: Connection[] = [];
  const provider: Provider<Connect, Block> = {
    schema: blockSchema,
    configure(config, { terraformVersion }) {
      // While planning, the server or its token may yet have to be made; nothing can be asked of it before.
      // The block's type tells its attributes apart; here they are values like any other.
      if (hasUnknown(config as unknown as ObjectValue)) return {};
      // Nothing in it is unknown any more.
      const block = config as Block;
      const settings = readSettings(block, environment);
      const userAgent = `terraform-provider-jeton/${version} terraform/${terraformVersion}`;
      const connection = createConnection({ settings, block, environment, userAgent });
      connections.push(connection);
      return { client: connection.connect };
    },
  };
  return {
    provider,
    close: async () => {
      await Promise.all(connections.splice(0).map((connection) => connection.close()));
    },
  };
}
