import type { Logger } from "pino";
import type { Validated } from "../contract/operations.ts";
import { Problem, type ProblemBody } from "../contract/problem.ts";
import type { EdgeOperation } from "../domain/caller.ts";
import type { ProviderSignIn } from "../domain/sign-in/provider-sign-in.ts";
import type { Exchange } from "./bindings.ts";
import { clientInfo } from "./client-info.ts";
import type { Metrics } from "./metrics.ts";
import { problemResponse } from "./problem-response.ts";
import { readInput } from "./read-input.ts";
import { matcherOf } from "./routing.ts";
import type { SessionCookies } from "./session-cookie.ts";
import { createSignInCookies } from "./sign-in-cookies.ts";
import { pageHeaders, problemPage } from "./sign-in-page.ts";

type Answer = (exchange: Exchange) => Promise<Response>;

interface Parts {
  readonly providerSignIn: ProviderSignIn;
  readonly cookies: SessionCookies;
  readonly publicUrl: string | undefined;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** Signing in through an identity provider: a browser is sent there and comes back, by links it follows. */
export function providerSigningIn(
  parts: Parts,
): Pick<Record<EdgeOperation, Answer>, "session.providers" | "session.begin" | "session.callback"> {
  const { providerSignIn, cookies, publicUrl } = parts;
  const kept = createSignInCookies(publicUrl);
  const beginMatcher = matcherOf("session.begin");
  const callbackMatcher = matcherOf("session.callback");
  return {
    "session.providers": async (exchange) => exchange.json(await providerSignIn.providers()),
    "session.begin": (exchange) =>
      readably(exchange, parts, async () => {
        demandOwnLink(exchange);
        const { value } = await readInput(exchange, beginMatcher);
        // What the schemas of this very operation made.
        const { query } = value as unknown as Validated<"session.begin">;
        const { location, state, sealed } = await providerSignIn.begin(query, cookies.read(exchange));
        kept.set(exchange, state, sealed);
        return onward(exchange, location);
      }),
    "session.callback": (exchange) =>
      readably(exchange, parts, async () => {
        const client = clientInfo(exchange, callbackMatcher);
        const { value } = await readInput(exchange, callbackMatcher);
        // As above.
        const input = value as unknown as Validated<"session.callback">;
        const { state } = input.query;
        const sealed = state === undefined ? undefined : kept.read(exchange, state);
        // Whatever becomes of it, it was this one's only time.
        if (state !== undefined && sealed !== undefined) kept.clear(exchange, state);
        const { text, session, location } = await providerSignIn.finish(input, { client, sealed });
        cookies.set(exchange, text);
        exchange.set("tokenId", session.id);
        return onward(exchange, location);
      }),
  };
}

/** The address has what nobody is to know; no page further on is told it. */
function onward(exchange: Exchange, location: string): Response {
  return exchange.body(null, 303, { Location: location, "Referrer-Policy": "no-referrer" });
}

/**
 * Another site must not begin it: whom the identity provider still knows would be signed in unasked, in place of who was.
 * @throws Problem `cross_site_request`
 */
function demandOwnLink(exchange: Exchange): void {
  const site = exchange.req.header("sec-fetch-site");
  if (site === undefined || site === "same-origin" || site === "none") return;
  const detail =
    "signing in begins at Jeton itself, and not by another site's link; open Jeton and sign in there";
  throw new Problem("cross_site_request", detail);
}

/** What is refused is told to a person on a page, to a program as a problem, and to the log in the same words. */
async function readably(
  exchange: Exchange,
  { logger, metrics, publicUrl }: Parts,
  work: () => Promise<Response>,
): Promise<Response> {
  try {
    return await work();
  } catch (cause) {
    const { code, message } = cause instanceof Problem ? cause : { code: "internal", message: "" };
    const told = { event: "sign_in.refused", request_id: exchange.get("requestId"), code };
    if (code === "sign_in_refused") logger.warn({ ...told, reason: message }, "nobody was signed in");
    const reply = problemResponse(exchange, cause, { logger, metrics });
    if (!/\btext\/html\b/.test(exchange.req.header("accept") ?? "")) return reply;
    const body = (await reply.json()) as ProblemBody;
    const headers = new Headers(reply.headers);
    for (const [name, value] of Object.entries(pageHeaders)) headers.set(name, value);
    return new Response(problemPage(body, `${publicUrl ?? ""}/`), { status: reply.status, headers });
  }
}
