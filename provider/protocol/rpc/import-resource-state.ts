import { UNKNOWN } from "../../framework/value.ts";
import { configFromWire } from "../from-wire/dynamic-value.ts";
import { onlyDiagnostics, rpc } from "../rpc.ts";
import { deferral } from "../to-wire/deferred.ts";
import { diagnosticsToWire } from "../to-wire/diagnostic.ts";
import { valueToWire } from "../to-wire/dynamic-value.ts";
import { identityToWire } from "../to-wire/identity.ts";

/** What comes back is a first idea of the object; Terraform reads it right after. */
export const importResourceState = rpc("ImportResourceState", {
  call: async (context, request) => {
    const { server, types } = context;
    const { type_name, id, identity } = request;
    const type = types.of("resources", type_name);
    const deferred = deferral(server, request);
    if (deferred) return { imported_resources: [{ type_name, state: valueToWire(type, UNKNOWN) }], deferred };
    const imported = identity?.identity_data
      ? await server.importByIdentity(
          type_name,
          configFromWire(types.of("identities", type_name), identity.identity_data),
        )
      : await server.importState(type_name, id);
    const diagnostics = diagnosticsToWire(imported.diagnostics);
    if (!imported.state) return { diagnostics };
    const resource = {
      type_name,
      state: valueToWire(type, imported.state),
      private: imported.private,
      identity: identityToWire(context, type_name, imported.state),
    };
    return { imported_resources: [resource], diagnostics };
  },
  failed: onlyDiagnostics,
});
