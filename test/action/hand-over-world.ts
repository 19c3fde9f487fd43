import { type FakeGitHub, startFakeGitHub } from "../support/fake-github.ts";
import { type Fate, relay } from "../support/relay.ts";
import type { Job } from "../support/runner.ts";
import { createWorld, type World } from "./world.ts";

/** A job at a server and at a fake GitHub, whose token may write secrets. */
export interface HandOverWorld extends AsyncDisposable {
  readonly world: World;
  readonly github: FakeGitHub;
  readonly secretsToken: string;
  /** What the Action is given, besides `secrets`. */
  readonly inputs: Readonly<Record<string, string>>;
  /** What becomes of the answer to a request to the server. */
  decide: (requestLine: string) => Fate | Promise<Fate>;
  readonly job: (env?: Readonly<Record<string, string>>) => Job;
  /** The tokens that were handed over, not ended. */
  readonly tokens: () => Promise<readonly Record<string, unknown>[]>;
}

export async function createHandOverWorld(): Promise<HandOverWorld> {
  const world = await createWorld();
  const github = await startFakeGitHub();
  const secretsToken = "github_pat_11AAAAAAA0123456789_abcdefghij";
  github.tokens.set(secretsToken, "write");
  const front = await relay(world.server.url, (line) => self.decide(line));
  const self: HandOverWorld = {
    world,
    github,
    secretsToken,
    inputs: { url: front.url, token: world.token, "secrets-token": secretsToken },
    decide: () => "pass",
    job: (env = {}) => world.job({ env: { GITHUB_API_URL: github.url, ...env } }),
    tokens: async () => {
      const { items } = (await world.server.send({ path: "/v1/tokens" })).json() as {
        items: readonly Record<string, unknown>[];
      };
      return items.filter(({ name, state }) => String(name).startsWith("github:") && state === "active");
    },
    [Symbol.asyncDispose]: async () => {
      for (const one of [front, github, world]) await one[Symbol.asyncDispose]();
    },
  };
  return self;
}
