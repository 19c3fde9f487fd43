import type * as z from "zod";
import { Problem } from "../../server/contract/problem.ts";
import { validate } from "../../server/contract/validate.ts";
import type { Value } from "../framework/value.ts";
import { sentence } from "./sentence.ts";

/**
 * What the contract says is wrong with a value, as a sentence; undefined when nothing is. With `whole`, only what is
 * wrong with a collection as such; what is in it is asked about piece by piece.
 */
export function complaint(
  schema: z.ZodType,
  value: Value,
  { whole }: { readonly whole: boolean },
): string | undefined {
  try {
    validate(schema, value);
    return undefined;
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown;
    const found = (thrown.errors ?? []).find(({ pointer }) => !whole || pointer === "");
    return found && sentence(found.detail);
  }
}
