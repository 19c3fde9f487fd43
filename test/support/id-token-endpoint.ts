import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { json, type OidcIssuer } from "./oidc-issuer.ts";
import { between } from "./relay.ts";

/** What gives a job its ID tokens, as GitHub's does, by a real issuer's key. */
export interface IdTokenEndpoint extends AsyncDisposable {
  readonly url: string;
  /** What a runner tells a job that has `id-token: write`. */
  readonly env: Readonly<Record<string, string>>;
  /** The audiences it was asked for, in their order. */
  readonly audiences: string[];
  /** The ID tokens it gave. */
  readonly given: string[];
  /** Claims over those of a job; undefined takes one away. */
  claims: Record<string, unknown>;
  /** Answers instead of it, unless that says no. */
  answer: ((outgoing: ServerResponse, count: number) => boolean) | undefined;
}

export async function startIdTokenEndpoint(issuer: OidcIssuer): Promise<IdTokenEndpoint> {
  const bearer = randomBytes(24).toString("base64url");
  const audiences: string[] = [];
  const given: string[] = [];
  const reply = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const { searchParams, pathname } = new URL(incoming.url ?? "", "http://localhost");
    const audience = searchParams.get("audience");
    const isRight =
      incoming.headers.authorization === `Bearer ${bearer}` &&
      incoming.method === "GET" &&
      pathname === "/run/idtoken" &&
      searchParams.get("api-version") === "2.0";
    if (!isRight || audience === null) return void outgoing.writeHead(401).end();
    const count = audiences.push(audience);
    if (endpoint.answer?.(outgoing, count) === true) return undefined;
    const value = await issuer.sign({ aud: audience, ...endpoint.claims });
    given.push(value);
    json(outgoing, { count: value.length, value });
  };
  const server = createServer((incoming, outgoing) => void reply(incoming, outgoing));
  const listening = await between(server, "http");
  const endpoint: IdTokenEndpoint = {
    url: listening.url,
    env: {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${listening.url}/run/idtoken?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer,
    },
    audiences,
    given,
    claims: {},
    answer: undefined,
    [Symbol.asyncDispose]: () => listening[Symbol.asyncDispose](),
  };
  return endpoint;
}
