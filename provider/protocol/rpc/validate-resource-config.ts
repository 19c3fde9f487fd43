import { configFromWire } from "../from-wire/dynamic-value.ts";
import { onlyDiagnostics, rpc } from "../rpc.ts";
import { diagnosticsToWire } from "../to-wire/diagnostic.ts";

export const validateResourceConfig = rpc("ValidateResourceConfig", {
  call: async ({ server, types }, { type_name, config, client_capabilities }) => {
    const type = types.of("resources", type_name);
    const { diagnostics } = await server.validateResource(type_name, configFromWire(type, config), {
      writeOnlyAllowed: client_capabilities?.write_only_attributes_allowed ?? false,
    });
    return { diagnostics: diagnosticsToWire(diagnostics) };
  },
  failed: onlyDiagnostics,
});
