import { mapObject } from "../../framework/value.ts";
import { onlyDiagnostics, rpc } from "../rpc.ts";
import { functionToWire } from "../to-wire/function.ts";
import { schemaToWire } from "../to-wire/schema.ts";
import { serverCapabilities } from "../to-wire/server-capabilities.ts";

/** Called in the first process of a command only, so no other RPC may rely on it. */
export const getProviderSchema = rpc("GetProviderSchema", {
  call: async ({ server }) => {
    const schema = server.schema();
    return {
      provider: schemaToWire(schema.provider),
      resource_schemas: mapObject(schema.resources, schemaToWire),
      data_source_schemas: mapObject(schema.dataSources, schemaToWire),
      ephemeral_resource_schemas: mapObject(schema.ephemeralResources, schemaToWire),
      list_resource_schemas: mapObject(schema.listResources, schemaToWire),
      action_schemas: mapObject(schema.actions, (action) => ({ schema: schemaToWire(action) })),
      functions: mapObject(schema.functions, functionToWire),
      server_capabilities: serverCapabilities,
    };
  },
  failed: onlyDiagnostics,
});
