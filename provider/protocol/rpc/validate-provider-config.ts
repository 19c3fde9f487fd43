import { configFromWire } from "../from-wire/dynamic-value.ts";
import { onlyDiagnostics, rpc } from "../rpc.ts";
import { diagnosticsToWire } from "../to-wire/diagnostic.ts";

export const validateProviderConfig = rpc("ValidateProviderConfig", {
  call: async ({ server, types }, request) => {
    const config = configFromWire(types.provider(), request.config);
    const { diagnostics } = await server.validateProvider(config);
    return { diagnostics: diagnosticsToWire(diagnostics) };
  },
  failed: onlyDiagnostics,
});
