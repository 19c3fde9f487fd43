import { configFromWire } from "../from-wire/dynamic-value.ts";
import { streamRpc } from "../rpc.ts";
import { diagnosticsToWire } from "../to-wire/diagnostic.ts";

export const invokeAction = streamRpc("InvokeAction", {
  call: async function* ({ server, types }, { action_type: type, config }) {
    const events = server.invokeAction(type, configFromWire(types.of("actions", type), config));
    for await (const event of events) {
      yield "progress" in event
        ? { progress: { message: event.progress } }
        : { completed: { diagnostics: diagnosticsToWire(event.diagnostics) } };
    }
  },
  failed: (diagnostics) => ({ completed: { diagnostics } }),
});
