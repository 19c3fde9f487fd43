import type { Attribute, Attributes, Nested } from "../../../provider/framework/attribute.ts";
import { type Diagnostic, hasError } from "../../../provider/framework/diagnostic.ts";
import { pathText } from "../../../provider/framework/path.ts";
import type { PlanResult, Private, ProviderServer } from "../../../provider/framework/server.ts";
import type { Type } from "../../../provider/framework/type.ts";
import { Decimal, type ObjectValue, UNKNOWN, type Value } from "../../../provider/framework/value.ts";

/**
 * What Terraform does with a resource, and what it refuses a provider: objchange's ProposedNew, AssertPlanValid and
 * AssertObjectCompatible, for the schemas of these tests.
 */
export interface Terraform {
  readonly state: ObjectValue | null;
  /** Refreshes, then plans. `replace` lists the paths that force a new object. */
  plan(config: ObjectValue | null): Promise<{
    readonly action: Action;
    readonly replace: readonly string[];
    readonly planned: ObjectValue | null;
  }>;
  /** Plans and applies; what Terraform or the provider complains of is thrown. */
  apply(config: ObjectValue | null): Promise<ObjectValue | null>;
  import(id: string): Promise<void>;
  refresh(): Promise<void>;
}

type Action = "no-op" | "create" | "update" | "replace" | "delete";

const NO_PRIVATE: Private = new Uint8Array();

export function terraform(server: ProviderServer, type: string): Terraform {
  const attributes = server.schema().resources[type]!.attributes;
  let state: ObjectValue | null = null;
  let kept = NO_PRIVATE;

  async function refresh(): Promise<void> {
    if (state === null) return;
    const read = await server.read(type, state, kept);
    refuse(read.diagnostics);
    ({ state, private: kept } = read);
  }

  async function planOnce(prior: ObjectValue | null, config: ObjectValue | null): Promise<PlanResult> {
    const proposed = config && proposedNew(attributes, prior, config);
    const result = await server.plan(type, { prior, proposed, config, private: kept });
    refuse(result.diagnostics);
    const complaints =
      result.planned && config ? planComplaints(attributes, { prior, config, planned: result.planned }) : [];
    if (complaints.length > 0) throw new Error(`Provider produced invalid plan: ${complaints.join("; ")}`);
    return result;
  }

  async function decide(config: ObjectValue | null) {
    await refresh();
    const first = await planOnce(state, config);
    const paths = first.requiresReplace.filter((path) => {
      const [step] = path;
      if (step === undefined || !("attribute" in step) || state === null || first.planned === null)
        return false;
      const one = attributes[step.attribute]!;
      const before: Value = state[step.attribute]!;
      const after: Value = first.planned[step.attribute]!;
      return after === UNKNOWN || canonical(one.type, before) !== canonical(one.type, after);
    });
    const action = actionOf(first, paths.length > 0);
    const plan = action === "replace" ? await planOnce(null, config) : first;
    return { action, replace: paths.map(pathText), planned: plan.planned, private: plan.private };
  }

  function actionOf({ planned }: PlanResult, replaces: boolean): Action {
    if (planned === null) return state === null ? "no-op" : "delete";
    if (state === null) return "create";
    if (replaces) return "replace";
    return canonicalObject(attributes, state) === canonicalObject(attributes, planned) ? "no-op" : "update";
  }

  async function change(prior: ObjectValue | null, planned: ObjectValue | null, config: ObjectValue | null) {
    const result = await server.apply(type, { prior, planned, config, private: kept });
    ({ state, private: kept } = result);
    refuse(result.diagnostics);
    if (planned === null || state === null) return;
    const complaints = objectComplaints(attributes, planned, state);
    if (complaints.length > 0) throw new Error(`Inconsistent result after apply: ${complaints.join("; ")}`);
  }

  return {
    get state() {
      return state;
    },
    refresh,
    plan: decide,
    async apply(config) {
      const plan = await decide(config);
      kept = plan.private;
      if (plan.action === "no-op") return state;
      if (plan.action === "replace") await change(state, null, null);
      await change(plan.action === "replace" ? null : state, plan.planned, config);
      return state;
    },
    async import(id) {
      const imported = await server.importState(type, id);
      refuse(imported.diagnostics);
      ({ state, private: kept } = imported);
      await refresh();
    },
  };
}

function refuse(diagnostics: readonly Diagnostic[]): void {
  if (hasError(diagnostics))
    throw new Error(diagnostics.map((one) => `${one.summary}: ${one.detail}`).join("\n"));
}

/** objchange.ProposedNew: the configuration, with prior values where a computed attribute is unset. */
export function proposedNew(
  attributes: Attributes,
  prior: ObjectValue | null,
  config: ObjectValue,
): ObjectValue {
  return build(attributes, (name, one) => {
    const value = config[name] ?? null;
    return value === null && one.computed === true ? (prior?.[name] ?? null) : value;
  });
}

interface Sides {
  readonly prior: ObjectValue | null;
  readonly config: ObjectValue;
  readonly planned: ObjectValue;
}

/** objchange.AssertPlanValid. */
function planComplaints(attributes: Attributes, { prior, config, planned }: Sides): string[] {
  return Object.entries(attributes).flatMap(([name, one]) => {
    const c: Value = config[name] ?? null;
    const p: Value | undefined = planned[name];
    if (p === undefined) return [`${name} is missing`];
    return valueComplaints(one, { prior: prior?.[name] ?? null, config: c, planned: p }).map(
      (text) => `${name}${text}`,
    );
  });
}

function valueComplaints(
  one: Attribute,
  { prior, config, planned }: { readonly prior: Value; readonly config: Value; readonly planned: Value },
): string[] {
  if (one.writeOnly === true) return planned === null ? [] : [": a write-only value was planned"];
  if (canonical(one.type, planned) === canonical(one.type, config)) return [];
  if (one.computed === true && one.optional !== true) return [];
  if (config === null) return one.computed === true ? [] : [": planned value for a non-computed attribute"];
  if (prior !== null && canonical(one.type, planned) === canonical(one.type, prior)) return [];
  if (typeof one.type === "object" && "nesting" in one.type)
    return nestedComplaints(one.type, { prior, config, planned });
  return [": planned value matches neither config nor prior"];
}

function nestedComplaints(
  nested: Nested,
  { prior, config, planned }: { readonly prior: Value; readonly config: Value; readonly planned: Value },
): string[] {
  const within = (p: Value, c: Value, before: Value) =>
    planComplaints(nested.attributes, {
      prior: record(before),
      config: record(c) ?? {},
      planned: record(p) ?? {},
    });
  if (nested.nesting === "single") return within(planned, config, prior);
  if (nested.nesting === "map") {
    const [p, c, before] = [record(planned) ?? {}, record(config) ?? {}, record(prior) ?? {}];
    if (Object.keys(p).toSorted().join() !== Object.keys(c).toSorted().join())
      return [": other keys than in config"];
    return Object.keys(p).flatMap((key) =>
      within(p[key]!, c[key]!, Object.hasOwn(before, key) ? before[key]! : null),
    );
  }
  const [p, c, before] = [list(planned), list(config), list(prior)];
  if (p.length !== c.length) return [": another length than in config"];
  if (nested.nesting === "list")
    return p.flatMap((one, index) => within(one, c[index]!, before[index] ?? null));
  const fits = c.every((one) => p.some((other) => within(other, one, null).length === 0));
  return fits ? [] : [": a set's elements do not match config"];
}

/** objchange.AssertObjectCompatible: what was planned and known is as planned; nothing is unknown any more. */
function objectComplaints(attributes: Attributes, planned: ObjectValue, actual: ObjectValue): string[] {
  return Object.entries(attributes).flatMap(([name, { type }]) =>
    compatible(type, planned[name]!, actual[name]!) ? [] : [name],
  );
}

function compatible(type: Type | Nested, planned: Value, actual: Value): boolean {
  if (actual === UNKNOWN) return false;
  if (planned === UNKNOWN) return true;
  if (canonical(type, planned) === canonical(type, actual)) return true;
  if (typeof type !== "object" || !("nesting" in type) || planned === null || actual === null) return false;
  const objects = (a: Value, b: Value) =>
    objectComplaints(type.attributes, record(a)!, record(b)!).length === 0;
  if (type.nesting === "single") return objects(planned, actual);
  if (type.nesting === "map") {
    const [p, a] = [record(planned)!, record(actual)!];
    return (
      Object.keys(p).length === Object.keys(a).length &&
      Object.keys(p).every((key) => objects(p[key]!, a[key]!))
    );
  }
  const [p, a] = [list(planned), list(actual)];
  if (p.length !== a.length) return false;
  if (type.nesting === "list") return p.every((one, index) => objects(one, a[index]!));
  return p.every((one) => a.some((other) => objects(one, other)));
}

/** A text that two values share exactly when Terraform holds them equal. */
function canonical(type: Type | Nested, value: Value): string {
  if (value === null) return "null";
  if (value === UNKNOWN) return "unknown";
  if (value instanceof Decimal) return value.text;
  if (typeof value === "string") return JSON.stringify(value.normalize("NFC"));
  if (typeof value !== "object") return String(value);
  if (typeof type === "string") return JSON.stringify(value);
  if ("nesting" in type) return canonicalNested(type, value);
  if ("list" in type)
    return `[${list(value)
      .map((one) => canonical(type.list, one))
      .join()}]`;
  if ("set" in type)
    return `{${list(value)
      .map((one) => canonical(type.set, one))
      .toSorted()
      .join()}}`;
  if ("map" in type) return entries(value, () => type.map);
  return entries(value, (name) => type.object[name]!);
}

function canonicalNested({ nesting, attributes }: Nested, value: Value): string {
  if (nesting === "single") return canonicalObject(attributes, record(value)!);
  const all = nesting === "map" ? Object.values(record(value)!) : list(value);
  const texts = all.map((one) => (one === UNKNOWN ? "unknown" : canonicalObject(attributes, record(one)!)));
  if (nesting === "map")
    return `{${Object.keys(record(value)!)
      .map((key, at) => `${key}:${texts[at]}`)
      .toSorted()
      .join()}}`;
  return nesting === "set" ? `{${texts.toSorted().join()}}` : `[${texts.join()}]`;
}

function canonicalObject(attributes: Attributes, value: ObjectValue): string {
  return entries(value, (name) => attributes[name]!.type);
}

function entries(value: Value, typeOf: (name: string) => Type | Nested): string {
  const texts = Object.entries(record(value)!).map(
    ([name, one]) => `${JSON.stringify(name)}:${canonical(typeOf(name), one)}`,
  );
  return `{${texts.toSorted().join()}}`;
}

function record(value: Value): ObjectValue | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as ObjectValue) : null;
}

function list(value: Value): readonly Value[] {
  return Array.isArray(value) ? (value as readonly Value[]) : [];
}

function build(attributes: Attributes, valueOf: (name: string, one: Attribute) => Value): ObjectValue {
  return Object.fromEntries(Object.entries(attributes).map(([name, one]) => [name, valueOf(name, one)]));
}
