import { error } from "../../framework/diagnostic.ts";
import { isObject } from "../../framework/value.ts";
import { rawStateFromWire } from "../from-wire/raw-state.ts";
import { onlyDiagnostics, rpc } from "../rpc.ts";
import { diagnosticsToWire } from "../to-wire/diagnostic.ts";
import { valueToWire } from "../to-wire/dynamic-value.ts";
import { identityToWire } from "../to-wire/identity.ts";

/** Asked only about a `moved` block that changes a resource's type or provider; else Terraform moves by itself. */
export const moveResourceState = rpc("MoveResourceState", {
  call: async (context, request) => {
    const { server, types } = context;
    const { target_type_name: target, source_type_name: type } = request;
    const wireType = types.of("resources", target);
    // What another type stored has another form, of which nothing is known here.
    const state = rawStateFromWire(type === target ? wireType : { object: {} }, request.source_state);
    if (!isObject(state)) return { diagnostics: diagnosticsToWire([flatState(type)]) };
    const moved = await server.moveState(target, {
      provider: request.source_provider_address,
      type,
      version: Number(request.source_schema_version),
      state,
    });
    return {
      ...(moved.state && {
        target_state: valueToWire(wireType, moved.state),
        target_private: moved.private,
        target_identity: identityToWire(context, target, moved.state),
      }),
      diagnostics: diagnosticsToWire(moved.diagnostics),
    };
  },
  failed: onlyDiagnostics,
});

function flatState(type: string) {
  return error(`The state of this ${type} cannot be read`, "It holds no attributes in JSON.");
}
