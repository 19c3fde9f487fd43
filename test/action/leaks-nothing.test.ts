import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { randomBytes } from "node:crypto";
import { afterAll, expect, test } from "vitest";
import { createHidden } from "../../action/hidden.ts";
import { makeTokenText } from "../../server/contract/token-text.ts";
import { leaksOf } from "../support/leaks.ts";
import { createMasker } from "../support/masker.ts";
import { between } from "../support/relay.ts";
import { createJob, type Phase } from "../support/runner.ts";
import { secretsOf } from "../support/secret-samples.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { action } from "./world.ts";

/** Each way in which a secret comes to the Action. */
interface Ways {
  readonly jetonToken: string;
  readonly secretsToken: string;
  readonly bearer: string;
  readonly httpProxy: string;
  readonly httpsProxy: string;
  /** What a server gives, or the input `token`. */
  readonly given: string;
}

const samples = secretsOf(200);
const folder = temporaryFolder();
const WAYS = [
  "jetonToken",
  "secretsToken",
  "bearer",
  "httpProxy",
  "httpsProxy",
  "given",
] as const satisfies (keyof Ways)[];

/** By the first part of the paths that they are asked for. */
const worlds = new Map<string, Ways>();

/** All of them, in all forms, as somebody would write them who wants them to be read. */
function echo(ways: Ways): string {
  return Object.values(ways)
    .flatMap((secret: string) => [
      secret,
      JSON.stringify(secret),
      encodeURIComponent(secret),
      ...(secret.length < 8
        ? []
        : (["base64", "base64url", "hex"] as const).flatMap((encoding) =>
            ["", "x:", "user:"].map((before) => Buffer.from(`${before}${secret}`).toString(encoding)),
          )),
    ])
    .join(" | ");
}

/** A server and a runner's endpoint that mean ill, and the GitHub between them. */
function answer(ways: Ways, path: string): { readonly status: number; readonly body: unknown } {
  const message = echo(ways);
  if (path.startsWith("/idtoken")) return { status: 400, body: { message } };
  if (path.endsWith("/whoami")) {
    const subject = { type: "service_account", id: "sa_1", reference: `sa/shop/ci ${message}` };
    return { status: 200, body: { subject, token: { expires_at: null } } };
  }
  if (path.startsWith("/given/v1/tokens")) return { status: 201, body: { id: "tok_1", secret: ways.given } };
  if (path.startsWith("/github/")) return { status: 403, body: { message } };
  return { status: 403, body: { code: "forbidden", status: 403, detail: message } };
}

const reply = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
  const [, world = "", path = ""] = /^\/(\d+)(\/.*)$/.exec(incoming.url ?? "") ?? [];
  const { status, body } = answer(worlds.get(world)!, path);
  outgoing.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
};
const evil = await between(createServer(reply), "http");
const token = makeTokenText("s", randomBytes);

afterAll(async () => {
  await evil[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

const secrets = "repo:shop/website#A = sa/shop/deployer";

/** What a step is told, by how far it comes. */
const steps: readonly ((ways: Ways, url: string) => Readonly<Record<string, string>>)[] = [
  // To its inputs.
  ({ given }) => ({ token: given, tokens: "DEPLOY_TOKEN = " }),
  // To the runner's endpoint.
  () => ({ "service-account": "shop/ci", audience: "a" }),
  // To a refusal.
  () => ({ token, tokens: "DEPLOY_TOKEN = sa/shop/deployer" }),
  // To a token that is none.
  (_, url) => ({ url: `${url}/given`, token, tokens: "DEPLOY_TOKEN = sa/shop/deployer" }),
  // To GitHub, if what it is given is a line.
  () => ({ token, secrets }),
  // To the end.
  () => ({ token }),
];

async function runStep(index: number, ways: Ways): Promise<readonly Phase[]> {
  const proxy = (password: string): string => `http://user:${encodeURIComponent(password)}@127.0.0.1:1`;
  const url = `${evil.url}/${String(index)}`;
  worlds.set(String(index), ways);
  const env = {
    JETON_TOKEN: ways.jetonToken,
    HTTP_PROXY: proxy(ways.httpProxy),
    HTTPS_PROXY: proxy(ways.httpsProxy),
    ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/idtoken?api-version=2.0`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: ways.bearer,
    GITHUB_API_URL: `${url}/github`,
  };
  const job = createJob({ directory: folder.path, action, env });
  const given = steps[index % steps.length]!(ways, url);
  const main = await job.use({ url, "secrets-token": ways.secretsToken, timeout: "5s", ...given });
  // Without anything to undo, post does not even look.
  return main.state["jeton"] === undefined ? [main] : [main, ...(await job.finish())];
}

test(
  "of 200 secrets none is seen, whichever way it comes and whoever repeats it",
  { timeout: 60_000 },
  async () => {
    const runs = Array.from({ length: Math.ceil(samples.length / WAYS.length) }, (_, run) => run);
    const work = async (): Promise<void> => {
      for (let run = runs.shift(); run !== undefined; run = runs.shift()) {
        const first = run * WAYS.length;
        const all = WAYS.map((way, at) => [way, samples[(first + at) % samples.length]!] as const);
        const ways = Object.fromEntries(all) as Record<keyof Ways, string>;
        for (const phase of await runStep(run, ways)) {
          expect({ run, leaks: leaksOf(phase, Object.values(ways)) }).toEqual({ run, leaks: [] });
        }
      }
    };
    await Promise.all([work(), work(), work()]);
  },
);

test("later steps cannot show one by mistake either, nor in what they encode", () => {
  for (const secret of samples.filter((one) => one.length >= 12)) {
    const { add, mask } = createMasker();
    createHidden(add).hide(secret);
    const shown = [
      secret,
      JSON.stringify({ secret }),
      `Basic ${Buffer.from(`user:${secret}`).toString("base64")}`,
    ];
    const text = shown.map((one) => one.split("\n").map(mask).join("\n")).join("\n");
    expect(leaksOf({ ...nothing, log: text }, [secret])).toEqual([]);
  }
});

const nothing: Phase = {
  exitCode: 0,
  stdout: "",
  stderr: "",
  log: "",
  annotations: [],
  outputs: {},
  env: {},
  state: {},
  summary: "",
};
