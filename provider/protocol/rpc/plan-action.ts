import { configFromWire } from "../from-wire/dynamic-value.ts";
import { onlyDiagnostics, rpc } from "../rpc.ts";
import { deferral } from "../to-wire/deferred.ts";
import { diagnosticsToWire } from "../to-wire/diagnostic.ts";

export const planAction = rpc("PlanAction", {
  call: async ({ server, types }, request) => {
    const { action_type: type, config } = request;
    const planned = await server.planAction(type, configFromWire(types.of("actions", type), config));
    return { diagnostics: diagnosticsToWire(planned.diagnostics), deferred: deferral(server, request) };
  },
  failed: onlyDiagnostics,
});
