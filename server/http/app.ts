import { Hono } from "hono";
import type { Logger } from "pino";
import { Problem } from "../contract/problem.ts";
import { bindsToTag } from "../contract/routes.ts";
import type {
  Authenticate,
  Caller,
  EdgeOperation,
  OpenCases,
  Opened,
  OpenOperation,
  Sender,
  Told,
  SignIn,
  UseCases,
} from "../domain/caller.ts";
import type { Identity } from "../domain/memory/known.ts";
import type { Jwts } from "../domain/secrets/jwts.ts";
import type { ProviderSignIn } from "../domain/sign-in/provider-sign-in.ts";
import { type Admission, createAdmission } from "./admission.ts";
import type { App, Exchange } from "./bindings.ts";
import { createClientAddress } from "./client-address.ts";
import type { Console } from "./console.ts";
import { clientInfo, withIfMatch, withRepeat } from "./client-info.ts";
import { bearerToken, credentialOf, type CredentialReader } from "./credential.ts";
import { edgeOperations } from "./edge.ts";
import { forwardAuthRefusal, identityHeaders } from "./forward-auth.ts";
import { createGraphqlOperation } from "./graphql-operation.ts";
import type { Metrics } from "./metrics.ts";
import { observe } from "./observe.ts";
import { loggedProblem, problemResponse } from "./problem-response.ts";
import type { ReadTogether } from "../domain/read-together.ts";
import { providerSigningIn } from "./provider-sign-in.ts";
import { readInput } from "./read-input.ts";
import { replyTag } from "./reply-tag.ts";
import { createSessionCookies, sessionResponse } from "./session-cookie.ts";
import { signedBytes } from "./signed-bytes.ts";
import { signingIn } from "./signing-in.ts";
import { streamResponse } from "./stream-response.ts";
import { type Matcher, matchers, methodsOf, rawPath } from "./routing.ts";

export interface AppParts {
  readonly useCases: UseCases;
  readonly openCases: OpenCases;
  readonly readTogether: ReadTogether;
  readonly authenticate: Authenticate;
  readonly signIn: SignIn;
  readonly providerSignIn: ProviderSignIn;
  /** The address clients reach the server at. */
  readonly publicUrl: string | undefined;
  readonly jwts: Jwts | null;
  /** Rejects with a Problem `unavailable` while the server cannot answer. */
  readonly ready: () => Promise<void>;
  /** @throws Problem `unavailable` once the database is known to have lost changes: then nothing is answered */
  readonly demandSame: () => void;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Addresses or CIDR ranges, each of them valid. */
  readonly trustedProxies: readonly string[];
  readonly version: string;
  /** The pages for people; undefined where they were not built. */
  readonly console: Console | undefined;
}

/** https://prometheus.io/docs/instrumenting/exposition_formats/ */
const prometheusText = { "Content-Type": "text/plain; version=0.0.4; charset=utf-8" } as const;

type Parts = AppParts & Pick<CredentialReader, "cookies"> & { readonly admission: Admission };
type DomainOperation = keyof UseCases;
type GraphqlOperation = ReturnType<typeof createGraphqlOperation>;
type Answer = (exchange: Exchange) => Response | Promise<Response>;

/** The HTTP API: a route for each line of the operations table. */
export function createApp(parts: AppParts): App {
  const app: App = new Hono({ getPath: rawPath });
  const cookies = createSessionCookies(parts.publicUrl);
  const admission = createAdmission();
  const all = { ...parts, cookies, admission };
  const edge = edgeOperations({
    ...parts,
    signIn: signingIn({ ...parts, cookies }),
    providerSigningIn: providerSigningIn({ ...parts, cookies }),
  });
  app.use(observe(parts, createClientAddress(parts.trustedProxies)));
  const graphql = createGraphqlOperation({
    readTogether: parts.readTogether,
    report: (cause, requestId) => loggedProblem(cause, requestId, parts.logger),
  });
  for (const matcher of matchers) {
    const { id, route, honoPath } = matcher;
    const answer =
      route.replies === "graphql" ? queryOperation(all, graphql, matcher) : answerOf(all, edge, matcher);
    app.on(route.method, honoPath, (exchange) => {
      exchange.set("operation", id);
      // Whether the process lives is another question.
      if (id !== "healthz") parts.demandSame();
      return admission.counting(route, () => answer(exchange));
    });
  }
  app.notFound(async (exchange) => (await parts.console?.(exchange)) ?? unmatched(exchange, parts));
  app.onError((cause, exchange) => problemResponse(exchange, cause, parts));
  return app;
}

function answerOf(parts: Parts, edge: Record<EdgeOperation, Answer>, matcher: Matcher): Answer {
  const { id } = matcher;
  if (id in edge) return edge[id as EdgeOperation];
  return id in parts.openCases ? openOperation(parts, matcher) : domainOperation(parts, matcher);
}

function openOperation({ openCases }: Parts, matcher: Matcher): Answer {
  const { id, route } = matcher;
  // As below.
  const useCase = openCases[id as OpenOperation] as (sender: Sender, input: unknown) => Promise<unknown>;
  return async (exchange) => {
    const sender = { client: clientInfo(exchange, matcher), bearer: bearerToken(exchange) };
    const { value, bytes } = await readInput(exchange, matcher);
    const signed = signedBytes(exchange, bytes);
    return jsonReply(exchange, route, await useCase({ ...sender, signed }, value));
  };
}

/** @throws Problem */
async function authenticated(exchange: Exchange, parts: Parts, matcher: Matcher): Promise<Caller> {
  const credential = credentialOf(exchange, matcher.route, parts);
  const caller = await parts
    .authenticate(credential, clientInfo(exchange, matcher))
    .catch((cause: unknown) => {
      parts.metrics.bearer(cause instanceof Problem ? cause.code : "internal");
      throw cause;
    });
  parts.metrics.bearer("accepted");
  exchange.set("tokenId", caller.tokenId);
  return caller;
}

function queryOperation(parts: Parts, answer: GraphqlOperation, matcher: Matcher): Answer {
  return async (exchange) => {
    const caller = await authenticated(exchange, parts, matcher);
    const { value } = await readInput(exchange, matcher);
    return parts.admission.inTurn(matcher.route, caller.tokenId, async () => answer(exchange, caller, value));
  };
}

function domainOperation(parts: Parts, matcher: Matcher): Answer {
  const { id, route } = matcher;
  // The input was validated by the very schemas that the use case's type is computed from.
  const useCase = parts.useCases[id as DomainOperation] as (
    caller: Caller,
    input: unknown,
  ) => Promise<unknown>;

  const perform = async (exchange: Exchange): Promise<unknown> => {
    const sender = await authenticated(exchange, parts, matcher);
    const input = await readInput(exchange, matcher);
    const caller = bindsToTag(route) ? withIfMatch(exchange, sender) : sender;
    const asking = route.repeatable ? withRepeat(exchange, caller, input.bytes) : caller;
    return parts.admission.inTurn(route, caller.tokenId, () => useCase(asking, input.value));
  };

  if (id === "forward-auth") {
    return async (exchange) => {
      const identity = await perform(exchange).catch((cause: unknown) => {
        throw forwardAuthRefusal(cause);
      });
      // What this use case's type says.
      return exchange.body(null, 200, identityHeaders(identity as Identity));
    };
  }
  return async (exchange) => {
    const result = await perform(exchange);
    // What this use case's type says, and below.
    if (id === "metrics") return metricsReply(exchange, parts, result as Told);
    if (id === "session.change-password" || id === "session.confirm")
      return sessionResponse(exchange, parts.cookies, result as Opened);
    if (id === "session.delete") parts.cookies.clear(exchange);
    // What the type of a use case that streams says.
    if (route.stream) return streamResponse(exchange, result as AsyncIterable<string>);
    const etag = replyTag(id, result);
    if (etag !== undefined) exchange.header("ETag", etag);
    return jsonReply(exchange, route, result);
  };
}

async function metricsReply(
  exchange: Exchange,
  { metrics }: Pick<Parts, "metrics">,
  told: Told,
): Promise<Response> {
  return exchange.body(await metrics.text(told), 200, prometheusText);
}

function jsonReply(exchange: Exchange, { status }: Matcher["route"], result: unknown): Response {
  const headers = { "Content-Type": "application/json" };
  return status === 204
    ? exchange.body(null, status)
    : exchange.body(JSON.stringify(result), status, headers);
}

function unmatched(exchange: Exchange, parts: Pick<AppParts, "logger" | "metrics">): Response {
  const methods = methodsOf(rawPath(exchange.req));
  if (methods.length === 0) {
    return problemResponse(
      exchange,
      new Problem(
        "unknown_path",
        "the API's paths begin with /v1, and an id or a reference in them is percent-encoded (`shop%2Fdeployer`)",
      ),
      parts,
    );
  }
  exchange.header("Allow", methods.join(", "));
  if (exchange.req.method === "OPTIONS") return exchange.body(null, 204);
  const detail = `this path has ${methods.join(", ")}`;
  return problemResponse(exchange, new Problem("method_not_allowed", detail), parts);
}
