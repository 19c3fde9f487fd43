import fc from "fast-check";

/** The parts of JSON Schema that the document's requests are written in. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly propertyNames?: Schema;
}

/** Stands for one of the objects there are then: the text of a request is made when it is sent. */
export const known = (kind: string, index: number): string => `\uE000${kind}:${String(index)}\uE000`;
export const KNOWN = /\uE000([a-z_]+):(\d+)\uE000/g;

const instants = ["2001-01-01T00:00:00Z", "2050-01-01T00:00:00Z", "2030-06-01T12:00:00+02:00"];
const durations = ["PT1H", "P30D", "1d12h", "PT90S", "PT15M"];

/** Texts that some field of the contract takes, where its pattern is beyond what can be made by chance. */
const texts = [
  ..."system probe probe.below a-name flow run read * @read @own a* jeton.token kestra.* custom".split(" "),
  ..."ann@example.com 192.0.2.0/24 2001:db8::/32 https://issuer.example.org https://hooks.example.org/x 1".split(
    " ",
  ),
  "refs/heads/**",
  "repository_id",
  "A name!",
  "\u{1f984}",
];

/** Values that a schema admits; of texts that name something, mostly what is there. */
export function valuesOf(schema: Schema, name = ""): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => valuesOf(one, name)));
  const types = [schema.type ?? "any"].flat();
  return fc.oneof(...types.map((type) => valuesOfType(type, schema, name)));
}

function valuesOfType(type: string, schema: Schema, name: string): fc.Arbitrary<unknown> {
  switch (type) {
    case "string":
      return textsOf(schema, name);
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "integer": {
      const { minimum = -10, maximum = 1_000_000 } = schema;
      return fc.integer({ min: Math.max(minimum, -1_000_000), max: Math.min(maximum, 1_000_000) });
    }
    case "array":
      return arraysOf(schema, name);
    case "object":
      return objectsOf(schema);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function arraysOf(schema: Schema, name: string): fc.Arbitrary<unknown> {
  const { items = {}, minItems: minLength = 0, maxItems = 3, uniqueItems = false } = schema;
  const item = valuesOf(items, name);
  const maxLength = Math.max(minLength, Math.min(maxItems, 3));
  return uniqueItems
    ? fc.uniqueArray(item, { minLength, maxLength, selector: (one) => JSON.stringify(one) })
    : fc.array(item, { minLength, maxLength });
}

/** Mostly nothing. */
export function seldom<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });
}

/** Each field that may be absent is mostly so: groups of which only one may be given would hardly ever fit else. */
function objectsOf(schema: Schema): fc.Arbitrary<unknown> {
  const { properties, required = [], additionalProperties, propertyNames } = schema;
  if (!properties) {
    const value = typeof additionalProperties === "object" ? valuesOf(additionalProperties) : fc.jsonValue();
    return fc.dictionary(textsOf(propertyNames ?? {}, "key") as fc.Arbitrary<string>, value, { maxKeys: 3 });
  }
  const fields = Object.entries(properties).map(([name, property]) => {
    const value = valuesOf(property, name);
    const isRequired = required.includes(name);
    return [name, isRequired ? value : seldom(value)] as const;
  });
  return fc.record(Object.fromEntries(fields)).map((made) => {
    const given = Object.entries(made).filter(([, value]) => value !== undefined);
    return Object.fromEntries(given);
  });
}

/** Made once: building it takes longer than a request. */
const labels = fc.stringMatching(/^[a-z][a-z0-9]{3,12}$/);

function textsOf(schema: Schema, name: string): fc.Arbitrary<unknown> {
  const { format, pattern, minLength = 0, maxLength = 64 } = schema;
  if (format === "date-time") return fc.constantFrom(...instants);
  if (format === "duration") return fc.constantFrom(...durations);
  const [, kind] = /^(.+)_id$/.exec(name) ?? [];
  if (kind !== undefined) return fc.nat(200).map((index) => known(kind, index));
  const isProject = name === "project" || name === "within";
  if (isProject)
    return fc.oneof(
      fc.nat(200).map((index) => known("project_name", index)),
      fc.constant("probe"),
    );
  const shape = pattern === undefined ? undefined : new RegExp(pattern, "u");
  const fit = texts.filter((text) => shape?.test(text) ?? text.length >= minLength);
  const label = labels.filter((text) => shape?.test(text) ?? true);
  const free = fc.string({ minLength, maxLength: Math.min(maxLength, 64) });
  const made = shape?.test("abcd") === false ? [] : [label];
  return fc.oneof(
    ...made,
    ...(fit.length > 0 ? [fc.constantFrom(...fit)] : []),
    ...(shape === undefined || (fit.length === 0 && made.length === 0) ? [free] : []),
  );
}
