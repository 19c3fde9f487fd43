import { expect, test } from "vitest";
import { createWorld } from "./world.ts";

test("a token with renew gets another ttl by each use, up to the end it was given", async () => {
  await using world = await createWorld();
  const job = world.job();
  const main = await job.use({
    url: world.server.url,
    token: world.token,
    tokens: "DEPLOY_TOKEN = sa/shop/deployer ttl=60s renew=6h\nOTHER = sa/shop/deployer",
    renew: "1h",
  });
  expect(main).toMatchObject({ exitCode: 0, annotations: [] });
  const { items } = (await world.server.send({ path: "/v1/tokens?ephemeral=true" })).json() as {
    items: readonly Record<string, string>[];
  };
  const lives = items.map((token) => ({
    name: /-([A-Z_]+)-/.exec(token["name"] ?? "")?.[1],
    maxAge: token["max_age"],
    extended: token["extend_on_use"],
    hours: Math.round(
      (Date.parse(token["absolute_expires_at"] ?? "") - Date.parse(token["created_at"] ?? "")) / 3.6e6,
    ),
  }));
  expect(lives.toSorted((a, b) => a.hours - b.hours)).toEqual([
    { name: "OTHER", maxAge: "PT15M", extended: true, hours: 1 },
    { name: "DEPLOY_TOKEN", maxAge: "PT1M", extended: true, hours: 6 },
  ]);
  expect(main.log).toMatch(
    /Minted DEPLOY_TOKEN for sa\/shop\/deployer \(full_access\), ends \S+Z at the latest\./,
  );

  // It may have been used until a moment ago, so its first end says nothing.
  const [post] = await job.finish({
    state: (value) => value.replaceAll(/"created_at":"\d{4}/g, '"created_at":"2020'),
  });
  expect(post?.log).toContain("Revoked DEPLOY_TOKEN.");
  expect(await world.liveTokens()).toEqual([]);
});

test.each([
  ["renew=2d", "renew must be a duration of a day at most, for example `6h`."],
  ["ttl=30s renew=1h", "renew needs a `ttl` of a minute or more, by which each use extends the token."],
  ["ttl=2h renew=1h", "renew must be no shorter than `ttl`: it is when the token ends at the latest."],
])("refuses %s", async (limits, message) => {
  await using world = await createWorld();
  const main = await world
    .job()
    .use({ url: world.server.url, token: world.token, tokens: `A = sa/shop/deployer ${limits}` });
  expect(main.annotations).toEqual([{ level: "error", message: `\`tokens\`, line 1: ${message}` }]);
});
