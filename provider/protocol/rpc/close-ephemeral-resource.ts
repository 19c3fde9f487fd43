import { onlyDiagnostics, rpc } from "../rpc.ts";
import { diagnosticsToWire } from "../to-wire/diagnostic.ts";

export const closeEphemeralResource = rpc("CloseEphemeralResource", {
  call: async ({ server }, { type_name, private: privateData = new Uint8Array() }) => {
    const { diagnostics } = await server.closeEphemeral(type_name, privateData);
    return { diagnostics: diagnosticsToWire(diagnostics) };
  },
  failed: onlyDiagnostics,
});
