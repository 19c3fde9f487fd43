import { commonEnums, commonMessages } from "./common.ts";
import { schemaEnums, schemaMessages } from "./schema.ts";
import { metadataMessages } from "./metadata.ts";
import { providerMessages } from "./provider.ts";
import { resourceMessages } from "./resource.ts";
import { identityMessages } from "./identity.ts";
import { dataSourceMessages } from "./data-source.ts";
import { ephemeralMessages } from "./ephemeral.ts";
import { functionMessages } from "./function.ts";
import { listMessages } from "./list.ts";
import { actionMessages } from "./action.ts";
import { stateStoreMessages } from "./state-store.ts";

/** Every message of protocol 6.11 (tfplugin6.proto), by its name within the package `tfplugin6`. */
export const messages = {
  ...commonMessages,
  ...schemaMessages,
  ...metadataMessages,
  ...providerMessages,
  ...resourceMessages,
  ...identityMessages,
  ...dataSourceMessages,
  ...ephemeralMessages,
  ...functionMessages,
  ...listMessages,
  ...actionMessages,
  ...stateStoreMessages,
} as const;

/** Every enum, by its name within the package `tfplugin6`. */
export const enums = {
  ...commonEnums,
  ...schemaEnums,
} as const;
