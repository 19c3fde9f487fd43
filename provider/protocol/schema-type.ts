import type { Attribute, Attributes } from "../framework/attribute.ts";
import { isNested } from "../framework/attribute.ts";
import { mapObject } from "../framework/value.ts";
import type { ProviderSchema, ProviderServer } from "../framework/server.ts";
import type { Promises } from "./msgpack.ts";
import type { WireType } from "./type-json.ts";

export interface ObjectWireType {
  readonly object: Readonly<Record<string, WireType>>;
}

/** Attributes, be it of a schema or of an identity, as far as their values' types go. */
type Typed = Readonly<Record<string, Pick<Attribute, "type">>>;

/** The type of the values a schema describes; what both sides of the wire derive it from is the schema itself. */
export function schemaType(attributes: Typed): ObjectWireType {
  return {
    object: mapObject(attributes, ({ type }) => {
      if (!isNested(type)) return type;
      const element = schemaType(type.attributes);
      switch (type.nesting) {
        case "single":
          return element;
        case "list":
          return { list: element };
        case "set":
          return { set: element };
        case "map":
          return { map: element };
      }
    }),
  };
}

function promisesOf(attributes: Attributes): Promises {
  return Object.fromEntries(
    Object.entries(attributes).flatMap(([name, { promise }]) =>
      promise === undefined ? [] : [[name, promise]],
    ),
  );
}

/** What may be looked up by a type name. */
type Kind = "resources" | "dataSources" | "ephemeralResources" | "listResources" | "actions" | "identities";

export interface SchemaTypes {
  /** What a resource promises of its values before they are known. */
  readonly promises: (name: string) => Promises;
  readonly provider: () => ObjectWireType;
  /** Throws for a name the provider does not have. */
  readonly of: (kind: Kind, name: string) => ObjectWireType;
}

/** Derived on first use and kept: Terraform asks about the same few types again and again. */
export function schemaTypes(server: ProviderServer): SchemaTypes {
  const known = new Map<string, ObjectWireType>();
  function keep(key: string, find: (schema: ProviderSchema) => Typed): ObjectWireType {
    const type = known.get(key) ?? schemaType(find(server.schema()));
    known.set(key, type);
    return type;
  }
  const promises = new Map<string, Promises>();
  return {
    promises: (name) => {
      const found = promises.get(name) ?? promisesOf(server.schema().resources[name]?.attributes ?? {});
      promises.set(name, found);
      return found;
    },
    provider: () => keep("provider", (schema) => schema.provider.attributes),
    of: (kind, name) =>
      keep(`${kind}/${name}`, (schema) => {
        const found = Object.hasOwn(schema[kind], name) ? schema[kind][name] : undefined;
        if (!found) throw new Error(`This provider has no ${name} among its ${kind}.`);
        return found.attributes;
      }),
  };
}
