import { configFromWire } from "../from-wire/dynamic-value.ts";
import { onlyDiagnostics, rpc } from "../rpc.ts";
import { diagnosticsToWire } from "../to-wire/diagnostic.ts";

export const configureProvider = rpc("ConfigureProvider", {
  call: async ({ server, types }, request) => {
    const config = configFromWire(types.provider(), request.config);
    const client = { terraformVersion: request.terraform_version };
    const { diagnostics } = await server.configure(config, client);
    return { diagnostics: diagnosticsToWire(diagnostics) };
  },
  failed: onlyDiagnostics,
});
