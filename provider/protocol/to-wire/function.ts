import type { FunctionSchema } from "../../framework/attribute.ts";
import { enums } from "../messages/all.ts";
import type { Encodable } from "../messages/types.ts";
import { typeToBytes } from "../type-json.ts";

const { MARKDOWN } = enums.StringKind;

/** Parameters take neither null nor unknown: Terraform answers those itself, without a call. */
export function functionToWire(schema: FunctionSchema): Encodable<"Function"> {
  return {
    summary: schema.summary,
    description: schema.description,
    description_kind: MARKDOWN,
    parameters: schema.parameters.map(({ name, type, description }) => ({
      name,
      type: typeToBytes(type),
      description,
      description_kind: MARKDOWN,
    })),
    return: { type: typeToBytes(schema.returns) },
  };
}
