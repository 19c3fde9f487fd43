import { configFromWire } from "../from-wire/dynamic-value.ts";
import { onlyDiagnostics, type Rpc, rpc } from "../rpc.ts";
import { diagnosticsToWire } from "../to-wire/diagnostic.ts";

/** The RPCs that ask no more than whether a configuration will do, with the kind it is of and whom they ask. */
const asked = {
  ValidateDataResourceConfig: ["dataSources", "validateDataSource"],
  ValidateEphemeralResourceConfig: ["ephemeralResources", "validateEphemeral"],
  ValidateListResourceConfig: ["listResources", "validateList"],
  ValidateActionConfig: ["actions", "validateAction"],
} as const;

function validation(name: keyof typeof asked): Rpc {
  const [kind, method] = asked[name];
  return rpc(name, {
    call: async ({ server, types }, { type_name, config }) => {
      const { diagnostics } = await server[method](
        type_name,
        configFromWire(types.of(kind, type_name), config),
      );
      return { diagnostics: diagnosticsToWire(diagnostics) };
    },
    failed: onlyDiagnostics,
  });
}

export const validateDataResourceConfig = validation("ValidateDataResourceConfig");
export const validateEphemeralResourceConfig = validation("ValidateEphemeralResourceConfig");
export const validateListResourceConfig = validation("ValidateListResourceConfig");
export const validateActionConfig = validation("ValidateActionConfig");
