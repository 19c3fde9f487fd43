import type { Attribute, Schema } from "./attribute.ts";
import { isObject, mapObject, type ObjectValue, own, type Value } from "./value.ts";

/**
 * How long each handler may take unless the configuration says otherwise, as Go writes durations: `5m`, `1h30m`, `90s`.
 * A resource that gives them has an attribute `timeouts` beside its own, which no handler sees.
 */
export interface Timeouts {
  readonly create?: string;
  readonly read?: string;
  readonly update?: string;
  readonly delete?: string;
}

/** What this asks of a resource. */
interface Timed {
  readonly typeName: string;
  readonly schema: Schema;
  readonly timeouts?: Timeouts;
}

/** The time one handler has. */
export interface Limit {
  readonly operation: keyof Timeouts;
  readonly text: string;
  readonly milliseconds: number;
}

export const TIMEOUTS = "timeouts";

/** The resource with the attribute beside its own. Throws where it has one of that name already, or a default is none. */
export function withTimeouts<R extends Timed>(resource: R): R {
  const { timeouts, schema, typeName } = resource;
  if (timeouts === undefined) return resource;
  if (Object.hasOwn(schema.attributes, TIMEOUTS)) {
    throw new Error(`${typeName}.${TIMEOUTS}: the framework makes this attribute itself.`);
  }
  const defaults: Readonly<Record<string, string>> = { ...timeouts };
  const wrong = Object.values(defaults).find((text) => complaint(text) !== undefined);
  if (wrong !== undefined) throw new Error(`${typeName}.${TIMEOUTS}: ${wrong} is no duration.`);
  const attribute: Attribute = {
    type: { nesting: "single", attributes: mapObject(defaults, timeAttribute) },
    description: "How long each operation may take before it is given up.",
    optional: true,
  };
  return { ...resource, schema: { ...schema, attributes: { ...schema.attributes, [TIMEOUTS]: attribute } } };
}

function timeAttribute(standard: string, operation: string): Attribute {
  return {
    type: "string",
    description: `How long to wait for ${operation}, for example \`90s\` or \`1h30m\`; \`${standard}\` by default.`,
    optional: true,
    validate: (value) => (typeof value === "string" ? complaint(value) : undefined),
    equivalent: (a, b) => millisecondsOf(a) === millisecondsOf(b),
  };
}

/** Without what only the framework knows of: what handlers are given. */
export function withoutTimeouts({ timeouts }: Timed, object: ObjectValue): ObjectValue {
  if (timeouts === undefined) return object;
  const { [TIMEOUTS]: _, ...rest } = object;
  return rest;
}

/** By the configuration as it is kept in plan or state, or else by the resource; undefined: as long as it takes. */
export function limitOf(
  { timeouts }: Timed,
  operation: keyof Timeouts,
  kept: ObjectValue,
): Limit | undefined {
  const standard = timeouts?.[operation];
  if (standard === undefined) return undefined;
  const configured = own(kept, TIMEOUTS);
  const wanted = isObject(configured) ? own(configured, operation) : undefined;
  const text = typeof wanted === "string" ? wanted : standard;
  return { operation, text, milliseconds: millisecondsOf(text) ?? 0 };
}

const UNITS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };
/** What a timer can wait for: 24 days. */
const LONGEST = 2 ** 31 - 1;

function millisecondsOf(value: Value): number | undefined {
  if (typeof value !== "string" || !/^(?:\d+(?:\.\d+)?(?:h|ms|m|s))+$/.test(value)) return undefined;
  const parts = [...value.matchAll(/([\d.]+)(h|ms|m|s)/g)];
  const sum = parts.reduce((total, [, count, unit = ""]) => total + Number(count) * (UNITS[unit] ?? 0), 0);
  return sum > 0 ? Math.min(Math.ceil(sum), LONGEST) : undefined;
}

function complaint(text: string): string | undefined {
  if (millisecondsOf(text) !== undefined) return undefined;
  return "Must be a time longer than none, in hours, minutes and seconds, for example `90s` or `1h30m`.";
}
