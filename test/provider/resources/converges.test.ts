import { expect, test } from "vitest";
import { shop } from "../../support/shop.ts";
import { useStage } from "../../support/terraform-test.ts";

const stage = useStage();

test("after an apply nothing is left to do, also after a token was used; a destroy leaves nothing", async () => {
  using project = stage().workspace(shop);
  expect((await project.plan()).code).toBe(2);
  await project.apply("plan");
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });

  const { secret, id } = project.attributes()["jeton_token.ci"] ?? {};
  await stage().send({ path: "/v1/whoami", token: String(secret) });
  const uses = async (): Promise<unknown> =>
    (await stage().send({ path: `/v1/tokens/${String(id)}` })).json()["uses"];
  await expect.poll(uses, { timeout: 10_000 }).toBe(1);
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });

  expect((await project.run("destroy", "-auto-approve")).stdout).toContain("7 destroyed");
  expect(project.attributes()).toEqual({});
  for (const path of ["/v1/projects", "/v1/resource-types", "/v1/service-accounts", "/v1/role-bindings"]) {
    expect((await stage().send({ path })).json()).toMatchObject({ items: [] });
  }
  const roles = (await stage().send({ path: "/v1/roles" })).json()["items"] as { built_in: boolean }[];
  expect(roles.filter(({ built_in: isBuiltIn }) => !isBuiltIn)).toEqual([]);
  const tokens = (await stage().send({ path: "/v1/tokens" })).json()["items"] as { name: string }[];
  expect(tokens.map(({ name }) => name)).toEqual(["bootstrap"]);
});
