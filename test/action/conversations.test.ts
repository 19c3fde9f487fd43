import { afterAll, expect, test } from "vitest";
import { startConversation } from "../support/conversation.ts";
import { startFakeGitHub } from "../support/fake-github.ts";
import { leaksOf } from "../support/leaks.ts";
import { createIdentityWorld } from "./identity-world.ts";

/**
 * Whole conversations, each in a file of its own: every request and answer, all that is printed and handed over. They are
 * there to be read; a change of one is a change that somebody sees.
 */
const given = await createIdentityWorld();
afterAll(() => given[Symbol.asyncDispose]());

/** The text of a conversation, of which nothing is a leak. */
async function converse(
  inputs: Readonly<Record<string, string>>,
  { claims = {}, github }: { claims?: Record<string, unknown>; github?: string } = {},
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
  });
  const main = await job.use({ url: jeton.url, audience: given.url, ...inputs });
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
