import type { IdentitySchema } from "../../framework/identity.ts";
import { mapObject } from "../../framework/value.ts";
import type { Encodable } from "../messages/types.ts";
import { onlyDiagnostics, rpc } from "../rpc.ts";
import { typeToBytes } from "../type-json.ts";

/** Asked by Terraform 1.12 and later beside GetProviderSchema. */
export const getResourceIdentitySchemas = rpc("GetResourceIdentitySchemas", {
  call: async ({ server }) => ({ identity_schemas: mapObject(server.schema().identities, identitySchema) }),
  failed: onlyDiagnostics,
});

/** All of an identity is needed to import by it: it has no more than tells an object from the others. */
function identitySchema({ version, attributes }: IdentitySchema): Encodable<"ResourceIdentitySchema"> {
  return {
    version: BigInt(version),
    identity_attributes: Object.entries(attributes).map(([name, { type, description }]) => ({
      name,
      type: typeToBytes(type),
      required_for_import: true,
      description,
    })),
  };
}
