import { expect, test } from "vitest";
import { leaksOf } from "../support/leaks.ts";
import { type Fate, relay } from "../support/relay.ts";
import { createWorld } from "./world.ts";

test.each(["SIGINT", "SIGTERM"] as const)(
  "on %s it waits for the token being made, makes no other, and post revokes it",
  async (signal) => {
    await using world = await createWorld();
    const minting = Promise.withResolvers<undefined>();
    const cancelled = Promise.withResolvers<undefined>();
    await using slow = await relay(world.server.url, async (line): Promise<Fate> => {
      if (!line.startsWith("POST /v1/tokens ")) return "pass";
      minting.resolve(undefined);
      await cancelled.promise;
      return "pass";
    });
    const job = world.job();
    const running = await job.start({
      url: slow.url,
      token: world.token,
      tokens: "FIRST = sa/shop/deployer\nSECOND = sa/shop/deployer",
    });
    await minting.promise;
    running.process.kill(signal);
    await running.printed("Cancelled");
    cancelled.resolve(undefined);
    const main = await running.done;

    expect(main.exitCode).toBe(1);
    expect(main.annotations).toEqual([{ level: "error", message: "The job was cancelled." }]);
    expect(main.outputs).toEqual({});
    expect(await world.liveTokens()).toEqual([expect.stringContaining("-FIRST-")]);

    const [post] = await job.finish();
    expect(post?.log).toContain("Revoked FIRST.");
    expect(post?.log).not.toContain("SECOND");
    expect(await world.liveTokens()).toEqual([]);
    for (const phase of [main, post!]) expect(leaksOf(phase, [world.token])).toEqual([]);
  },
);

test("a second signal ends it at once, and post still revokes what may have been made", async () => {
  await using world = await createWorld();
  const minting = Promise.withResolvers<undefined>();
  const never = new Promise<"pass">(() => undefined);
  await using stuck = await relay(world.server.url, (line) => {
    if (!line.startsWith("POST /v1/tokens ")) return "pass";
    minting.resolve(undefined);
    return never;
  });
  const job = world.job();
  const running = await job.start({ url: stuck.url, token: world.token, tokens: "FIRST = sa/shop/deployer" });
  await minting.promise;
  running.process.kill("SIGINT");
  running.process.kill("SIGTERM");
  const main = await running.done;

  expect(main.annotations).toEqual([{ level: "error", message: "The job was cancelled." }]);
  const [post] = await job.finish();
  expect(post?.log).toContain("Revoked FIRST.");
  expect(await world.liveTokens()).toEqual([]);
});
