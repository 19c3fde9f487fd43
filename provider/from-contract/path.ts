import { type Attribute, type Attributes, isNested } from "../framework/attribute.ts";
import type { Path, PathStep } from "../framework/diagnostic.ts";
import type { Type } from "../framework/type.ts";
import { valueName } from "./write-only.ts";

/**
 * From a JSON pointer (RFC 6901) into a body, or a parameter's name, to the path of an attribute, as deep as Terraform has
 * addresses: not into a set. Undefined when it names no attribute.
 */
export function pathOf(attributes: Attributes, pointer: string): Path | undefined {
  const steps = pointer.startsWith("/") ? pointer.slice(1).split("/") : [pointer];
  const [first = "", ...rest] = steps.map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  const name = own(attributes, first) ? first : valueName(first);
  const attribute = own(attributes, name);
  return attribute && [{ attribute: name }, ...within(attribute.type, rest)];
}

function within(type: Attribute["type"], steps: readonly string[]): Path {
  const [next, ...rest] = steps;
  if (next === undefined) return [];
  if (!isNested(type)) return intoType(type, next);
  if (type.nesting === "set") return [];
  if (type.nesting === "single") return intoAttributes(type.attributes, steps);
  const step = type.nesting === "list" ? index(next) : { key: next };
  return step ? [step, ...intoAttributes(type.attributes, rest)] : [];
}

function intoAttributes(attributes: Attributes, [name = "", ...rest]: readonly string[]): Path {
  const attribute = own(attributes, name);
  return attribute ? [{ attribute: name }, ...within(attribute.type, rest)] : [];
}

/** No type of the contract is deeper than a map of sets, and what is in a set has no address. */
function intoType(type: Type, step: string): Path {
  if (typeof type === "string") return [];
  if ("map" in type) return [{ key: step }];
  const at = "list" in type ? index(step) : undefined;
  return at ? [at] : [];
}

function index(step: string): PathStep | undefined {
  return /^\d+$/.test(step) ? { index: Number(step) } : undefined;
}

function own(attributes: Attributes, name: string): Attribute | undefined {
  return Object.hasOwn(attributes, name) ? attributes[name] : undefined;
}
