import { configFromWire } from "../from-wire/dynamic-value.ts";
import { onlyDiagnostics, rpc } from "../rpc.ts";
import { diagnosticsToWire } from "../to-wire/diagnostic.ts";
import { valueToWire } from "../to-wire/dynamic-value.ts";

export const readDataSource = rpc("ReadDataSource", {
  call: async ({ server, types }, { type_name, config }) => {
    const type = types.of("dataSources", type_name);
    const { state, diagnostics } = await server.readDataSource(type_name, configFromWire(type, config));
    return { state: valueToWire(type, state), diagnostics: diagnosticsToWire(diagnostics) };
  },
  failed: onlyDiagnostics,
});
