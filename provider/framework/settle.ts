import type { Path } from "./diagnostic.ts";
import { pairUp, same } from "./equality.ts";
import type { Collection, Shape } from "./shape.ts";
import { assemble, sideBySide } from "./side-by-side.ts";
import { hasUnknown, isList, UNKNOWN, type Value } from "./value.ts";

/** What was planned and what was done; `strays` collects the paths where what was done is not what was planned. */
interface Outcome {
  readonly planned: Value;
  readonly actual: Value;
  readonly path: Path;
  readonly strays: Path[];
}

/**
 * The state to keep: what was unknown takes its actual value; what was known stays as planned, spelling and all, since
 * Terraform refuses anything else (objchange.AssertObjectCompatible).
 */
export function settle(shape: Shape, outcome: Outcome): Value {
  const { planned, actual, path, strays } = outcome;
  if (planned === UNKNOWN) return actual;
  if (same(shape, planned, actual)) return planned;
  if (shape.kind === "set" && isList(planned) && isList(actual) && hasUnknown(planned)) {
    return settleSet(shape, { ...outcome, planned, actual });
  }
  const parts = sideBySide(shape, planned, actual);
  if (parts === null) {
    strays.push(path);
    return actual;
  }
  return assemble(actual, parts, (part) =>
    settle(part.shape, { planned: part.a, actual: part.b, path: [...path, part.step], strays }),
  );
}

/** Elements of a set are told apart by what is known of them. */
function settleSet(
  shape: Collection,
  outcome: Outcome & { readonly planned: readonly Value[]; readonly actual: readonly Value[] },
): Value {
  const fits = (planned: Value, actual: Value): boolean => {
    const strays: Path[] = [];
    settle(shape.element, { planned, actual, path: [], strays });
    return strays.length === 0;
  };
  // Those wholly known first: one with an unknown part fits more than its own.
  const planned = outcome.planned.toSorted((a, b) => Number(hasUnknown(a)) - Number(hasUnknown(b)));
  const pairs = pairUp(planned, outcome.actual, fits);
  if (pairs === null) {
    outcome.strays.push(outcome.path);
    return outcome.actual;
  }
  return pairs.map(([one, actual]) => settle(shape.element, { planned: one, actual, path: [], strays: [] }));
}
