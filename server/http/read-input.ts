import type { IncomingMessage } from "node:http";
import * as z from "zod";
import { operations, type Schemas } from "../contract/operations.ts";
import { invalidField, Problem } from "../contract/problem.ts";
import { validate } from "../contract/validate.ts";
import type { Exchange } from "./bindings.ts";
import { hasBody, readBody } from "./read-body.ts";
import { decodeUtf8, parseJson } from "./read-json.ts";
import { type Matcher, pathParameters, rawPath } from "./routing.ts";
import { parseUrlencoded } from "./urlencoded.ts";

export interface Input {
  /** Parameters, `query` and `body`, validated. */
  readonly value: Readonly<Record<string, unknown>>;
  /** The body as it was sent, for the hash that tells repetitions of a request. */
  readonly bytes: Uint8Array;
}

const nothing = z.strictObject({});
const noBytes = new Uint8Array();

/**
 * Everything a request says, read and validated. Where an operation takes no body, one sent with GET or DELETE means
 * nothing (RFC 9110 section 9.3) and is left unread; one sent with POST is refused unless it is `{}`, since its sender
 * expects it to have an effect.
 * @throws Problem
 */
export async function readInput(exchange: Exchange, matcher: Matcher): Promise<Input> {
  const { incoming } = exchange.env;
  const schemas: Schemas = operations[matcher.id];
  const parameters = pathParameters(matcher, rawPath(exchange.req));
  const query = readQuery(exchange.req.url, schemas.query ?? nothing);
  const takesBody = schemas.body !== undefined || (matcher.route.method === "POST" && hasBody(incoming));
  const bytes = takesBody ? await readBytes(incoming, matcher) : noBytes;
  const body = takesBody ? bodyOf(matcher, bytes) : undefined;
  return {
    value: {
      ...parameters,
      ...(schemas.query && { query }),
      ...(schemas.body && { body }),
    },
    bytes,
  };
}

/**
 * What the bytes of an operation's body say, validated.
 * @throws Problem
 */
export function bodyOf({ id, route }: Pick<Matcher, "id" | "route">, bytes: Uint8Array): unknown {
  const schemas: Schemas = operations[id];
  return validate(schemas.body ?? nothing, route.body === "form" ? parseForm(bytes) : parseJson(bytes));
}

export function readQuery(url: string, schema: z.ZodType): unknown {
  const start = url.indexOf("?");
  const values = parseUrlencoded(start === -1 ? "" : url.slice(start + 1).replace(/#.*$/s, ""));
  try {
    return validate(schema, values);
  } catch (cause) {
    throw cause instanceof Problem ? namingParameters(cause) : cause;
  }
}

/** Parameters are named as they are, not by a pointer into a body. */
function namingParameters(problem: Problem): Problem {
  const errors = (problem.errors ?? []).map(({ pointer, detail }) => ({
    pointer: pointer.replace(/^\//, ""),
    detail: detail.replace(
      "there is no such field; the fields are",
      "there is no such parameter; the parameters are",
    ),
  }));
  const [first] = errors;
  const more = errors.length > 1 ? ` (and ${String(errors.length - 1)} more)` : "";
  return new Problem(problem.code, first ? `${first.pointer}: ${first.detail}${more}` : problem.message, {
    errors,
  });
}

async function readBytes(incoming: IncomingMessage, { route }: Matcher): Promise<Uint8Array> {
  if (!hasBody(incoming)) throw missingBody(route.body);
  requireMediaType(incoming, route.body ?? "json");
  const bytes = await readBody(incoming, route.maxBody);
  if (bytes.length === 0) throw missingBody(route.body);
  return bytes;
}

const mediaTypes = {
  json: "application/json",
  form: "application/x-www-form-urlencoded",
} as const;
type BodyKind = keyof typeof mediaTypes;

function missingBody(kind: BodyKind = "json"): Problem {
  return invalidField("", `the body is missing: send ${kind === "json" ? "a JSON object" : "a form"}`);
}

/** @throws Problem `unsupported_media_type` */
function requireMediaType({ headers }: IncomingMessage, kind: BodyKind): void {
  const encoding = headers["content-encoding"] ?? "identity";
  if (encoding.toLowerCase() !== "identity") {
    throw new Problem("unsupported_media_type", "Content-Encoding: send the body without one");
  }
  if (!isMediaType(headers["content-type"] ?? "", kind)) {
    throw new Problem("unsupported_media_type", `Content-Type: must be ${mediaTypes[kind]}, in UTF-8`);
  }
}

/** Whether a `Content-Type` says that a body is of this kind, in UTF-8. */
export function isMediaType(contentType: string, kind: BodyKind): boolean {
  const [type = "", ...parameters] = contentType.split(";").map((part) => part.trim().toLowerCase());
  const isUtf8 = parameters.every((parameter) => /^(?:charset="?utf-8"?)?$/.test(parameter));
  return type === mediaTypes[kind] && isUtf8;
}

function parseForm(bytes: Uint8Array): Record<string, string> {
  return parseUrlencoded(decodeUtf8(bytes));
}
