import type { GraphqlRequest } from "../contract/graphql.ts";
import type { Caller } from "../domain/caller.ts";
import type { Exchange } from "./bindings.ts";
import type { AnswerGraphql, GraphqlParts } from "./graphql/answer.ts";
import { graphqlResponse } from "./graphql-reply.ts";

/** What such a request says: in its body, or in its query. */
interface GraphqlInput {
  readonly body?: GraphqlRequest;
  readonly query?: GraphqlRequest;
}

/** The library and the schema are loaded by the first request: a server that nobody asks starts without them. */
export function createGraphqlOperation(
  parts: GraphqlParts,
): (exchange: Exchange, caller: Caller, input: GraphqlInput) => Promise<Response> {
  let loading: Promise<AnswerGraphql> | undefined;
  const load = async (): Promise<AnswerGraphql> => {
    const { createAnswer } = await import("./graphql/answer.ts");
    return createAnswer(parts);
  };
  return async (exchange, caller, { body, query }) => {
    const request = body ?? query;
    // The schemas of both operations have one of them.
    if (!request) throw new Error("a GraphQL request without a query");
    const answer = await (loading ??= load());
    return graphqlResponse(exchange, await answer(caller, request));
  };
}
