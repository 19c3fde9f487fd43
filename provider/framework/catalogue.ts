import { type Attributes, isNested } from "./attribute.ts";
import { checkSchema } from "./check-schema.ts";
import type { DataSource } from "./data-source.ts";
import { type Diagnostic, error } from "./diagnostic.ts";
import type { EphemeralResource } from "./ephemeral.ts";
import type { ProviderFunction } from "./function.ts";
import type { Resource } from "./resource.ts";
import { withTimeouts } from "./timeouts.ts";

/** Everything a provider offers, by type name. */
export interface Catalogue<Client> {
  readonly resources: ReadonlyMap<string, Resource<Client>>;
  readonly dataSources: ReadonlyMap<string, DataSource<Client>>;
  readonly ephemeralResources: ReadonlyMap<string, EphemeralResource<Client>>;
  readonly functions: ReadonlyMap<string, ProviderFunction>;
}

/** Throws on two things of one name, and on a definition that contradicts itself. */
export function catalogue<Client>(offered: {
  readonly resources?: readonly Resource<Client>[];
  readonly dataSources?: readonly DataSource<Client>[];
  readonly ephemeralResources?: readonly EphemeralResource<Client>[];
  readonly functions?: readonly ProviderFunction[];
}): Catalogue<Client> {
  const { resources = [], dataSources = [], ephemeralResources = [], functions = [] } = offered;
  const managed = resources.map(withTimeouts);
  for (const { typeName, schema } of [...managed, ...dataSources, ...ephemeralResources]) {
    checkSchema(typeName, schema);
  }
  resources.forEach(checkUpdate);
  const typeName = (of: { readonly typeName: string }): string => of.typeName;
  return {
    resources: byName(managed, typeName),
    dataSources: byName(dataSources, typeName),
    ephemeralResources: byName(ephemeralResources, typeName),
    functions: byName(functions, ({ name }) => name),
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

function inPlace(attributes: Attributes): readonly string[] {
  return Object.entries(attributes).flatMap(([name, { type, required, optional, requiresReplace }]) => {
    if (requiresReplace === true || (required !== true && optional !== true)) return [];
    if (!isNested(type)) return [name];
    return inPlace(type.attributes).map((inner) => `${name}.${inner}`);
  });
}
