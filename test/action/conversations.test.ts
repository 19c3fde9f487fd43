import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { startConversation } from "../support/conversation.ts";
import { startFakeGitHub } from "../support/fake-github.ts";
import { leaksOf } from "../support/leaks.ts";
import type { Phase } from "../support/runner.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { createIdentityWorld } from "./identity-world.ts";

/**
 * Whole conversations, each in a file of its own: every request and answer, all that is printed and handed over. They are
 * there to be read; a change of one is a change that somebody sees.
 */
const given = await createIdentityWorld();
const workspace = temporaryFolder();
afterAll(async () => {
  await given[Symbol.asyncDispose]();
  workspace[Symbol.dispose]();
});

interface Options {
  readonly claims?: Record<string, unknown>;
  readonly github?: string;
  /** Of the runner, besides. */
  readonly env?: Readonly<Record<string, string>>;
  /** The job is cancelled while this request is under way. */
  readonly cancelAt?: string;
}

/** The text of a conversation, of which nothing is a leak. */
async function converse(
  inputs: Readonly<Record<string, string>>,
  { claims = {}, github, env = {}, cancelAt }: Options = {},
): Promise<string> {
  const { world, endpoint } = given;
  const conversation = startConversation();
  await using jeton = await conversation.listen("jeton", given.url);
  await using runner = await conversation.listen("runner", endpoint.url);
  await using api = await conversation.listen("api.github", github ?? endpoint.url);
  endpoint.claims = claims;
  const asked = new URL(endpoint.env["ACTIONS_ID_TOKEN_REQUEST_URL"] ?? "");
  const job = given.job({
    ACTIONS_ID_TOKEN_REQUEST_URL: `${runner.url}${asked.pathname}${asked.search}`,
    GITHUB_API_URL: api.url,
    GITHUB_WORKSPACE: workspace.path,
    ...env,
  });
  const running = await job.start({ url: jeton.url, audience: given.url, ...inputs });
  given.decide = async (line): Promise<"pass"> => {
    if (cancelAt !== undefined && line.includes(cancelAt)) {
      running.cancel();
      await running.printed("Cancelled");
    }
    return "pass";
  };
  const main: Phase = await running.done;
  given.decide = () => "pass";
  conversation.heard("main", main);
  const posts = await job.finish();
  for (const post of posts) conversation.heard("post", post);
  const secrets = [
    ...given.endpoint.given,
    ...Object.values(main.outputs).filter((value) => value.startsWith("jtn")),
  ];
  for (const phase of [main, ...posts]) expect(leaksOf(phase, [...secrets, world.token])).toEqual([]);
  return `${conversation.text()}\n`;
}

const identity = { "service-account": "shop/ci" };

test("a job signs in by its identity, gets a token for another account, and post revokes both", async () => {
  const tokens = "DEPLOY_TOKEN = sa/shop/deployer ttl=30m mode=read_only";
  const text = await converse({ ...identity, tokens, "export-env": "true" });
  await expect(text).toMatchFileSnapshot("conversations/signs-in-mints-and-revokes.txt");
});

test("a job that is not trusted", async () => {
  const text = await converse(identity, { claims: { environment: "dev" } });
  await expect(text).toMatchFileSnapshot("conversations/is-not-trusted.txt");
});

test("a token that would give more than whoever mints it holds", async () => {
  const { create } = given.world.server;
  await create("/v1/projects", { name: "bank" });
  await create("/v1/service-accounts", { name: "teller", project: "shop" });
  const binding = { role_id: "role/system/viewer", service_account_id: "sa/shop/teller", project: "system" };
  await create("/v1/role-bindings", binding);
  const text = await converse({ ...identity, tokens: "TELLER = sa/shop/teller" });
  await expect(text).toMatchFileSnapshot("conversations/gives-no-more-than-it-holds.txt");
});

test("a token is handed over into a secret of GitHub", async () => {
  await using github = await startFakeGitHub();
  const token = "github_pat_11AAAAAAA0123456789_abcdefghij";
  github.tokens.set(token, "write");
  const secrets = "repo:shop/website@prod#JETON_TOKEN = sa/shop/deployer ttl=14d";
  const text = await converse({ ...identity, secrets, "secrets-token": token }, { github: github.url });
  await expect(text).toMatchFileSnapshot("conversations/hands-over-into-a-secret.txt");
});

const CREW = "kind: group\nname: crew\nproject: shop\n";
const ROBOT = `kind: service_account
name: robot
project: shop
---
kind: role_binding
role_id: role/system/viewer
service_account_id: sa/shop/robot
project: shop
`;

function declare(...texts: readonly string[]): void {
  mkdirSync(join(workspace.path, "team"), { recursive: true });
  writeFileSync(join(workspace.path, "team/team.yaml"), texts.join("---\n"));
}

/** For a pull request of somebody's. */
function pullRequest(head: string): Readonly<Record<string, string>> {
  const event = join(workspace.path, "event.json");
  const sides = { head: { repo: { full_name: head } }, base: { repo: { full_name: "shop/website" } } };
  writeFileSync(event, JSON.stringify({ pull_request: { number: 7, ...sides } }));
  return { GITHUB_EVENT_NAME: "pull_request", GITHUB_EVENT_PATH: event };
}

const team = { ...identity, directory: "team", project: "shop", name: "team" };

test("declarations are planned for a pull request, and the plan is in a comment of it", async () => {
  await using github = await startFakeGitHub();
  const token = "ghs_0123456789abcdefghijklmnopqrstuvwxyz";
  github.tokens.set(token, "write");
  declare(CREW, ROBOT);
  const env = pullRequest("shop/website");
  const text = await converse({ ...team, "github-token": token }, { env, github: github.url });
  await expect(text).toMatchFileSnapshot("conversations/plans-for-a-pull-request.txt");
});

test("declarations are applied, and what is no longer declared is deleted when it may be", async () => {
  declare(CREW, ROBOT);
  await converse({ ...team, deploy: "apply" });
  declare(CREW);
  const text = await converse({ ...team, deploy: "apply", prune: "true", "prune-limit": "2" });
  await expect(text).toMatchFileSnapshot("conversations/applies-and-prunes.txt");
});

test("a plan that was seen and is not what would be applied by now", async () => {
  declare(CREW, ROBOT);
  const text = await converse({ ...team, deploy: "apply", "plan-digest": "A".repeat(43) });
  await expect(text).toMatchFileSnapshot("conversations/refuses-a-stale-plan.txt");
});

test("what was changed by hand is found by a plan that fails", async () => {
  declare(CREW);
  await given.world.server.send({
    method: "PATCH",
    path: "/v1/groups/shop%2Fcrew",
    body: { description: "By hand" },
  });
  const text = await converse({ ...team, deploy: "plan", "fail-on-drift": "true" });
  await expect(text).toMatchFileSnapshot("conversations/finds-drift.txt");
});

test("a pull request from a fork has its declarations validated, and nobody is asked", async () => {
  declare(CREW);
  const none = { ACTIONS_ID_TOKEN_REQUEST_URL: "", ACTIONS_ID_TOKEN_REQUEST_TOKEN: "" };
  const text = await converse(team, { env: { ...pullRequest("eve/website"), ...none } });
  await expect(text).toMatchFileSnapshot("conversations/validates-for-a-fork.txt");
});

test("a job that is cancelled mints nothing more, and post revokes what it has", async () => {
  const tokens = "DEPLOY_TOKEN = sa/shop/deployer";
  const text = await converse({ ...identity, tokens }, { cancelAt: "/v1/whoami" });
  await expect(text).toMatchFileSnapshot("conversations/is-cancelled.txt");
});
