import { type Attribute, type Attributes, isNested, type Nested } from "./attribute.ts";
import { same } from "./equality.ts";
import { shapeOfAttribute } from "./shape.ts";
import { isList, isObject, mapObject, type ObjectValue, own, UNKNOWN, type Value } from "./value.ts";

interface At {
  readonly config: Value;
  /** Undefined where there was nothing, unlike a null in state. */
  readonly prior: Value | undefined;
  /** Whether anything about the object changes, so that computed values that are not steady become unknown. */
  readonly changing: boolean;
  /** Terraform holds an element of a set against the configuration alone: there it must have that spelling. */
  readonly inSet: boolean;
}

export interface Proposal {
  readonly config: ObjectValue;
  readonly prior: ObjectValue | null;
  readonly changing: boolean;
  readonly inSet?: boolean;
}

/**
 * What the configuration makes of the prior state. A configured value is kept as written, or as state has it when both
 * mean the same; Terraform accepts nothing else (objchange.AssertPlanValid).
 */
export function propose(attributes: Attributes, { config, prior, changing, inSet }: Proposal): ObjectValue {
  return mapObject(attributes, (attribute, name) =>
    proposeAttribute(attribute, {
      config: own(config, name) ?? null,
      prior: prior === null ? undefined : (own(prior, name) ?? null),
      changing,
      inSet: inSet === true,
    }),
  );
}

function proposeAttribute(attribute: Attribute, at: At): Value {
  if (attribute.writeOnly === true) return null;
  // `ignore_changes` can put a value of the prior state where nothing can be configured.
  if (attribute.required !== true && attribute.optional !== true) return proposeUnset(attribute, at);
  if (at.config === UNKNOWN) return UNKNOWN;
  if (at.config === null) return proposeUnset(attribute, at);
  if (isNested(attribute.type)) return proposeNested(attribute, attribute.type, at);
  return spell(attribute, at, at.config);
}

function proposeUnset(attribute: Attribute, at: At): Value {
  if (attribute.default !== undefined) return spell(attribute, at, attribute.default);
  if (attribute.computed !== true) return null;
  if (at.prior === undefined) return UNKNOWN;
  const steady = attribute.keepPrior === true || attribute.requiresReplace === true;
  return at.changing && !steady ? UNKNOWN : at.prior;
}

function spell(attribute: Attribute, { prior, inSet }: At, value: Value): Value {
  if (prior === undefined || inSet) return value;
  return same(shapeOfAttribute(attribute), prior, value) ? prior : value;
}

function proposeNested(attribute: Attribute, nested: Nested, at: At): Value {
  const { config, prior } = at;
  const element = (one: Value, before: Value | undefined): Value =>
    isObject(one)
      ? propose(nested.attributes, { ...at, config: one, prior: isObject(before) ? before : null })
      : one;
  if (nested.nesting === "single") return element(config, prior);
  if (isObject(config)) {
    const before = isObject(prior) ? prior : {};
    return mapObject(config, (one, key) => element(one, own(before, key)));
  }
  if (!isList(config)) return config;
  const before = isList(prior) ? prior : [];
  if (nested.nesting === "list") return config.map((one, index) => element(one, before[index]));
  const elements = config.map((one) => {
    const found = isObject(one) ? correlate(nested.attributes, one, before) : null;
    return isObject(one)
      ? propose(nested.attributes, { config: one, prior: found, changing: at.changing, inSet: true })
      : one;
  });
  return spell(attribute, at, elements);
}

/** An element of a set has no name: the one it was before is the one with the same configured values. */
function correlate(
  attributes: Attributes,
  config: ObjectValue,
  priors: readonly Value[],
): ObjectValue | null {
  const matches = (prior: Value): prior is ObjectValue =>
    isObject(prior) &&
    Object.entries(attributes).every(([name, attribute]) => {
      const wanted = own(config, name) ?? attribute.default ?? null;
      if (wanted === null && attribute.computed === true) return true;
      return same(shapeOfAttribute(attribute), own(prior, name) ?? null, wanted);
    });
  return priors.find(matches) ?? null;
}
