import { expect, test } from "vitest";
import { leaksOf } from "../support/leaks.ts";
import { createWorld, type World } from "./world.ts";

const tokens = "FIRST = sa/shop/deployer\nSECOND = sa/shop/deployer";

async function idsOf(world: World): Promise<string[]> {
  const { items } = (await world.server.send({ path: "/v1/tokens?ephemeral=true" })).json() as {
    items: readonly { id: string; name: string }[];
  };
  return items.map(({ id }) => id);
}

test("a server that is gone by then is one warning with the reason, and the job stays green", async () => {
  await using world = await createWorld();
  const job = world.job();
  const main = await job.use({ url: world.server.url, token: world.token, tokens });
  expect(main).toMatchObject({ exitCode: 0, annotations: [] });
  await world.server.close();
  const [post] = await job.finish();

  expect(post?.exitCode).toBe(0);
  expect(post?.annotations).toEqual([{ level: "warning", message: expect.any(String) }]);
  const [first = "", second = ""] = post?.annotations[0]?.message.split("\n") ?? [];
  expect(first).toMatch(
    /^FIRST \(action-\d+-FIRST-\w+\) is alive until \S+Z, since it could not be revoked: /,
  );
  expect(first).toContain("ECONNREFUSED");
  expect(second).toMatch(/^SECOND /);
  expect(leaksOf(post!, [world.token, main.outputs["FIRST"]!, main.outputs["SECOND"]!])).toEqual([]);
});

test("an identity that has lost the right is a warning that names it", async () => {
  await using world = await createWorld();
  const job = world.job();
  const main = await job.use({
    url: world.server.url,
    token: world.token,
    tokens: "FIRST = sa/shop/deployer",
  });
  const { items } = (
    await world.server.send({ path: "/v1/role-bindings?service_account_id=sa%2Fshop%2Fci" })
  ).json() as { items: readonly { id: string }[] };
  await world.server.create("/v1/role-bindings", {
    role_id: "role/system/viewer",
    service_account_id: "sa/shop/ci",
    project: "shop",
  });
  await world.server.send({ method: "DELETE", path: `/v1/role-bindings/${items[0]!.id}` });
  const [post] = await job.finish();

  expect(main).toMatchObject({ exitCode: 0, annotations: [] });
  expect(post?.exitCode).toBe(0);
  expect(post?.annotations).toEqual([
    {
      level: "warning",
      message: expect.stringMatching(/^FIRST .* could not be revoked: .*jeton\.token:revoke/),
    },
  ]);
});

test("a token that is revoked or deleted already is what was wanted", async () => {
  await using world = await createWorld();
  const job = world.job();
  await job.use({ url: world.server.url, token: world.token, tokens });
  const [first, second] = await idsOf(world);
  await world.server.send({ method: "DELETE", path: `/v1/tokens/${first!}` });
  await world.server.send({ method: "POST", path: `/v1/tokens/${second!}:revoke` });
  const [post] = await job.finish();

  expect(post).toMatchObject({ exitCode: 0, annotations: [] });
  expect(post?.stdout).toMatch(/^(?:FIRST|SECOND) is gone already\.$/m);
});

test("a token that has ended by itself is left alone, even by a server that is gone", async () => {
  await using world = await createWorld();
  const job = world.job();
  await job.use({ url: world.server.url, token: world.token, tokens });
  await world.server.close();
  const [post] = await job.finish({
    state: (value) => value.replaceAll(/"expiresAt":"\d{4}/g, '"expiresAt":"2020'),
  });

  expect(post).toMatchObject({ exitCode: 0, annotations: [] });
  expect(post?.stdout).toContain("FIRST has ended by itself.\nSECOND has ended by itself.");
});
