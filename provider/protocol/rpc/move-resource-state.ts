import { error } from "../../framework/diagnostic.ts";
import type { Request } from "../messages/types.ts";
import { onlyDiagnostics, rpc } from "../rpc.ts";
import { diagnosticsToWire } from "../to-wire/diagnostic.ts";

/** Asked only about a `moved` block that changes a resource's type; within one type Terraform moves by itself. */
export const moveResourceState = rpc("MoveResourceState", {
  call: async (_context, request) => ({ diagnostics: diagnosticsToWire([refusal(request)]) }),
  failed: onlyDiagnostics,
});

function refusal(request: Request<"MoveResourceState">) {
  const { source_type_name: source, target_type_name: target } = request;
  return error(
    `A ${source} cannot become a ${target}`,
    `The two are different kinds of objects (the first is from ${request.source_provider_address}). ` +
      "Take the old one out of the state with a `removed` block or `terraform state rm`, " +
      "and bring the new one in with an `import` block or `terraform import`.",
  );
}
