import type { Path, PathStep } from "../../framework/diagnostic.ts";
import type { Encodable } from "../messages/types.ts";

export function pathToWire(path: Path): Encodable<"AttributePath"> {
  return { steps: path.map(stepToWire) };
}

function stepToWire(step: PathStep): Encodable<"AttributePath.Step"> {
  if ("attribute" in step) return { attribute_name: step.attribute };
  if ("key" in step) return { element_key_string: step.key };
  return { element_key_int: BigInt(step.index) };
}
