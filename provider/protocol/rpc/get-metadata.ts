import { onlyDiagnostics, rpc } from "../rpc.ts";
import { serverCapabilities } from "../to-wire/server-capabilities.ts";

export const getMetadata = rpc("GetMetadata", {
  call: async ({ server }) => {
    const schema = server.schema();
    return {
      server_capabilities: serverCapabilities,
      resources: typeNames(schema.resources),
      data_sources: typeNames(schema.dataSources),
      ephemeral_resources: typeNames(schema.ephemeralResources),
      list_resources: typeNames(schema.listResources),
      actions: typeNames(schema.actions),
      functions: Object.keys(schema.functions).map((name) => ({ name })),
    };
  },
  failed: onlyDiagnostics,
});

function typeNames(schemas: object) {
  return Object.keys(schemas).map((name) => ({ type_name: name }));
}
