import { objectFromWire } from "../from-wire/dynamic-value.ts";
import { rpc } from "../rpc.ts";
import { pathToWire } from "../to-wire/attribute-path.ts";
import { deferral } from "../to-wire/deferred.ts";
import { diagnosticsToWire } from "../to-wire/diagnostic.ts";
import { valueToWire } from "../to-wire/dynamic-value.ts";
import { identityToWire } from "../to-wire/identity.ts";

export const planResourceChange = rpc("PlanResourceChange", {
  call: async (context, request) => {
    const { server, types } = context;
    const type = types.of("resources", request.type_name);
    const plan = await server.plan(request.type_name, {
      prior: objectFromWire(type, request.prior_state),
      proposed: objectFromWire(type, request.proposed_new_state),
      config: objectFromWire(type, request.config),
      private: request.prior_private,
    });
    return {
      planned_state: valueToWire(type, plan.planned, types.promises(request.type_name)),
      requires_replace: plan.requiresReplace.map(pathToWire),
      planned_identity: identityToWire(context, request.type_name, plan.planned),
      planned_private: plan.private,
      deferred: deferral(server, request),
      diagnostics: diagnosticsToWire(plan.diagnostics),
    };
  },
  failed: (diagnostics, request) => ({
    diagnostics,
    planned_state: request.prior_state,
    planned_private: request.prior_private,
  }),
});
