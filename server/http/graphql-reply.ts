import {
  type Problem,
  problemBody,
  type ProblemBody,
  type ProblemCode,
  type problems,
} from "../contract/problem.ts";
import type { Exchange } from "./bindings.ts";

export interface GraphqlError {
  readonly message: string;
  readonly locations?: readonly { readonly line: number; readonly column: number }[];
  readonly path?: readonly (string | number)[];
  /** The problem as other operations answer it. */
  readonly extensions: ProblemBody;
}

/** `data` is absent when the request was refused whole. */
export interface GraphqlReply {
  readonly data?: unknown;
  readonly errors?: readonly GraphqlError[];
}

const OWN = "application/graphql-response+json";

/** GraphQL over HTTP, section 6: who takes only JSON is told of a wrong document with 200, as such clients expect. */
export function graphqlResponse(exchange: Exchange, reply: GraphqlReply): Response {
  const isOwn = takesOwn(exchange);
  return respond(exchange, reply, { status: reply.data === undefined && isOwn ? 400 : 200, isOwn });
}

/** A request that was refused whole, by what other operations refuse it for. */
export function graphqlRefusal(exchange: Exchange, problem: Problem, status: GraphqlStatus): Response {
  const errors = [errorOf(problem, exchange.get("requestId"))];
  return respond(exchange, { errors }, { status, isOwn: takesOwn(exchange) });
}

export function errorOf(problem: Problem, requestId: string): GraphqlError {
  return { message: problem.message, extensions: problemBody(problem, requestId) };
}

type GraphqlStatus = (typeof problems)[ProblemCode]["status"] | 200;

function respond(
  exchange: Exchange,
  reply: GraphqlReply,
  { status, isOwn }: { readonly status: GraphqlStatus; readonly isOwn: boolean },
): Response {
  const type = isOwn ? OWN : "application/json";
  return exchange.body(JSON.stringify(reply), status, { "Content-Type": `${type}; charset=utf-8` });
}

/** Whether a client takes GraphQL's own media type, and JSON alone no more gladly (RFC 9110 section 12.5.1). */
function takesOwn(exchange: Exchange): boolean {
  const weights = new Map<string, number>();
  for (const part of (exchange.req.header("accept") ?? "").toLowerCase().split(",")) {
    const [type = "", ...parameters] = part.split(";").map((text) => text.trim());
    const weight = parameters.find((text) => text.startsWith("q="))?.slice(2);
    weights.set(type, weight === undefined ? 1 : Number(weight));
  }
  const own = weights.get(OWN) ?? 0;
  return own > 0 && own >= (weights.get("application/json") ?? 0);
}
