import { configFromWire } from "../from-wire/dynamic-value.ts";
import { streamRpc } from "../rpc.ts";
import { diagnosticsToWire } from "../to-wire/diagnostic.ts";
import { valueToWire } from "../to-wire/dynamic-value.ts";
import { identityToWire } from "../to-wire/identity.ts";

/** Terraform ends the call when it has as many as it wants. */
export const listResource = streamRpc("ListResource", {
  call: async function* (context, { type_name, config, limit, include_resource_object: withObject }) {
    const { server, types } = context;
    const asked = configFromWire(types.of("listResources", type_name), config);
    const found = server.list(type_name, { config: asked, limit: Number(limit) });
    for await (const { displayName, state, diagnostics } of found) {
      yield {
        display_name: displayName,
        identity: identityToWire(context, type_name, state),
        ...(withObject && state && { resource_object: valueToWire(types.of("resources", type_name), state) }),
        diagnostic: diagnosticsToWire(diagnostics),
      };
    }
  },
  failed: (diagnostics) => ({ diagnostic: diagnostics }),
});
