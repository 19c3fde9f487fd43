import { onlyDiagnostics, rpc } from "../rpc.ts";
import { diagnosticsToWire } from "../to-wire/diagnostic.ts";
import { timestampToWire } from "../to-wire/timestamp.ts";

export const renewEphemeralResource = rpc("RenewEphemeralResource", {
  call: async ({ server }, { type_name, private: privateData = new Uint8Array() }) => {
    const renewed = await server.renewEphemeral(type_name, privateData);
    return {
      renew_at: renewed.renewAt && timestampToWire(renewed.renewAt),
      private: renewed.private,
      diagnostics: diagnosticsToWire(renewed.diagnostics),
    };
  },
  failed: onlyDiagnostics,
});
