import { configFromWire } from "../from-wire/dynamic-value.ts";
import { onlyDiagnostics, rpc } from "../rpc.ts";
import { diagnosticsToWire } from "../to-wire/diagnostic.ts";

export const validateListResourceConfig = rpc("ValidateListResourceConfig", {
  call: async ({ server, types }, { type_name, config }) => {
    const type = types.of("listResources", type_name);
    const { diagnostics } = await server.validateList(type_name, configFromWire(type, config));
    return { diagnostics: diagnosticsToWire(diagnostics) };
  },
  failed: onlyDiagnostics,
});
