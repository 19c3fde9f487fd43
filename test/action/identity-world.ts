import type { Environment } from "../../server/config/settings.ts";
import { type IdTokenEndpoint, startIdTokenEndpoint } from "../support/id-token-endpoint.ts";
import { leaksOf } from "../support/leaks.ts";
import { type OidcIssuer, startIssuer } from "../support/oidc-issuer.ts";
import { type Fate, relay } from "../support/relay.ts";
import type { Job, Phase } from "../support/runner.ts";
import { createWorld, type World } from "./world.ts";

/** A server whose `sa/shop/ci` trusts jobs of one repository, and a runner that gives such jobs ID tokens. */
export interface IdentityWorld extends AsyncDisposable {
  readonly world: World;
  /** The server's public URL. */
  readonly url: string;
  readonly issuer: OidcIssuer;
  readonly endpoint: IdTokenEndpoint;
  /** What becomes of the answer to a request. */
  decide: (requestLine: string) => Fate | Promise<Fate>;
  /** Changes the trust policy. */
  readonly change: (body: Readonly<Record<string, unknown>>) => Promise<void>;
  /** A job with an identity, and these variables of the runner. */
  readonly job: (env?: Readonly<Record<string, string>>) => Job;
  /** What a phase lets people see of the ID tokens, of what asks for them, and of these secrets. */
  readonly leaks: (phase: Phase, secrets?: readonly string[]) => readonly string[];
}

interface Options {
  /** The issuer's clock, in milliseconds since 1970. */
  readonly now?: () => number;
  /** Of the server, over its own. */
  readonly env?: Environment;
}

export async function createIdentityWorld({ now, env }: Options = {}): Promise<IdentityWorld> {
  const issuer = await startIssuer(now);
  const endpoint = await startIdTokenEndpoint(issuer);
  let target = "";
  const front = await relay(
    () => target,
    (line) => self.decide(line),
  );
  const { url } = front;
  const world = await createWorld({ JETON_PUBLIC_URL: url, JETON_OUTBOUND_ALLOW: "127.0.0.1", ...env });
  target = world.server.url;
  const { id } = await world.server.create("/v1/trust-policies", {
    service_account_id: "sa/shop/ci",
    name: "github",
    issuer: issuer.url,
    audience: url,
    claims: { repository_id: ["74"], ref: ["refs/heads/*"], environment: ["prod"] },
  });
  const self: IdentityWorld = {
    world,
    url,
    issuer,
    endpoint,
    decide: () => "pass",
    change: async (body) => {
      const path = `/v1/trust-policies/${String(id)}`;
      const reply = await world.server.send({ method: "PATCH", path, body });
      if (reply.status !== 200) throw new Error(reply.text);
    },
    job: (runner = {}) => world.job({ env: { ...endpoint.env, ...runner } }),
    leaks: (phase, secrets = []) =>
      leaksOf(phase, [
        ...endpoint.given,
        ...endpoint.given.map((text) => text.split(".")[2] ?? ""),
        endpoint.env["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] ?? "",
        ...secrets,
      ]),
    [Symbol.asyncDispose]: async () => {
      for (const one of [front, world, endpoint, issuer]) await one[Symbol.asyncDispose]();
    },
  };
  return self;
}
