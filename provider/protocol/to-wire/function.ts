import type { FunctionSchema, Parameter } from "../../framework/attribute.ts";
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
    parameters: schema.parameters.map(parameterToWire),
    variadic_parameter: schema.variadic && parameterToWire(schema.variadic),
    return: { type: typeToBytes(schema.returns) },
  };
}

function parameterToWire({ name, type, description }: Parameter): Encodable<"Function.Parameter"> {
  return { name, type: typeToBytes(type), description, description_kind: MARKDOWN };
}
