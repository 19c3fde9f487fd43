import { UNKNOWN } from "../../framework/value.ts";
import { configFromWire } from "../from-wire/dynamic-value.ts";
import { onlyDiagnostics, rpc } from "../rpc.ts";
import { deferral } from "../to-wire/deferred.ts";
import { diagnosticsToWire } from "../to-wire/diagnostic.ts";
import { valueToWire } from "../to-wire/dynamic-value.ts";
import { timestampToWire } from "../to-wire/timestamp.ts";

export const openEphemeralResource = rpc("OpenEphemeralResource", {
  call: async ({ server, types }, request) => {
    const { type_name, config } = request;
    const type = types.of("ephemeralResources", type_name);
    const deferred = deferral(server, request);
    if (deferred) return { result: valueToWire(type, UNKNOWN), deferred };
    const opened = await server.openEphemeral(type_name, configFromWire(type, config));
    return {
      result: valueToWire(type, opened.result),
      renew_at: opened.renewAt && timestampToWire(opened.renewAt),
      private: opened.private,
      diagnostics: diagnosticsToWire(opened.diagnostics),
    };
  },
  failed: onlyDiagnostics,
});
