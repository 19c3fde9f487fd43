import type { Schema } from "./attribute.ts";
import { type Diagnostic, error } from "./diagnostic.ts";
import { type ObjectValue, own, UNKNOWN } from "./value.ts";

/** What the groups of a schema forbid. An unknown value may yet turn out null: it neither breaks nor, alone, fills a group. */
export function groupDiagnostics(schema: Schema, config: ObjectValue): readonly Diagnostic[] {
  const isSet = (name: string): boolean => !isNull(name) && own(config, name) !== UNKNOWN;
  const isNull = (name: string): boolean => (own(config, name) ?? null) === null;
  return [
    ...(schema.exactlyOneOf ?? []).flatMap((group) =>
      group.every(isNull)
        ? [error("Missing attribute", `Exactly one of ${listed(group)} must be set.`)]
        : beyondFirst(group.filter(isSet), `Exactly one of ${listed(group)} must be set.`),
    ),
    ...(schema.atMostOneOf ?? []).flatMap((group) =>
      beyondFirst(group.filter(isSet), `At most one of ${listed(group)} may be set.`),
    ),
    ...Object.entries(schema.conflicts ?? {}).flatMap(([name, others]) =>
      others
        .filter((other) => isSet(name) && isSet(other))
        .map((other) => tooMany(other, `${other} cannot be set beside ${name}.`)),
    ),
  ];
}

function beyondFirst(names: readonly string[], detail: string): readonly Diagnostic[] {
  return names.slice(1).map((name) => tooMany(name, detail));
}

function tooMany(name: string, detail: string): Diagnostic {
  return error("Conflicting attributes", detail, [{ attribute: name }]);
}

function listed(names: readonly string[]): string {
  return names.join(", ");
}
