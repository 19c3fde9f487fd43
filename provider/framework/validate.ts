import { type Attribute, type Attributes, isNested, type Nested, type Schema } from "./attribute.ts";
import { type Diagnostic, error, type Path } from "./diagnostic.ts";
import { groupDiagnostics } from "./groups.ts";
import { pathText } from "./path.ts";
import type { Awaitable } from "./resource.ts";
import { attempt, type Runtime } from "./runtime.ts";
import type { Diagnosed } from "./server.ts";
import { hasUnknown, isList, isObject, type ObjectValue, own, UNKNOWN, type Value } from "./value.ts";

/** Everything wrong with a configuration that can be told without asking the server. Unknown values pass: Terraform asks again. */
export async function validate(
  runtime: Runtime<unknown>,
  definition: Validated,
  config: ObjectValue,
): Promise<Diagnosed> {
  const { schema } = definition;
  const outcome = await attempt(runtime, "validate the configuration", async () => [
    ...validateAttributes(schema.attributes, config, []),
    ...groupDiagnostics(schema, config),
    ...((await definition.validateConfig?.(config)) ?? []),
  ]);
  return { diagnostics: outcome.type === "done" ? outcome.value : outcome.diagnostics };
}

interface Validated {
  readonly schema: Schema;
  validateConfig?(config: ObjectValue): Awaitable<readonly Diagnostic[]>;
}

/** Errors for write-only values handed to a Terraform that would store them. */
export function refuseWriteOnly(attributes: Attributes, config: ObjectValue): readonly Diagnostic[] {
  return writeOnlyPaths(attributes, config, []).map((path) =>
    error(
      "Write-only attributes need Terraform 1.11 or later",
      `${pathText(path)} is never kept in state, which this version cannot do. Upgrade Terraform, or remove the attribute.`,
      path,
    ),
  );
}

function validateAttributes(attributes: Attributes, config: ObjectValue, at: Path): readonly Diagnostic[] {
  return Object.entries(attributes).flatMap(([name, attribute]) =>
    validateAttribute(attribute, own(config, name) ?? null, [...at, { attribute: name }]),
  );
}

function validateAttribute(attribute: Attribute, value: Value, path: Path): readonly Diagnostic[] {
  if (value === null || value === UNKNOWN) return [];
  const kind = kindOf(attribute.type);
  if (kind === "scalar") return validateElement(attribute, value, path);
  const whole = attribute.validateCollection?.(value);
  const elements = kind === "single" ? [[value, null] as const] : elementsOf(value);
  const within = elements.flatMap(([element, step]) =>
    validateElement(attribute, element, step === null ? path : [...path, step]),
  );
  return [
    ...(whole === undefined ? [] : [invalid(path, whole)]),
    // Terraform has no address for an element of a set.
    ...(kind === "set" ? within.map((diagnostic) => ({ ...diagnostic, path })) : within),
  ];
}

function validateElement(attribute: Attribute, value: Value, path: Path): readonly Diagnostic[] {
  const { type } = attribute;
  if (isNested(type)) return isObject(value) ? validateAttributes(type.attributes, value, path) : [];
  if (value === null || hasUnknown(value)) return [];
  const message = attribute.validate?.(value);
  return message === undefined ? [] : [invalid(path, message)];
}

function kindOf(type: Attribute["type"]): "scalar" | Nested["nesting"] {
  if (typeof type === "string") return "scalar";
  if (isNested(type)) return type.nesting;
  if ("list" in type) return "list";
  if ("set" in type) return "set";
  return "map" in type ? "map" : "scalar";
}

function invalid(path: Path, message: string): Diagnostic {
  return error(`Invalid value for ${pathText(path)}`, message, path);
}

function elementsOf(value: Value): readonly (readonly [Value, Path[number]])[] {
  if (isList(value)) return value.map((element, index) => [element, { index }]);
  return isObject(value) ? Object.entries(value).map(([key, element]) => [element, { key }]) : [];
}

function writeOnlyPaths(attributes: Attributes, config: ObjectValue, at: Path): readonly Path[] {
  return Object.entries(attributes).flatMap(([name, { writeOnly, type }]) => {
    const value = own(config, name) ?? null;
    const path = [...at, { attribute: name }];
    if (value === null) return [];
    if (writeOnly === true) return [path];
    if (!isNested(type)) return [];
    if (type.nesting === "single") return isObject(value) ? writeOnlyPaths(type.attributes, value, path) : [];
    return elementsOf(value).flatMap(([element, step]) =>
      isObject(element) ? writeOnlyPaths(type.attributes, element, [...path, step]) : [],
    );
  });
}
