import { expect, test } from "vitest";
import { useStage } from "../../support/terraform-test.ts";

const stage = useStage();

const policy = (body: string): string => `
resource "jeton_project" "shop" {
  name = "shop"
}
resource "jeton_policy" "shop" {
  project = jeton_project.shop.name
  ${body}
}
data "jeton_policy" "read" {
  project = jeton_policy.shop.project
}
`;

test("a policy is made, changed in place and cleared, in whichever spelling, and imported by its project", async () => {
  using project = stage().workspace(
    policy(`max_lifetime = "4w"\npresets = ["7d", "12h"]\nunused_after = "90d"`),
  );
  await project.apply();
  expect(project.attributes()["jeton_policy.shop"]).toMatchObject({
    max_lifetime: "4w",
    allow_never: true,
    require_approval: false,
    creators: "self_service",
  });
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
  const { id } = project.attributes()["jeton_policy.shop"] ?? {};

  project.configure(policy(`presets = ["PT12H", "P7D"]\nallow_never = false\nrequire_approval = true`));
  expect((await project.apply()).stdout).toContain("0 added, 1 changed, 0 destroyed");
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
  expect((await stage().send({ path: "/v1/policies/shop" })).json()).toMatchObject({
    id,
    max_lifetime: null,
    unused_after: null,
    allow_never: false,
    require_approval: true,
  });

  await project.run("state", "rm", "jeton_policy.shop");
  expect(await project.run("import", "jeton_policy.shop", "shop")).toMatchObject({ code: 0 });
  expect((await project.plan()).code).toBe(0);
  await project.run("destroy", "-auto-approve");
  expect((await stage().send({ path: "/v1/policies" })).json()).toMatchObject({ items: [] });
});
