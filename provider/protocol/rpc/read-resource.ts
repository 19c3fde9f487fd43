import { objectFromWire } from "../from-wire/dynamic-value.ts";
import { rpc } from "../rpc.ts";
import { deferral } from "../to-wire/deferred.ts";
import { diagnosticsToWire } from "../to-wire/diagnostic.ts";
import { valueToWire } from "../to-wire/dynamic-value.ts";
import { identityToWire } from "../to-wire/identity.ts";

export const readResource = rpc("ReadResource", {
  call: async (context, request) => {
    const { server, types } = context;
    const { type_name, current_state, private: privateData, current_identity } = request;
    const type = types.of("resources", type_name);
    const current = objectFromWire(type, current_state);
    if (!current) return { new_state: current_state, private: privateData };
    const deferred = deferral(server, request);
    if (deferred) {
      return { new_state: current_state, private: privateData, new_identity: current_identity, deferred };
    }
    const read = await server.read(type_name, current, privateData);
    return {
      new_state: valueToWire(type, read.state),
      new_identity: identityToWire(context, type_name, read.state),
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
