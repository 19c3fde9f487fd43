import type { FunctionSchema } from "./attribute.ts";
import { conformValue } from "./conform.ts";
import type { Awaitable } from "./resource.ts";
import { attempt, type Runtime } from "./runtime.ts";
import type { CallResult } from "./server.ts";
import { shapeOfType } from "./shape.ts";
import type { Value } from "./value.ts";

/** A pure function, called by position. It runs in a provider nobody configured, also while validating. */
export interface ProviderFunction {
  readonly name: string;
  readonly schema: FunctionSchema;
  /** An error may say which argument, counted from 0, it is about. */
  call(...args: readonly Value[]): Awaitable<CallResult>;
}

export async function callFunction(
  runtime: Runtime<unknown>,
  definition: ProviderFunction,
  args: readonly Value[],
): Promise<CallResult> {
  const outcome = await attempt(runtime, `call ${definition.name}`, async (): Promise<CallResult> => {
    const called = await definition.call(...args);
    if ("error" in called) return called;
    return {
      result: conformValue(shapeOfType(definition.schema.returns), called.result, [{ attribute: "result" }]),
    };
  });
  if (outcome.type === "done") return outcome.value;
  return { error: outcome.diagnostics.map(({ detail }) => detail).join("\n") };
}
