import * as z from "zod";
import { nouns, records } from "./nouns/all.ts";
import { operations, type Schemas } from "./operations.ts";
import { type ProblemCode, problems } from "./problem.ts";
import { bindsToTag, type OperationId, operationIds, type Route, routes } from "./routes.ts";

type Json = { readonly [key: string]: unknown };

/** The API as an OpenAPI 3.1 document, made from the tables. */
export function openapiDocument(version: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const id of operationIds) {
    const route: Route = routes[id];
    (paths[route.path] ??= {})[route.method.toLowerCase()] = operation(id, route, operations[id]);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Jeton",
      version,
      description: "A token server for machines: service accounts, roles, role bindings and API tokens.",
      license: { name: "MPL-2.0", identifier: "MPL-2.0" },
    },
    servers: [{ url: "/" }],
    security: [{ bearer: [] }, { session: [] }],
    tags: Object.values({ ...nouns, ...records }).map(({ name, description }) => ({ name, description })),
    paths,
    components: {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", bearerFormat: "Jeton API token" },
        session: {
          type: "apiKey",
          in: "cookie",
          name: "__Host-jeton_session",
          description: "Of a person who signed in; changes are taken from the console's own origin alone.",
        },
      },
      schemas: { problem: problemSchema(), oauth_error: oauthErrorSchema() },
    },
  };
}

function operation(id: OperationId, route: Route, schemas: Schemas): Json {
  const [tag = id] = id.split(".");
  const parameters = [
    ...pathParameters(route),
    ...queryParameters(schemas.query),
    ...headerParameters(route),
  ];
  const media = route.body === "form" ? "application/x-www-form-urlencoded" : "application/json";
  return {
    operationId: id,
    summary: route.summary,
    ...((tag in nouns || tag in records) && { tags: [tag] }),
    ...(route.permission && { description: `Needs \`${route.permission}\`.` }),
    ...securityOf(route),
    ...(parameters.length > 0 && { parameters }),
    ...(schemas.body && {
      requestBody: { required: true, content: { [media]: { schema: jsonSchema(schemas.body, "input") } } },
    }),
    responses: responsesOf(route, schemas),
  };
}

/** One of success, and what else there may be. */
function responsesOf(route: Route, schemas: Schemas): Json {
  const { reply } = schemas;
  return {
    [String(route.status)]: {
      ...(route.status === 303 ? { description: "Sent on", headers: onward } : { description: "Done" }),
      ...(reply && { content: replyContent(route, reply) }),
      ...(route.replies === "text" && { content: { "text/plain": { schema: { type: "string" } } } }),
    },
    default: refusalReply(route, schemas),
  };
}

const onward = { Location: { description: "Where to.", schema: { type: "string" } } };

/** Where it differs from that of the others. */
function securityOf({ public: isPublic, credential }: Route): Json {
  if (isPublic) return { security: [] };
  return credential === undefined ? {} : { security: [{ [credential]: [] }] };
}

/** Of a stream the schema is that of each line. */
function replyContent({ stream, replies }: Route, reply: z.ZodType): Json {
  const schema = jsonSchema(reply, "output");
  if (replies === "graphql")
    return { "application/json": { schema }, "application/graphql-response+json": { schema } };
  return stream
    ? { "application/x-ndjson": { schema: schema["items"] } }
    : { "application/json": { schema } };
}

function pathParameters(route: Route): Json[] {
  return [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    description: "An id, or a percent-encoded reference.",
    schema: { type: "string" },
  }));
}

function queryParameters(query: z.ZodType | undefined): Json[] {
  if (!query) return [];
  const { properties = {} } = jsonSchema(query, "input") as { readonly properties?: Record<string, Json> };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: "query",
    ...(description !== undefined && { description }),
    schema,
  }));
}

function headerParameters(route: Route): Json[] {
  const header = (name: string, description: string, schema: Json): Json => ({
    name,
    in: "header",
    description,
    schema: { type: "string", ...schema },
  });
  return [
    ...(route.repeatable
      ? [
          header("Idempotency-Key", "Makes a repetition of the same request within a day safe.", {
            maxLength: 255,
          }),
        ]
      : []),
    ...(bindsToTag(route)
      ? [header("If-Match", "The `ETag` of a reply: 412 when the object has been changed since.", {})]
      : []),
  ];
}

function refusalReply(route: Route, { reply }: Schemas): Json {
  if (route.replies === "graphql" && reply) {
    return { description: "What was refused, among GraphQL's errors", content: replyContent(route, reply) };
  }
  if (route.body === "form") {
    return {
      description: "An error of OAuth (RFC 6749 section 5.2)",
      content: { "application/json": { schema: { $ref: "#/components/schemas/oauth_error" } } },
    };
  }
  return {
    description: "A problem (RFC 9457)",
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/problem" } } },
  };
}

function oauthErrorSchema(): Json {
  const text = { type: "string" };
  return {
    type: "object",
    required: ["error", "error_description"],
    properties: { error: text, error_description: text, errors: fieldErrors() },
  };
}

function fieldErrors(): Json {
  const text = { type: "string" };
  return {
    type: "array",
    items: { type: "object", required: ["pointer", "detail"], properties: { pointer: text, detail: text } },
  };
}

function problemSchema(): Json {
  const codes = Object.keys(problems) as ProblemCode[];
  const text = { type: "string" };
  return {
    type: "object",
    required: ["type", "code", "status", "title", "detail"],
    properties: {
      type: text,
      code: { type: "string", enum: codes },
      status: { type: "integer" },
      title: text,
      detail: text,
      errors: fieldErrors(),
      existing_id: text,
      needs: {
        type: "object",
        required: ["permission", "project"],
        properties: { permission: text, project: text },
      },
      holds: { type: "object", additionalProperties: { type: "integer" } },
      request_id: text,
    },
  };
}

/** JSON Schema 2020-12, which OpenAPI 3.1 uses as it is. */
function jsonSchema(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
}
