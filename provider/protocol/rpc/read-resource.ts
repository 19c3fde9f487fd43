import { objectFromWire } from "../from-wire/dynamic-value.ts";
import { rpc } from "../rpc.ts";
import { diagnosticsToWire } from "../to-wire/diagnostic.ts";
import { valueToWire } from "../to-wire/dynamic-value.ts";

export const readResource = rpc("ReadResource", {
  call: async ({ server, types }, { type_name, current_state, private: privateData }) => {
    const type = types.of("resources", type_name);
    const current = objectFromWire(type, current_state);
    if (!current) return { new_state: current_state, private: privateData };
    const read = await server.read(type_name, current, privateData);
    return {
      new_state: valueToWire(type, read.state),
      private: read.private,
      diagnostics: diagnosticsToWire(read.diagnostics),
    };
  },
  failed: (diagnostics, request) => ({
    diagnostics,
    new_state: request.current_state,
    private: request.private,
  }),
});
