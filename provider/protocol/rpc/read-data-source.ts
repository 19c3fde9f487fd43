import { UNKNOWN } from "../../framework/value.ts";
import { configFromWire } from "../from-wire/dynamic-value.ts";
import { onlyDiagnostics, rpc } from "../rpc.ts";
import { deferral } from "../to-wire/deferred.ts";
import { diagnosticsToWire } from "../to-wire/diagnostic.ts";
import { valueToWire } from "../to-wire/dynamic-value.ts";

export const readDataSource = rpc("ReadDataSource", {
  call: async ({ server, types }, request) => {
    const { type_name, config } = request;
    const type = types.of("dataSources", type_name);
    const deferred = deferral(server, request);
    if (deferred) return { state: valueToWire(type, UNKNOWN), deferred };
    const { state, diagnostics } = await server.readDataSource(type_name, configFromWire(type, config));
    return { state: valueToWire(type, state), diagnostics: diagnosticsToWire(diagnostics) };
  },
  failed: onlyDiagnostics,
});
