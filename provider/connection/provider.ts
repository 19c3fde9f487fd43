import type { Provider } from "../framework/provider.ts";
import { hasUnknown, type ObjectValue } from "../framework/value.ts";
import type { Connect } from "../from-contract/connect.ts";
import { type Block, blockSchema } from "./block.ts";
import { createConnect } from "./connect.ts";
import { type Environment, readSettings } from "./settings.ts";

/** The provider's own block: where the server is, and with which token. */
export function providerOf(environment: Environment, version: string): Provider<Connect, Block> {
  return {
    schema: blockSchema,
    configure(config, { terraformVersion }) {
      // While planning, the server or its token may yet have to be made; nothing can be asked of it before.
      // The block's type tells its attributes apart; here they are values like any other.
      if (hasUnknown(config as unknown as ObjectValue)) return {};
      // Nothing in it is unknown any more.
      const block = config as Block;
      const settings = readSettings(block, environment);
      const userAgent = `terraform-provider-jeton/${version} terraform/${terraformVersion}`;
      return { client: createConnect({ settings, block, userAgent }) };
    },
  };
}
