import { expect, test } from "vitest";
import { leaksOf } from "../support/leaks.ts";
import { createWorld } from "./world.ts";

test("mints a token for another service account, hands it over masked, and revokes it when the job ends", async () => {
  await using world = await createWorld();
  const job = world.job();
  const main = await job.use({
    url: `${world.server.url}/`,
    token: world.token,
    tokens: "DEPLOY_TOKEN = sa/shop/deployer",
  });
  const minted = main.outputs["DEPLOY_TOKEN"]!;

  expect(main).toMatchObject({ exitCode: 0, annotations: [] });
  expect(main.outputs).toEqual({
    mode: "online",
    url: world.server.url,
    token: world.token,
    "expires-at": "",
    "service-account": "sa/shop/ci",
    DEPLOY_TOKEN: minted,
  });
  expect(main.env).toEqual({});
  expect(main.annotations).toEqual([]);
  expect(main.log).toContain("Minted DEPLOY_TOKEN for sa/shop/deployer (full_access)");
  expect(main.summary).toContain("<td>DEPLOY_TOKEN</td><td>sa/shop/deployer</td><td>full_access</td>");
  expect(job.mask(`${minted} ${world.token}`)).toBe("*** ***");

  const whoami = await world.server.send({ path: "/v1/whoami", token: minted });
  expect(whoami.json()).toMatchObject({ subject: { reference: "sa/shop/deployer" } });

  const [post] = await job.finish();
  expect(post).toMatchObject({ exitCode: 0, annotations: [] });
  expect(post?.log).toContain("Revoked DEPLOY_TOKEN.");
  expect(await world.isAccepted(minted)).toBe(false);
  expect(await world.isAccepted(world.token)).toBe(true);
  for (const phase of [main, post!]) expect(leaksOf(phase, [minted, world.token])).toEqual([]);
  expect(world.server.log()).not.toContain(minted);
});

test("a minted token says where it comes from and ends by itself", async () => {
  await using world = await createWorld();
  const job = world.job({ env: { GITHUB_WORKFLOW: `Deploy \u{1f680} ${"x".repeat(300)}`, GITHUB_JOB: "" } });
  const main = await job.use({
    url: world.server.url,
    token: world.token,
    tokens: "DEPLOY_TOKEN = sa/shop/deployer ttl=5m mode=read_only within=shop",
  });

  expect(main).toMatchObject({ exitCode: 0, annotations: [] });
  const { items } = (await world.server.send({ path: "/v1/tokens?ephemeral=true" })).json() as {
    items: readonly Record<string, unknown>[];
  };
  expect(items).toEqual([
    expect.objectContaining({
      name: expect.stringMatching(/^action-1658821493-DEPLOY_TOKEN-[0-9a-f]{8}$/),
      description: "DEPLOY_TOKEN of https://github.com/shop/website/actions/runs/1658821493",
      ephemeral: true,
      mode: "read_only",
      within: "shop",
      max_age: "PT5M",
      managed_by: "action:shop/website",
      labels: {
        "github/repository": "shop/website",
        "github/workflow": `Deploy \u{1f680} ${"x".repeat(246)}`,
        "github/run-id": "1658821493",
        "github/run-attempt": "1",
      },
    }),
  ]);
});

test("signs in alone when there is nothing to mint, and says when the token ends", async () => {
  await using world = await createWorld();
  const { secret } = await world.server.create("/v1/tokens", {
    role_id: "role/system/viewer",
    project: "shop",
    name: "viewer",
    expires_at: "2040-01-01T00:00:00Z",
  });
  const main = await world.job().use({ url: world.server.url, token: secret as string });

  expect(main).toMatchObject({ exitCode: 0, annotations: [] });
  expect(main.outputs).toEqual({
    mode: "online",
    url: world.server.url,
    token: secret,
    "expires-at": "2040-01-01T00:00:00.000Z",
    "service-account": "",
  });
  expect(main.state).toEqual({});
});

test("with skip-revoke the tokens outlive the job", async () => {
  await using world = await createWorld();
  const job = world.job();
  const main = await job.use({
    url: world.server.url,
    token: world.token,
    tokens: "DEPLOY_TOKEN = sa/shop/deployer",
    "skip-revoke": "true",
  });
  const posts = await job.finish();

  expect(posts).toEqual([expect.objectContaining({ exitCode: 0, stdout: "" })]);
  expect(main.summary).toContain("They end by themselves.");
  expect(await world.isAccepted(main.outputs["DEPLOY_TOKEN"]!)).toBe(true);
});

test("a token that would give more than whoever mints it holds is refused by the name of the right", async () => {
  await using world = await createWorld();
  const { create } = world.server;
  await create("/v1/roles", {
    name: "minter",
    project: "shop",
    rules: [
      { resource_type: "jeton.token", actions: ["*"] },
      { resource_type: "jeton.service-account", actions: ["@read"] },
    ],
  });
  const { secret } = await create("/v1/tokens", {
    role_id: "role/shop/minter",
    project: "shop",
    name: "minter",
  });
  const job = world.job();
  const inputs = {
    url: world.server.url,
    token: secret as string,
    tokens: "DEPLOY_TOKEN = sa/shop/deployer",
  };
  const main = await job.use(inputs);
  expect(main).toMatchObject({ exitCode: 1, outputs: {} });
  expect(main.annotations[0]?.message).toMatch(
    /^Cannot mint DEPLOY_TOKEN for sa\/shop\/deployer: this would give @read on `[@\w.*-]+` in `shop`.* narrow it with `mode` or `within`/,
  );
  const [post] = await job.finish();
  expect(post?.log).toContain("DEPLOY_TOKEN was not minted.");
});
