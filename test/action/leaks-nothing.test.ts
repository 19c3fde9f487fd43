import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { createHidden } from "../../action/hidden.ts";
import { makeTokenText } from "../../server/contract/token-text.ts";
import { findSecret, leaksOf } from "../support/leaks.ts";
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
  readonly githubToken: string;
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
  "githubToken",
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
function answer(
  ways: Ways,
  method: string,
  path: string,
): { readonly status: number; readonly body: unknown } {
  const message = echo(ways);
  if (path.startsWith("/idtoken")) return { status: 400, body: { message } };
  if (path.endsWith("/whoami")) {
    const subject = { type: "service_account", id: "sa_1", reference: `sa/shop/ci ${message}` };
    return { status: 200, body: { subject, token: { expires_at: null } } };
  }
  if (path.endsWith(":plan")) return { status: 200, body: planOf(message) };
  if (path.startsWith("/handed/v1/tokens")) {
    return method === "GET"
      ? { status: 200, body: { items: [], next_page_token: null } }
      : { status: 201, body: { id: `tok_${message}`, sealed_secret: message, expires_at: message } };
  }
  if (path.startsWith("/handed-github/")) {
    if (path.endsWith("/public-key")) return { status: 200, body: { key_id: message, key: message } };
    return { status: method === "PUT" ? 422 : 404, body: { message } };
  }
  if (path.startsWith("/comments-github/") && method === "GET") return { status: 200, body: [] };
  if (path.startsWith("/given/v1/tokens")) return { status: 201, body: { id: "tok_1", secret: ways.given } };
  if (path.startsWith("/github/")) return { status: 403, body: { message } };
  return { status: 403, body: { code: "forbidden", status: 403, detail: message } };
}

/** A plan whose every text is all of them. */
function planOf(message: string): unknown {
  const refusal = {
    code: "forbidden",
    detail: message,
    errors: [{ pointer: "/documents/0/name", detail: message }],
  };
  const change = {
    document: 0,
    kind: "token",
    reference: `tok/sa/shop/${message}/${message}`,
    id: null,
    action: "create",
    fields: [{ name: "description", before: message, after: message }],
    breaks: message,
    refusal,
  };
  const summary = { create: 1, update: 0, replace: 0, delete: 0, unchanged: 0 };
  const left = [{ kind: "group", reference: message, id: message }];
  return { digest: message, changes: [change], summary, refused: 1, left };
}

/** What was sent to be shown on pull requests. */
const comments: string[] = [];

const reply = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
  const [, world = "", path = ""] = /^\/(\d+)(\/.*)$/.exec(incoming.url ?? "") ?? [];
  const { method = "" } = incoming;
  const { status, body } = answer(worlds.get(world)!, method, path);
  const chunks: Buffer[] = [];
  incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
  incoming.on("end", () => {
    if (path.startsWith("/comments-github/") && method === "POST")
      comments.push(Buffer.concat(chunks).toString());
    outgoing.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  });
};
const evil = await between(createServer(reply), "http");
const token = makeTokenText("s", randomBytes);

afterAll(async () => {
  await evil[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

const secrets = "repo:shop/website#A = sa/shop/deployer";

const event = join(folder.path, "event.json");
mkdirSync(join(folder.path, "declared"));
writeFileSync(join(folder.path, "declared/team.yaml"), "kind: group\nname: crew\nproject: shop\n");
writeFileSync(event, JSON.stringify({ pull_request: { number: 7 } }));
const declared = { directory: "declared", project: "shop" };

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
  // Through GitHub, to a secret that cannot be written, nor taken back.
  (_, url) => ({ url: `${url}/handed`, token, secrets }),
  // To a plan, and to its comment.
  () => ({ token, ...declared, deploy: "plan" }),
  // To a plan that is refused.
  () => ({ token, ...declared, deploy: "apply" }),
  // To the end.
  () => ({ token }),
];

/** GitHub's tokens as they can be, where a step is to come further than to its inputs. */
function possible(run: number, ways: Ways): Ways {
  if (!endpoints[run % steps.length]?.includes("-")) return ways;
  const oneLine = (secret: string): string => Buffer.from(secret).toString("base64url");
  const tokens = { secretsToken: oneLine(ways.secretsToken), githubToken: oneLine(ways.githubToken) };
  return { ...ways, ...tokens, given: token };
}

/** Which of GitHub's endpoints a step meets. */
const endpoints = [
  ...Array.from({ length: 5 }, () => "github"),
  "handed-github",
  "comments-github",
  "comments-github",
  "github",
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
    GITHUB_API_URL: `${url}/${endpoints[index % steps.length] ?? "github"}`,
    GITHUB_WORKSPACE: folder.path,
    GITHUB_EVENT_NAME: "pull_request",
    GITHUB_EVENT_PATH: event,
  };
  const job = createJob({ directory: folder.path, action, env });
  const given = steps[index % steps.length]!(ways, url);
  const tokens = { "secrets-token": ways.secretsToken, "github-token": ways.githubToken };
  const main = await job.use({ url, ...tokens, timeout: "5s", ...given });
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
        const ways = possible(run, Object.fromEntries(all) as Record<keyof Ways, string>);
        for (const phase of await runStep(run, ways)) {
          expect({ run, leaks: leaksOf(phase, Object.values(ways)) }).toEqual({ run, leaks: [] });
        }
        const shown = comments.splice(0).join("\n");
        const found = Object.values(ways).map((secret) => findSecret(shown, secret));
        expect({ run, found: found.filter((form) => form !== undefined) }).toEqual({ run, found: [] });
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
