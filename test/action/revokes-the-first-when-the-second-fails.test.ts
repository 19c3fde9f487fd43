import { expect, test } from "vitest";
import { leaksOf } from "../support/leaks.ts";
import { createWorld } from "./world.ts";

test.each<[why: string, account: string, message: string]>([
  ["there is no such account", "sa/shop/nobody", "Cannot mint SECOND for sa/shop/nobody: "],
  ["the caller holds less than it would give", "sa/system/root", "Cannot mint SECOND for sa/system/root: "],
])("when %s, the job fails with the reason and nothing stays alive", async (_, account, message) => {
  await using world = await createWorld();
  await world.server.create("/v1/service-accounts", { name: "root", project: "system" });
  await world.server.create("/v1/role-bindings", {
    role_id: "role/system/admin",
    service_account_id: "sa/system/root",
    project: "system",
  });
  const job = world.job();
  const main = await job.use({
    url: world.server.url,
    token: world.token,
    tokens: `FIRST = sa/shop/deployer\nSECOND = ${account}\nTHIRD = sa/shop/deployer`,
    "export-env": "true",
  });

  expect(main.exitCode).toBe(1);
  expect(main.annotations).toEqual([{ level: "error", message: expect.stringContaining(message) }]);
  expect(main).toMatchObject({ outputs: {}, env: {}, summary: "" });
  const live = await world.liveTokens();
  expect(live).toEqual([expect.stringMatching(/^action-\d+-FIRST-/)]);

  const [post] = await job.finish();
  expect(post).toMatchObject({ exitCode: 0, annotations: [] });
  expect(post?.log).toContain("Revoked FIRST.");
  expect(post?.log).toContain("SECOND was not minted.");
  expect(post?.log).not.toContain("THIRD");
  expect(await world.liveTokens()).toEqual([]);
  for (const phase of [main, post!]) expect(leaksOf(phase, [world.token])).toEqual([]);
});
