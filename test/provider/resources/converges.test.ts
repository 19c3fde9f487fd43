import { expect, test } from "vitest";
import { resources } from "../../../provider/resources/all.ts";
import { type NounName, nouns } from "../../../server/contract/nouns/all.ts";
import { routes } from "../../../server/contract/routes.ts";
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

  const made = Object.keys(project.attributes());
  expect(new Set(made.map((address) => address.split(".")[0]))).toEqual(
    new Set(resources.map(({ typeName }) => typeName)),
  );
  const { stdout } = await project.run("destroy", "-auto-approve");
  expect(stdout).toContain(`${String(made.length)} destroyed`);
  expect(project.attributes()).toEqual({});
  for (const name of Object.keys(nouns) as NounName[]) {
    const { items } = (await stage().send({ path: routes[`${name}.list`].path })).json();
    const left = items as readonly { readonly name?: string; readonly built_in?: boolean }[];
    const ours = left.filter((one) => one.built_in !== true && one.name !== "bootstrap");
    expect([name, ours]).toEqual([name, []]);
  }
});
