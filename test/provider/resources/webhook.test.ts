import { expect, test } from "vitest";
import { useStage } from "../../support/terraform-test.ts";

const stage = useStage();
const secret = `whsec_${Buffer.alloc(32, 5).toString("base64")}`;

const webhook = (body: string): string => `
resource "jeton_project" "shop" {
  name = "shop"
}
resource "jeton_webhook" "pager" {
  name    = "pager"
  project = jeton_project.shop.name
  url     = "https://hooks.jeton.invalid/jeton"
  ${body}
}
data "jeton_webhook" "read" {
  id = jeton_webhook.pager.id
}
`;

test("a webhook is made with a secret that is in no state, changed in place and imported by its reference", async () => {
  using project = stage().workspace(
    webhook(`events = ["token.revoked", "token.rotated"]\nsecret_wo = "${secret}"\nsecret_wo_version = 1`),
  );
  await project.apply();
  const made = project.attributes()["jeton_webhook.pager"] ?? {};
  expect(made).toMatchObject({ disabled: false, description: null });
  expect(JSON.stringify(project.attributes())).not.toContain(secret);
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });

  // A set: another order is no change.
  project.configure(
    webhook(`events = ["token.rotated", "token.revoked"]\nsecret_wo = "${secret}"\nsecret_wo_version = 1`),
  );
  expect((await project.plan()).code).toBe(0);
  project.configure(webhook(`description = "ours"\ndisabled = true`));
  expect((await project.apply()).stdout).toContain("0 added, 1 changed, 0 destroyed");
  expect(await project.leftToDo()).toEqual({ plan: 0, refresh: 0 });
  expect((await stage().send({ path: "/v1/webhooks/shop%2Fpager" })).json()).toMatchObject({
    id: made["id"],
    events: null,
    disabled: true,
  });

  await project.run("state", "rm", "jeton_webhook.pager");
  expect(await project.run("import", "jeton_webhook.pager", "shop/pager")).toMatchObject({ code: 0 });
  expect((await project.plan()).code).toBe(0);
  await project.run("destroy", "-auto-approve");
  expect((await stage().send({ path: "/v1/webhooks" })).json()).toMatchObject({ items: [] });
});
