import { objectFromWire } from "../from-wire/dynamic-value.ts";
import { rpc } from "../rpc.ts";
import { diagnosticsToWire } from "../to-wire/diagnostic.ts";
import { valueToWire } from "../to-wire/dynamic-value.ts";
import { identityToWire } from "../to-wire/identity.ts";

export const applyResourceChange = rpc("ApplyResourceChange", {
  call: async (context, request) => {
    const { server, types } = context;
    const type = types.of("resources", request.type_name);
    const applied = await server.apply(request.type_name, {
      prior: objectFromWire(type, request.prior_state),
      planned: objectFromWire(type, request.planned_state),
      config: objectFromWire(type, request.config),
      private: request.planned_private,
    });
    return {
      new_state: valueToWire(type, applied.state),
      new_identity: identityToWire(context, request.type_name, applied.state),
      private: applied.private,
      diagnostics: diagnosticsToWire(applied.diagnostics),
    };
  },
  // An object that was there before must not vanish from the state because of a fault of ours.
  failed: (diagnostics, request) => ({
    diagnostics,
    new_state: request.prior_state,
    private: request.planned_private,
  }),
});
