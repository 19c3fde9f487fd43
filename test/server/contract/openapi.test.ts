import { expect, test } from "vitest";
import { openapiDocument } from "../../../server/contract/openapi.ts";

/** The parts of OpenAPI 3.1.0 (https://spec.openapis.org/oas/v3.1.0) and JSON Schema 2020-12 that the document uses. */

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const document = openapiDocument("1.2.3");
const paths = document["paths"] as Record<string, Record<string, Json>>;
const everyOperation = Object.values(paths).flatMap((methods) => Object.values(methods));

const schemaKeys = new Set([
  "$ref",
  "type",
  "enum",
  "const",
  "anyOf",
  "allOf",
  "oneOf",
  "items",
  "properties",
  "required",
  "additionalProperties",
  "propertyNames",
  "default",
  "title",
  "description",
  "format",
  "pattern",
  "minLength",
  "maxLength",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "minItems",
  "maxItems",
  "uniqueItems",
  "readOnly",
  "writeOnly",
]);
const types = new Set(["string", "number", "integer", "boolean", "object", "array", "null"]);

/** Everything that is wrong with a schema, with where. */
function flaws(schema: unknown, at: string): string[] {
  if (typeof schema === "boolean") return [];
  if (!isObject(schema)) return [`${at}: no schema`];
  const found = Object.keys(schema)
    .filter((key) => !schemaKeys.has(key))
    .map((key) => `${at}: ${key} is no keyword`);
  const given = schema["type"] === undefined ? [] : [schema["type"]].flat();
  if (!given.every((type) => typeof type === "string" && types.has(type))) found.push(`${at}: type`);
  if (typeof schema["pattern"] === "string") {
    try {
      RegExp(schema["pattern"], "u");
    } catch {
      found.push(`${at}: pattern`);
    }
  }
  const { properties, required } = schema;
  if (isObject(properties)) {
    for (const [name, inner] of Object.entries(properties)) found.push(...flaws(inner, `${at}/${name}`));
    if (Array.isArray(required))
      found.push(
        ...required
          .filter((name) => !(String(name) in properties))
          .map((name) => `${at}: required ${String(name)}`),
      );
  }
  for (const key of ["items", "additionalProperties", "propertyNames"]) {
    if (schema[key] !== undefined) found.push(...flaws(schema[key], `${at}/${key}`));
  }
  for (const key of ["anyOf", "allOf", "oneOf"]) {
    const list = schema[key];
    if (Array.isArray(list))
      for (const [index, inner] of list.entries())
        found.push(...flaws(inner, `${at}/${key}/${String(index)}`));
  }
  return found;
}

test("it has what a document must have", () => {
  expect(document).toMatchObject({
    openapi: "3.1.0",
    info: { title: "Jeton", version: "1.2.3", license: { identifier: "MPL-2.0" } },
    security: [{ bearer: [] }, { session: [] }],
  });
  expect(JSON.parse(JSON.stringify(document))).toEqual(document);
});

test("operation ids are unique, and every operation answers its success and says what else it may answer", () => {
  const ids = everyOperation.map((operation) => String(operation["operationId"]));
  expect(new Set(ids).size).toBe(ids.length);
  for (const { responses } of everyOperation) {
    const codes = Object.keys(responses as Json);
    expect(codes.every((code) => /^(?:2\d\d|303|default)$/.test(code))).toBe(true);
    expect(codes).toContain("default");
    for (const response of Object.values(responses as Record<string, Json>))
      expect(response["description"]).toBeTypeOf("string");
  }
});

test("every schema of a body, a reply or a parameter is one", () => {
  const found = everyOperation.flatMap((operation) => {
    const id = String(operation["operationId"]);
    const contents = [operation["requestBody"], ...Object.values(operation["responses"] as Json)].flatMap(
      (part) => (isObject(part) && isObject(part["content"]) ? Object.values(part["content"]) : []),
    );
    const parameters = (operation["parameters"] ?? []) as Json[];
    return [...contents, ...parameters].flatMap((part) => flaws((part as Json)["schema"], id));
  });
  expect(found).toEqual([]);
});

test("parameters of a path are required, and every parameter says what it is for", () => {
  const parameters = everyOperation.flatMap(
    (operation) => (operation["parameters"] ?? []) as readonly Json[],
  );
  const odd = parameters.filter(
    ({ in: place, required = false, description }) =>
      typeof place !== "string" ||
      !["path", "query", "header"].includes(place) ||
      (place === "path") !== required ||
      typeof description !== "string",
  );
  expect(odd).toEqual([]);
});

test("a secret is in the replies of what makes one, and in no other", () => {
  const withSecret = everyOperation
    .filter(({ responses }) => JSON.stringify(responses).includes('"secret"'))
    .map((operation) => String(operation["operationId"]));
  expect(withSecret.toSorted()).toEqual([
    "declaration.apply",
    "token.create",
    "token.rotate",
    "token.transfer",
    "webhook.create",
    "webhook.rotate",
  ]);
});

test("no schema asks for all of two closed objects: each would refuse what the other has", () => {
  const closed = (schema: unknown): boolean => isObject(schema) && schema["additionalProperties"] === false;
  const odd: unknown[] = [];
  JSON.stringify(document, (_, value: unknown) => {
    if (isObject(value) && Array.isArray(value["allOf"]) && value["allOf"].some(closed)) odd.push(value);
    return value;
  });
  expect(odd).toEqual([]);
});

test("what is no JSON says so, and each kind of refusal is of its standard's media type", () => {
  const contents = (path: string, method: string, status: string): readonly string[] => {
    const { responses } = paths[path]![method] as { responses: Record<string, { content: Json }> };
    return Object.keys(responses[status]?.content ?? {});
  };
  expect(contents("/metrics", "get", "200")).toEqual(["text/plain"]);
  expect(contents("/v1/audit-events:export", "get", "200")).toEqual(["application/x-ndjson"]);
  expect(contents("/v1/tokens", "post", "default")).toEqual(["application/problem+json"]);
  expect(contents("/oauth/token", "post", "default")).toEqual(["application/json"]);
  expect(contents("/graphql", "post", "default")).toEqual([
    "application/json",
    "application/graphql-response+json",
  ]);
  expect(contents("/readyz", "get", "default")).toEqual(["application/problem+json"]);
});
