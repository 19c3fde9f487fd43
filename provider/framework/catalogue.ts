import type { Action } from "./action.ts";
import { type Attributes, isNested } from "./attribute.ts";
import { checkSchema } from "./check-schema.ts";
import type { DataSource } from "./data-source.ts";
import { type Diagnostic, error } from "./diagnostic.ts";
import type { EphemeralResource } from "./ephemeral.ts";
import type { ProviderFunction } from "./function.ts";
import type { ListResource } from "./list-resource.ts";
import type { Resource } from "./resource.ts";
import { withTimeouts } from "./timeouts.ts";

/** Everything a provider offers. */
export interface Offer<Client> {
  readonly resources?: readonly Resource<Client>[];
  readonly dataSources?: readonly DataSource<Client>[];
  readonly ephemeralResources?: readonly EphemeralResource<Client>[];
  readonly functions?: readonly ProviderFunction[];
  readonly listResources?: readonly ListResource<Client>[];
  readonly actions?: readonly Action<Client>[];
}

/** The same by type name. */
export type Catalogue<Client> = {
  readonly [Kind in keyof Offer<Client>]-?: ReadonlyMap<string, NonNullable<Offer<Client>[Kind]>[number]>;
};

/** Throws on two things of one name, and on a definition that contradicts itself. */
export function catalogue<Client>(offered: Offer<Client>): Catalogue<Client> {
  const { resources = [], dataSources = [], ephemeralResources = [] } = offered;
  const { functions = [], listResources = [], actions = [] } = offered;
  const managed = resources.map(withTimeouts);
  for (const { typeName, schema } of [
    ...managed,
    ...dataSources,
    ...ephemeralResources,
    ...listResources,
    ...actions,
  ]) {
    checkSchema(typeName, schema);
  }
  resources.forEach(checkUpdate);
  resources.forEach(checkIdentity);
  for (const { typeName: listed } of listResources) {
    if (resources.some((resource) => resource.typeName === listed && resource.identity !== undefined))
      continue;
    throw new Error(`${listed} is listed and is no resource with an identity.`);
  }
  const typeName = (of: { readonly typeName: string }): string => of.typeName;
  return {
    resources: byName(managed, typeName),
    dataSources: byName(dataSources, typeName),
    ephemeralResources: byName(ephemeralResources, typeName),
    functions: byName(functions, ({ name }) => name),
    listResources: byName(listResources, typeName),
    actions: byName(actions, typeName),
  };
}

/** `kind` as in "data source". */
export function unknownType(kind: string, name: string): Diagnostic {
  return error(`Unknown ${kind}`, `This provider has no ${kind} ${name}.`);
}

function byName<T>(all: readonly T[], nameOf: (one: T) => string): ReadonlyMap<string, T> {
  const table = new Map(all.map((one) => [nameOf(one), one]));
  if (table.size === all.length) return table;
  const names = all.map(nameOf);
  throw new Error(`Defined twice: ${names.filter((name, index) => names.indexOf(name) < index).join(", ")}.`);
}

function checkUpdate(resource: Resource<never>): void {
  if (resource.update !== undefined) return;
  const changeable = inPlace(resource.schema.attributes);
  if (changeable.length === 0) return;
  throw new Error(
    `${resource.typeName}: without update, these need requiresReplace: ${changeable.join(", ")}.`,
  );
}

function checkIdentity({ typeName, identity, schema }: Resource<never>): void {
  for (const name of Object.keys(identity?.attributes ?? {})) {
    const attribute = Object.hasOwn(schema.attributes, name) ? schema.attributes[name] : undefined;
    if (attribute?.requiresReplace === true || attribute?.keepPrior === true) continue;
    throw new Error(`${typeName}: ${name} of its identity is no attribute that stays as it is.`);
  }
}

function inPlace(attributes: Attributes): readonly string[] {
  return Object.entries(attributes).flatMap(([name, { type, required, optional, requiresReplace }]) => {
    if (requiresReplace === true || (required !== true && optional !== true)) return [];
    if (!isNested(type)) return [name];
    return inPlace(type.attributes).map((inner) => `${name}.${inner}`);
  });
}
