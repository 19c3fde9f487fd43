import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { fullFormats } from "ajv-formats/dist/formats.js";
import { problems } from "../../server/contract/problem.ts";
import type { OperationId } from "../../server/contract/routes.ts";
import { type Route, routes } from "../../server/contract/routes.ts";
import type { Reply } from "./http.ts";

export type Json = Readonly<Record<string, unknown>>;

const HERE = "https://jeton.test/openapi.json";

/**
 * Compares replies with an OpenAPI document.
 * @returns what is wrong with a reply of an operation, in words; undefined for nothing
 */
export function createDocumentCheck(document: Json): (id: OperationId, reply: Reply) => string | undefined {
  const ajv = new Ajv2020({ strict: false, allErrors: false, formats: fullFormats });
  ajv.addSchema(document, HERE);
  const compiled = new Map<string, ValidateFunction>();
  const validate = (pointer: string, value: unknown): string | undefined => {
    const valid = compiled.get(pointer) ?? ajv.compile({ $ref: `${HERE}#${pointer}` });
    compiled.set(pointer, valid);
    return valid(value) ? undefined : ajv.errorsText(valid.errors);
  };
  return (id, reply) => {
    const { path, method, public: isPublic }: Route = routes[id];
    const at = ["paths", path, method.toLowerCase(), "responses"];
    const responses = memberOf(document, at) as Record<string, Json>;
    const listed = String(reply.status) in responses ? String(reply.status) : "default";
    if (listed === "default" && reply.status < 400) return "a status the document does not list";
    const content = responses[listed]?.["content"] as Record<string, { schema?: Json }> | undefined;
    const wrong = wrongContent(reply, content, (type, value) =>
      validate(pointerTo([...at, listed, "content", type, "schema"]), value),
    );
    return wrong ?? wrongHeaders(reply, isPublic === true);
  };
}

function wrongContent(
  { status, text, headers }: Reply,
  content: Readonly<Record<string, { readonly schema?: Json }>> | undefined,
  validate: (type: string, value: unknown) => string | undefined,
): string | undefined {
  if (content === undefined) return text === "" ? undefined : "a body the document does not have";
  const type = String(headers["content-type"]).replace(/;.*$/, "");
  if (!(type in content)) return `${type}: a content type the document does not list for ${String(status)}`;
  if (content[type]?.schema === undefined || type.startsWith("text/")) return undefined;
  const texts = type === "application/x-ndjson" ? text.split("\n").slice(0, -1) : [text];
  return texts.map((line) => validate(type, JSON.parse(line))).find((wrong) => wrong !== undefined);
}

/** What every reply has, whatever it is of. */
function wrongHeaders({ status, headers, text }: Reply, mayBeKept: boolean): string | undefined {
  if (headers["request-id"] === undefined) return "no Request-Id";
  if (headers["cache-control"] !== "no-store" && !mayBeKept) return "Cache-Control is not no-store";
  if (status === 401 && headers["www-authenticate"] === undefined) return "a 401 without WWW-Authenticate";
  if ((status === 429 || status === 503) && headers["retry-after"] === undefined) return "no Retry-After";
  if (headers["content-type"] !== "application/problem+json") return undefined;
  return wrongProblem(JSON.parse(text) as Json, { status, headers });
}

function wrongProblem(
  { code, status, detail, errors, request_id: requestId }: Json,
  reply: Pick<Reply, "status" | "headers">,
): string | undefined {
  const known = problems[code as keyof typeof problems].status;
  if (known !== reply.status || status !== reply.status) return "code and status differ";
  if (detail === "" || requestId !== reply.headers["request-id"]) return "says too little";
  const fields = (errors ?? []) as readonly { readonly detail: string }[];
  if (code === "validation_failed" && !(fields.length > 0 && fields.every((one) => one.detail !== "")))
    return "names no field";
  return undefined;
}

function memberOf(document: Json, path: readonly string[]): unknown {
  let value: unknown = document;
  for (const name of path) value = (value as Json)[name];
  return value;
}

/** RFC 6901 in a URI's fragment. */
function pointerTo(path: readonly string[]): string {
  return path
    .map((name) => `/${encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"))}`)
    .join("");
}
