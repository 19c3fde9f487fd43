import { Problem } from "../contract/problem.ts";
import { type OperationId, operationIds, type Route, routes } from "../contract/routes.ts";

/** A line of the operations table, made ready to match paths as they came, still percent-encoded. */
export interface Matcher {
  readonly id: OperationId;
  readonly route: Route;
  readonly pattern: RegExp;
  /** The same for Hono's router. */
  readonly honoPath: string;
}

/** What follows a parameter tells a deed from the object: `{id}:leftovers` is looked for before `{id}`. */
const inOrder = operationIds.toSorted((a, b) => Number(isOfDeed(b)) - Number(isOfDeed(a)));

export const matchers: readonly Matcher[] = inOrder.map(matcherOf);

export function matcherOf(id: OperationId): Matcher {
  const route: Route = routes[id];
  const pattern = route.path.replaceAll(".", "\\.").replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)");
  return {
    id,
    route,
    pattern: new RegExp(`^${pattern}$`),
    honoPath: route.path.replaceAll(/\{(\w+)\}([^/]*)/g, ":$1{[^/]+$2}"),
  };
}

function isOfDeed(id: OperationId): boolean {
  return routes[id].path.includes("}:");
}

/**
 * The path as it was sent: a `%2F` in a reference is part of a parameter, not a separator, so nothing is decoded before
 * the path is matched (RFC 3986 section 2.4).
 */
export function rawPath({ url }: { readonly url: string }): string {
  const start = url.indexOf("/", url.indexOf("://") + 3);
  const end = /[?#]/.exec(url)?.index ?? url.length;
  return start === -1 || start > end ? "/" : url.slice(start, end);
}

/**
 * The parameters of a path, each decoded once.
 * @throws Problem `malformed_request`
 */
export function pathParameters({ pattern }: Matcher, path: string): Record<string, string> {
  const groups = pattern.exec(path)?.groups ?? {};
  return Object.fromEntries(Object.entries(groups).map(([name, text]) => [name, decodeSegment(text, name)]));
}

function decodeSegment(text: string, name: string): string {
  const decoded = decodePercent(text);
  if (decoded !== undefined && !decoded.includes("\0")) return decoded;
  const detail = "must be percent-encoded UTF-8 without U+0000";
  throw new Problem("malformed_request", `${name} in the path ${detail}`, {
    errors: [{ pointer: name, detail }],
  });
}

/** Undefined when it is not percent-encoded UTF-8. */
export function decodePercent(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The methods a path has, none when no operation has the path. */
export function methodsOf(path: string): readonly string[] {
  const methods = matchers.filter(({ pattern }) => pattern.test(path)).map(({ route }) => route.method);
  if (methods.length === 0) return [];
  return [
    ...new Set(methods.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method]))),
    "OPTIONS",
  ];
}
