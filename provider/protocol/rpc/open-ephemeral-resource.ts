import { configFromWire } from "../from-wire/dynamic-value.ts";
import { onlyDiagnostics, rpc } from "../rpc.ts";
import { diagnosticsToWire } from "../to-wire/diagnostic.ts";
import { valueToWire } from "../to-wire/dynamic-value.ts";
import { timestampToWire } from "../to-wire/timestamp.ts";

export const openEphemeralResource = rpc("OpenEphemeralResource", {
  call: async ({ server, types }, { type_name, config }) => {
    const type = types.of("ephemeralResources", type_name);
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
