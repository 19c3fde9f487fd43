import type { FunctionSchema } from "../../framework/attribute.ts";
import type { ProviderServer } from "../../framework/server.ts";
import { valueFromWire } from "../from-wire/dynamic-value.ts";
import { rpc } from "../rpc.ts";
import { valueToWire } from "../to-wire/dynamic-value.ts";

/** Functions run in a process of their own that was never configured. */
export const callFunction = rpc("CallFunction", {
  call: async ({ server }, request) => {
    const { parameters, variadic, returns } = functionOf(server, request.name);
    const given = request.arguments.map((argument, index) => {
      const parameter = parameters[index] ?? variadic;
      if (parameter === undefined)
        throw new TypeError(`${request.name} takes ${parameters.length} arguments.`);
      return valueFromWire(parameter.type, argument);
    });
    // One that is absent is null, as everywhere on the wire.
    const args = [...given, ...parameters.slice(given.length).map(() => null)];
    const called = await server.callFunction(request.name, args);
    if ("result" in called) return { result: valueToWire(returns, called.result) };
    const argument = called.argument === undefined ? undefined : BigInt(called.argument);
    return { error: { text: called.error, function_argument: argument } };
  },
  failed: ([diagnostic]) => ({ error: { text: diagnostic?.detail } }),
});

function functionOf(server: ProviderServer, name: string): FunctionSchema {
  const { functions } = server.schema();
  const found = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (!found) throw new Error(`This provider has no function ${name}.`);
  return found;
}
