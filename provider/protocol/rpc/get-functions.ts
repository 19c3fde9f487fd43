import { mapObject } from "../../framework/value.ts";
import { onlyDiagnostics, rpc } from "../rpc.ts";
import { functionToWire } from "../to-wire/function.ts";

/** OpenTofu asks here; Terraform reads the same from GetProviderSchema. */
export const getFunctions = rpc("GetFunctions", {
  call: async ({ server }) => ({ functions: mapObject(server.schema().functions, functionToWire) }),
  failed: onlyDiagnostics,
});
