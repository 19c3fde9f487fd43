import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from "jose";

export interface IssuerKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

/** An OIDC issuer of the real kind, in this process, on a port of its own. */
export interface OidcIssuer extends AsyncDisposable {
  /** Its `iss`. */
  readonly url: string;
  readonly key: IssuerKey;
  /** The keys it publishes; a test may change them. */
  readonly published: JWK[];
  /** How often each path was asked for. */
  readonly asked: Map<string, number>;
  /** Answers instead of it, until it is undefined again. */
  answer: ((incoming: IncomingMessage, outgoing: ServerResponse) => void) | undefined;
  /** The `issuer` its configuration names. */
  named: string;
  /** An ID token with these claims over those of a job of GitHub Actions; undefined takes one away. */
  readonly sign: (
    claims?: Record<string, unknown>,
    by?: { key?: IssuerKey; header?: Record<string, unknown> },
  ) => Promise<string>;
}

export async function newKey(kid: string, alg = "RS256"): Promise<IssuerKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, alg, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: "sig" } };
}

let count = 0;

/** What GitHub says of a job, as docs.github.com shows it; each ID token has a `jti` of its own. */
export function githubClaims(): Record<string, unknown> {
  return {
    jti: `00000000-0000-4000-8000-${String((count += 1)).padStart(12, "0")}`,
    sub: "repo:octo-org/octo-repo:environment:prod",
    aud: "https://jeton.test",
    ref: "refs/heads/main",
    ref_type: "branch",
    ref_protected: "true",
    sha: "example-sha",
    repository: "octo-org/octo-repo",
    repository_id: "74",
    repository_owner: "octo-org",
    repository_owner_id: "65",
    repository_visibility: "private",
    run_id: "example-run-id",
    run_number: "10",
    run_attempt: "2",
    runner_environment: "github-hosted",
    actor: "octocat",
    actor_id: "12",
    workflow: "example-workflow",
    workflow_ref: "octo-org/octo-repo/.github/workflows/oidc.yml@refs/heads/main",
    workflow_sha: "example-sha",
    job_workflow_ref: "octo-org/octo-automation/.github/workflows/oidc.yml@refs/heads/main",
    job_workflow_sha: "example-sha",
    head_ref: "",
    base_ref: "",
    event_name: "workflow_dispatch",
    environment: "prod",
    enterprise: "avocado-corp",
    enterprise_id: "2",
  };
}

/** @param now milliseconds since 1970, by which its ID tokens are dated */
export async function startIssuer(now: () => number = Date.now): Promise<OidcIssuer> {
  const key = await newKey("key-1");
  const asked = new Map<string, number>();
  const server = createServer((incoming, outgoing) => {
    const path = incoming.url ?? "";
    asked.set(path, (asked.get(path) ?? 0) + 1);
    if (issuer.answer) issuer.answer(incoming, outgoing);
    else if (path === "/.well-known/openid-configuration") {
      json(outgoing, { issuer: issuer.named, jwks_uri: `${url}/keys` });
    } else if (path === "/keys") json(outgoing, { keys: issuer.published });
    else outgoing.writeHead(404).end();
  });
  const { promise, resolve } = Promise.withResolvers<undefined>();
  server.listen(0, "127.0.0.1", () => {
    resolve(undefined);
  });
  await promise;
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const issuer: OidcIssuer = {
    url,
    key,
    published: [key.jwk],
    asked,
    answer: undefined,
    named: url,
    sign: (claims = {}, { key: by = key, header } = {}) => {
      const seconds = Math.floor(now() / 1000);
      const times = { iss: url, iat: seconds, nbf: seconds - 300, exp: seconds + 300 };
      const all = Object.entries({ ...githubClaims(), ...times, ...claims });
      // As it is: a library that adds to it would not be the attacker's.
      const payload = Object.fromEntries(all.filter(([, value]) => value !== undefined)) as JWTPayload;
      return new SignJWT(payload)
        .setProtectedHeader({ typ: "JWT", alg: by.alg, kid: by.kid, ...header })
        .sign(by.privateKey);
    },
    [Symbol.asyncDispose]: async () => {
      const closed = Promise.withResolvers<undefined>();
      server.close(() => {
        closed.resolve(undefined);
      });
      server.closeAllConnections();
      await closed.promise;
    },
  };
  return issuer;
}

export function json(outgoing: ServerResponse, body: unknown): void {
  outgoing.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
}
