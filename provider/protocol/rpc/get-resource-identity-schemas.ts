import { onlyDiagnostics, rpc } from "../rpc.ts";

/** No resource has an identity beside its id; saying so spares Terraform 1.12 and later a failed call. */
export const getResourceIdentitySchemas = rpc("GetResourceIdentitySchemas", {
  call: async () => ({}),
  failed: onlyDiagnostics,
});
