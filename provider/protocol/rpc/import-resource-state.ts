import { error } from "../../framework/diagnostic.ts";
import { onlyDiagnostics, rpc } from "../rpc.ts";
import { diagnosticsToWire } from "../to-wire/diagnostic.ts";
import { valueToWire } from "../to-wire/dynamic-value.ts";

/** What comes back is a first idea of the object; Terraform reads it right after. */
export const importResourceState = rpc("ImportResourceState", {
  call: async ({ server, types }, { type_name, id, identity }) => {
    if (identity?.identity_data) return { diagnostics: diagnosticsToWire([byIdentity(type_name)]) };
    const imported = await server.importState(type_name, id);
    const diagnostics = diagnosticsToWire(imported.diagnostics);
    if (!imported.state) return { diagnostics };
    const state = valueToWire(types.of("resources", type_name), imported.state);
    return { imported_resources: [{ type_name, state, private: imported.private }], diagnostics };
  },
  failed: onlyDiagnostics,
});

function byIdentity(type: string) {
  return error(
    `A ${type} is imported by its id`,
    "This resource has no identity attributes. Write `id = ...` in the import block instead of `identity = ...`.",
  );
}
