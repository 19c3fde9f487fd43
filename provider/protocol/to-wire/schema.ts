import type { Attribute, Attributes, Schema } from "../../framework/attribute.ts";
import { isNested } from "../../framework/attribute.ts";
import { enums } from "../messages/all.ts";
import type { Encodable } from "../messages/types.ts";
import { typeToBytes } from "../type-json.ts";

const { MARKDOWN } = enums.StringKind;
const nestings = {
  single: enums["Schema.Object.NestingMode"].SINGLE,
  list: enums["Schema.Object.NestingMode"].LIST,
  set: enums["Schema.Object.NestingMode"].SET,
  map: enums["Schema.Object.NestingMode"].MAP,
};

/** Attributes only: nested blocks are never used. */
export function schemaToWire({ version, description, attributes }: Schema): Encodable<"Schema"> {
  return {
    version: BigInt(version),
    block: { attributes: attributesToWire(attributes), description, description_kind: MARKDOWN },
  };
}

function attributesToWire(attributes: Attributes): readonly Encodable<"Schema.Attribute">[] {
  return Object.entries(attributes).map(([name, attribute]) => attributeToWire(name, attribute));
}

function attributeToWire(name: string, attribute: Attribute): Encodable<"Schema.Attribute"> {
  const { type, deprecated, description, required, optional, computed, sensitive, writeOnly } = attribute;
  return {
    name,
    ...(isNested(type)
      ? { nested_type: { attributes: attributesToWire(type.attributes), nesting: nestings[type.nesting] } }
      : { type: typeToBytes(type) }),
    description,
    description_kind: MARKDOWN,
    required,
    optional,
    computed,
    sensitive,
    write_only: writeOnly,
    deprecated: deprecated !== undefined,
    deprecation_message: deprecated,
  };
}
