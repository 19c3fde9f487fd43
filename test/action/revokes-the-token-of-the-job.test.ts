import { expect, test } from "vitest";
import type { Fate } from "../support/relay.ts";
import { createIdentityWorld } from "./identity-world.ts";

const account = { "service-account": "shop/ci" };

test("what was minted is revoked even when the token signed in with has ended before", async () => {
  await using given = await createIdentityWorld();
  const { world, url } = given;
  const job = given.job();
  const main = await job.use({ url, ...account, tokens: "DEPLOY_TOKEN = sa/shop/deployer" });
  const body = new URLSearchParams({ token: main.outputs["token"]! }).toString();
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  await world.server.send({ method: "POST", path: "/oauth/revoke", body, headers, token: undefined });
  expect(await world.isAccepted(main.outputs["DEPLOY_TOKEN"]!)).toBe(true);

  const [post] = await job.finish();
  expect(post).toMatchObject({ exitCode: 0, annotations: [] });
  expect(await world.liveTokens()).toEqual([]);
  expect(given.leaks(post!, [main.outputs["DEPLOY_TOKEN"]!])).toEqual([]);
});

test("with skip-revoke the token outlives the job", async () => {
  await using given = await createIdentityWorld();
  const job = given.job();
  const main = await job.use({ url: given.url, ...account, "skip-revoke": "true" });
  expect(await job.finish()).toEqual([expect.objectContaining({ exitCode: 0, stdout: "" })]);
  expect(await given.world.isAccepted(main.outputs["token"]!)).toBe(true);
});

test("a server that is gone by then is a warning that says until when the token is alive", async () => {
  await using given = await createIdentityWorld();
  const job = given.job();
  const main = await job.use({ url: given.url, ...account });
  await given.world.server.close();
  const [post] = await job.finish();
  expect(post?.exitCode).toBe(0);
  expect(post?.annotations).toEqual([
    {
      level: "warning",
      message: expect.stringMatching(
        /^The token signed in with is alive until \S+Z, since it could not be revoked: /,
      ),
    },
  ]);
  expect(given.leaks(post!, [main.outputs["token"]!])).toEqual([]);
});

test("a token that has ended by itself is left alone, even by a server that is gone", async () => {
  await using given = await createIdentityWorld();
  const job = given.job();
  await job.use({ url: given.url, ...account });
  await given.world.server.close();
  const [post] = await job.finish({
    state: (value) => value.replace(/"exchangedUntil":"\d{4}/, '"exchangedUntil":"2020'),
  });
  expect(post).toMatchObject({ exitCode: 0, annotations: [] });
  expect(post?.stdout).toContain("The token signed in with has ended by itself.");
});

test.each(["SIGINT", "SIGTERM"] as const)(
  "on %s during the exchange, post revokes what it gave",
  async (signal) => {
    await using given = await createIdentityWorld();
    const { world, url } = given;
    const exchanging = Promise.withResolvers<undefined>();
    const cancelled = Promise.withResolvers<undefined>();
    given.decide = async (line): Promise<Fate> => {
      if (!line.startsWith("POST /oauth/token ")) return "pass";
      exchanging.resolve(undefined);
      await cancelled.promise;
      return "pass";
    };
    const job = given.job();
    const running = await job.start({ url, ...account, tokens: "A = sa/shop/deployer" });
    await exchanging.promise;
    running.process.kill(signal);
    await running.printed("Cancelled");
    cancelled.resolve(undefined);
    const main = await running.done;

    expect(main.annotations).toEqual([{ level: "error", message: "The job was cancelled." }]);
    expect(await world.liveTokens()).toHaveLength(1);
    const [post] = await job.finish();
    expect(post?.log).toContain("Revoked the token signed in with.");
    expect(await world.liveTokens()).toEqual([]);
    for (const phase of [main, post!]) expect(given.leaks(phase)).toEqual([]);
  },
);
