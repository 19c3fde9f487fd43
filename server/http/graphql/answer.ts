import {
  type DocumentNode,
  execute,
  type ExecutionResult,
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
} from "graphql";
import type { GraphqlRequest } from "../../contract/graphql.ts";
import { Problem } from "../../contract/problem.ts";
import { redactTokens } from "../../contract/token-text.ts";
import type { Caller } from "../../domain/caller.ts";
import type { ReadTogether } from "../../domain/read-together.ts";
import type { GraphqlError, GraphqlReply } from "../graphql-reply.ts";
import { errorOf } from "../graphql-reply.ts";
import { bounds, demandModest } from "./bounds.ts";
import { createLookUps } from "./look-ups.ts";
import { createSchema } from "./schema.ts";

export interface GraphqlParts {
  readonly readTogether: ReadTogether;
  /** Told of what went wrong here, for the log. */
  readonly report: (cause: unknown, requestId: string) => Problem;
}

export type AnswerGraphql = (caller: Caller, request: GraphqlRequest) => Promise<GraphqlReply>;

const schema = createSchema();

/**
 * Answers one request. One whose document is wrong is answered without `data`.
 * @throws Problem `query_too_costly`, and what the caller's token is refused with
 */
export function createAnswer({ readTogether, report }: GraphqlParts): AnswerGraphql {
  return async (caller, request) => {
    const { requestId } = caller.client;
    const refused = (errors: readonly GraphQLError[]): GraphqlReply => ({
      errors: errors.map((error) => formatted(error, requestId, report)),
    });
    const document = parsed(request.query);
    if (document instanceof GraphQLError) return refused([document]);
    const errors = validate(schema, document, specifiedRules, { maxErrors: 20, hideSuggestions: true });
    if (errors.length > 0) return refused(errors);
    const operation = operationOf(document, request);
    if (operation instanceof GraphQLError) return refused([operation]);
    const variables = request.variables ?? {};
    demandModest(schema, document, { operation, variables });
    const { data, ...rest } = await readTogether(caller, (read) => run(read, document, request));
    return {
      ...(rest.errors && refused(rest.errors)),
      // Absent where the variables do not fit.
      ...(data !== undefined && { data }),
    };
  };
}

/** @throws Problem `query_too_costly` */
function parsed(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query, { maxLexicalTokens: bounds.tokens });
  } catch (cause) {
    if (!(cause instanceof GraphQLError)) throw cause;
    if (!cause.message.includes(`more than ${String(bounds.tokens)} tokens`)) return cause;
    const detail = `the query may have ${String(bounds.tokens)} words and signs at most: send several requests instead`;
    throw new Problem("query_too_costly", detail);
  }
}

function operationOf(document: DocumentNode, { operationName }: GraphqlRequest) {
  const operation = getOperationAST(document, operationName);
  if (!operation) return new GraphQLError("name one operation of the document in `operationName`");
  if (operation.operation === OperationTypeNode.QUERY) return operation;
  return new GraphQLError("there are only queries here: changes are made through REST");
}

async function run(
  read: Parameters<Parameters<ReadTogether>[1]>[0],
  document: DocumentNode,
  { operationName, variables }: GraphqlRequest,
): Promise<ExecutionResult> {
  const aborting = new AbortController();
  const abort = (problem: Problem): void => {
    aborting.abort(problem);
  };
  return execute({
    schema,
    document,
    operationName,
    variableValues: variables,
    contextValue: createLookUps(read, abort),
    abortSignal: aborting.signal,
    hideSuggestions: true,
  });
}

/** What went wrong, as a client may know it: a message of the library's own quotes what was sent. */
function formatted(
  { message, locations, path, originalError }: GraphQLError,
  requestId: string,
  report: GraphqlParts["report"],
): GraphqlError {
  const isOurs = originalError !== undefined && !(originalError instanceof GraphQLError);
  const cause = isOurs ? originalError : new Problem("malformed_request", redactTokens(message));
  const problem = cause instanceof Problem ? cause : report(cause, requestId);
  return { ...errorOf(problem, requestId), ...(locations && { locations }), ...(path && { path }) };
}
