import { expect, test } from "vitest";
import { leaksOf } from "../support/leaks.ts";
import { relay } from "../support/relay.ts";
import { createWorld } from "./world.ts";

const tokens = "DEPLOY_TOKEN = sa/shop/deployer";

test("when no reply of the minting ever comes, post still finds the token and revokes it", async () => {
  await using world = await createWorld();
  await using lossy = await relay(world.server.url, (line) =>
    line.startsWith("POST /v1/tokens ") ? "lose" : "pass",
  );
  const job = world.job();
  const main = await job.use({ url: lossy.url, token: world.token, tokens });

  expect(main.exitCode).toBe(1);
  expect(main.annotations[0]?.message).toContain(
    `Cannot mint DEPLOY_TOKEN for sa/shop/deployer: ${lossy.url} cannot be`,
  );
  expect(await world.liveTokens()).toHaveLength(1);

  const [post] = await job.finish();
  expect(post).toMatchObject({ exitCode: 0, annotations: [] });
  expect(post?.log).toContain("Revoked DEPLOY_TOKEN.");
  expect(await world.liveTokens()).toEqual([]);
});

test("when the first reply is lost, the repetition makes no second token", async () => {
  await using world = await createWorld();
  let posts = 0;
  await using lossy = await relay(world.server.url, (line) => {
    if (!line.startsWith("POST /v1/tokens ")) return "pass";
    posts += 1;
    return posts === 1 ? "lose" : "pass";
  });
  const job = world.job();
  const main = await job.use({ url: lossy.url, token: world.token, tokens });

  expect(main).toMatchObject({ exitCode: 0, annotations: [] });
  expect(posts).toBe(2);
  expect(await world.liveTokens()).toHaveLength(1);
  expect(await world.isAccepted(main.outputs["DEPLOY_TOKEN"]!)).toBe(true);
  expect(leaksOf(main, [world.token, main.outputs["DEPLOY_TOKEN"]!])).toEqual([]);
  await job.finish();
  expect(await world.liveTokens()).toEqual([]);
});
