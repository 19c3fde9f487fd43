import type { Messages } from "./table.ts";

/** Provider functions (Terraform 1.8 and later). */
export const functionMessages = {
  FunctionError: {
    text: [1, "string"],
    function_argument: [2, "int64", "optional"],
  },
  Function: {
    parameters: [1, "Function.Parameter", "repeated"],
    variadic_parameter: [2, "Function.Parameter"],
    return: [3, "Function.Return"],
    summary: [4, "string"],
    description: [5, "string"],
    description_kind: [6, "StringKind"],
    deprecation_message: [7, "string"],
  },
  "Function.Parameter": {
    name: [1, "string"],
    type: [2, "bytes"],
    allow_null_value: [3, "bool"],
    allow_unknown_values: [4, "bool"],
    description: [5, "string"],
    description_kind: [6, "StringKind"],
  },
  "Function.Return": {
    type: [1, "bytes"],
  },
  "GetFunctions.Request": {},
  "GetFunctions.Response": {
    functions: [1, "Function", "map"],
    diagnostics: [2, "Diagnostic", "repeated"],
  },
  "CallFunction.Request": {
    name: [1, "string"],
    arguments: [2, "DynamicValue", "repeated"],
  },
  "CallFunction.Response": {
    result: [1, "DynamicValue"],
    error: [2, "FunctionError"],
  },
} as const satisfies Messages;
