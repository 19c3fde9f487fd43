import type { Attributes, Promised } from "./attribute.ts";
import { type Diagnostic, error } from "./diagnostic.ts";
import { isList, isObject, type ObjectValue, own, UNKNOWN, type Value } from "./value.ts";

/** Errors for what was unknown and did not become what the plan promised: Terraform has decided things by it. */
export function brokenPromises(
  attributes: Attributes,
  planned: ObjectValue,
  actual: ObjectValue,
): readonly Diagnostic[] {
  return Object.entries(attributes).flatMap(([name, { promise }]) => {
    if (
      promise === undefined ||
      own(planned, name) !== UNKNOWN ||
      keeps(promise, own(actual, name) ?? null)
    ) {
      return [];
    }
    const detail = `After apply, ${name} is not what the plan promised of it. This is a bug in the provider.`;
    return [error("Another value than promised", detail, [{ attribute: name }])];
  });
}

function keeps({ prefix = "", minLength = 0, maxLength = Infinity }: Promised, value: Value): boolean {
  if (value === null) return false;
  if (typeof value === "string") return value.startsWith(prefix);
  const length = isList(value) ? value.length : isObject(value) ? Object.keys(value).length : minLength;
  return length >= minLength && length <= maxLength;
}
