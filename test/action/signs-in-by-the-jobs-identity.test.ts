import { expect, test } from "vitest";
import { createIdentityWorld } from "./identity-world.ts";

const account = { "service-account": "shop/ci" };

test("gets a short-lived token for the job's identity, masked, and revokes it when the job ends", async () => {
  await using given = await createIdentityWorld();
  const { world, url, endpoint } = given;
  const job = given.job();
  const main = await job.use({ url, ...account });
  const token = main.outputs["token"]!;

  expect(main).toMatchObject({ exitCode: 0, annotations: [], stderr: "", env: {} });
  expect(main.outputs).toEqual({
    mode: "online",
    url,
    token: expect.stringMatching(/^jtnx_/),
    "expires-at": expect.stringMatching(/^\d{4}-.*Z$/),
    "service-account": "sa/shop/ci",
  });
  const left = Date.parse(main.outputs["expires-at"]!) - Date.now();
  expect(left).toBeGreaterThan(0);
  expect(left).toBeLessThanOrEqual(15 * 60_000);
  expect(endpoint.audiences).toEqual([url]);
  expect(job.mask(`${token} ${endpoint.given[0]!}`)).toBe("*** ***");
  expect(await world.isAccepted(token)).toBe(true);

  const [post] = await job.finish();
  expect(post).toMatchObject({ exitCode: 0, annotations: [], stderr: "" });
  expect(post?.log).toContain("Revoked the token signed in with.");
  expect(await world.isAccepted(token)).toBe(false);
  for (const phase of [main, post!]) expect(given.leaks(phase, [token])).toEqual([]);
  for (const secret of [token, endpoint.given[0]!]) expect(world.server.log()).not.toContain(secret);
});

test("with export-env the next step has JETON_URL and JETON_TOKEN, and a second use signs in anew", async () => {
  await using given = await createIdentityWorld();
  const { world, url } = given;
  const job = given.job();
  const first = await job.use({ url, ...account, "export-env": "true" });
  expect(first).toMatchObject({ exitCode: 0, annotations: [] });
  expect(job.env).toEqual({ JETON_URL: url, JETON_TOKEN: first.outputs["token"] });

  const second = await job.use({ url, "service-account": "sa/shop/ci" });
  expect(second).toMatchObject({ exitCode: 0, annotations: [] });
  expect(second.outputs["token"]).not.toBe(first.outputs["token"]);
  const posts = await job.finish();
  expect(posts.map(({ annotations }) => annotations)).toEqual([[], []]);
  for (const { outputs } of [first, second]) expect(await world.isAccepted(outputs["token"]!)).toBe(false);
});

test("mints for other accounts with it, and leaves no token behind", async () => {
  await using given = await createIdentityWorld();
  const { world, url } = given;
  const job = given.job();
  const main = await job.use({ url, ...account, tokens: "DEPLOY_TOKEN = sa/shop/deployer" });
  expect(main).toMatchObject({ exitCode: 0, annotations: [] });
  expect(await world.liveTokens()).toHaveLength(2);

  const [post] = await job.finish();
  expect(post).toMatchObject({ exitCode: 0, annotations: [] });
  expect(post?.stdout).toMatch(/Revoked DEPLOY_TOKEN\.\nRevoked the token signed in with\./);
  expect(await world.liveTokens()).toEqual([]);
  for (const phase of [main, post!]) {
    expect(given.leaks(phase, [main.outputs["token"]!, main.outputs["DEPLOY_TOKEN"]!])).toEqual([]);
  }
});

test("an account may be named by its id, and the server reached by another address than its own", async () => {
  await using given = await createIdentityWorld();
  const { world, url, endpoint } = given;
  const { subject } = (await world.server.send({ path: "/v1/whoami", token: world.token })).json() as {
    subject: { id: string };
  };
  const main = await given.job().use({
    url: world.server.url,
    audience: url,
    "service-account": subject.id,
    "expected-service-account": "shop/ci",
  });
  expect(main).toMatchObject({ exitCode: 0, annotations: [] });
  expect(main.outputs["service-account"]).toBe("sa/shop/ci");
  expect(endpoint.audiences).toEqual([url]);
});
