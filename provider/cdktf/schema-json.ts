import type { Attribute, Attributes, FunctionSchema, Parameter, Schema } from "../framework/attribute.ts";
import { isNested } from "../framework/attribute.ts";
import type { ProviderSchema } from "../framework/server.ts";
import { mapObject } from "../framework/value.ts";
import { typeToJson } from "../protocol/type-json.ts";

type Json = Readonly<Record<string, unknown>>;

/**
 * What `terraform providers schema -json` prints for a provider (Terraform, internal/command/jsonprovider), without
 * Terraform.
 * @param address as Terraform finds it, for example `registry.terraform.io/jeton/jeton`
 */
export function schemasJson(address: string, schema: ProviderSchema): Json {
  const { provider, resources, dataSources, ephemeralResources, functions } = schema;
  return {
    format_version: "1.0",
    provider_schemas: {
      [address]: {
        provider: schemaJson(provider),
        ...unlessEmpty("resource_schemas", resources, schemaJson),
        ...unlessEmpty("data_source_schemas", dataSources, schemaJson),
        ...unlessEmpty("ephemeral_resource_schemas", ephemeralResources, schemaJson),
        ...unlessEmpty("functions", functions, functionJson),
      },
    },
  };
}

function unlessEmpty<T>(key: string, entries: Readonly<Record<string, T>>, toJson: (entry: T) => Json): Json {
  return Object.keys(entries).length === 0 ? {} : { [key]: mapObject(entries, toJson) };
}

function schemaJson({ version, attributes, description }: Schema): Json {
  return { version, block: { attributes: attributesJson(attributes), ...described(description) } };
}

function attributesJson(attributes: Attributes): Json {
  return mapObject(attributes, attributeJson);
}

function described(description: string): Json {
  return { ...(description !== "" && { description }), description_kind: "markdown" };
}

/** Of what an attribute is and is not, only what it is. */
function attributeJson({ type, description, deprecated, ...attribute }: Attribute): Json {
  const { required, optional, computed, sensitive, writeOnly } = attribute;
  return {
    ...(isNested(type)
      ? { nested_type: { attributes: attributesJson(type.attributes), nesting_mode: type.nesting } }
      : { type: typeToJson(type) }),
    ...described(description),
    ...(deprecated !== undefined && { deprecated: true }),
    ...(required && { required }),
    ...(optional && { optional }),
    ...(computed && { computed }),
    ...(sensitive && { sensitive }),
    ...(writeOnly && { write_only: writeOnly }),
  };
}

function functionJson({ description, summary, returns, parameters, variadic }: FunctionSchema): Json {
  return {
    description,
    summary,
    return_type: typeToJson(returns),
    ...(parameters.length > 0 && {
      parameters: parameters.map(parameterJson),
    }),
    ...(variadic && { variadic_parameter: parameterJson(variadic) }),
  };
}

function parameterJson({ name, description, type }: Parameter): Json {
  return { name, description, type: typeToJson(type) };
}
