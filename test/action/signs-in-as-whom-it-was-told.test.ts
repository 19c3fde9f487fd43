import { expect, test } from "vitest";
import { createIdentityWorld } from "./identity-world.ts";

const account = { "service-account": "shop/ci" };

test("a token that is given wins, and then `service-account` is whose it must be", async () => {
  await using given = await createIdentityWorld();
  const { world, url, endpoint } = given;
  const right = await given.job().use({ url, token: world.token, ...account });
  expect(right).toMatchObject({ exitCode: 0, annotations: [] });
  expect(right.outputs["token"]).toBe(world.token);

  const job = given.job();
  const wrong = await job.use({
    url,
    token: world.token,
    "service-account": "shop/deployer",
    tokens: "A = sa/shop/deployer",
  });
  expect(wrong).toMatchObject({ exitCode: 1, outputs: {}, state: {} });
  expect(wrong.annotations[0]?.message).toBe(
    "Signed in as sa/shop/ci, but sa/shop/deployer is expected, so nothing was done. Give the token of that account, or change `service-account` and `expected-service-account`.",
  );
  expect(endpoint.audiences).toEqual([]);
  expect(await world.liveTokens()).toEqual([]);
});

test("JETON_TOKEN is taken where no input says how to sign in, and only there", async () => {
  await using given = await createIdentityWorld();
  const { world, url } = given;
  const env = { JETON_TOKEN: world.token };
  const alone = await world.job({ env }).use({ url });
  expect(alone).toMatchObject({ exitCode: 0, annotations: [] });
  expect(alone.outputs["token"]).toBe(world.token);
  expect(given.leaks(alone, [world.token])).toEqual([]);

  const identity = await given.job(env).use({ url, ...account });
  expect(identity.outputs["token"]).toMatch(/^jtnx_/);
});

test("an identity that is another account's than expected does nothing, and its token is revoked", async () => {
  await using given = await createIdentityWorld();
  const { world, url } = given;
  const job = given.job();
  const main = await job.use({
    url,
    ...account,
    "expected-service-account": "shop/deployer",
    tokens: "A = sa/shop/deployer",
  });
  expect(main).toMatchObject({ exitCode: 1, outputs: {} });
  expect(main.annotations[0]?.message).toContain("Signed in as sa/shop/ci, but sa/shop/deployer is expected");
  await job.finish();
  expect(await world.liveTokens()).toEqual([]);
});
