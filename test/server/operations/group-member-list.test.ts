import { expect, test } from "vitest";
import { listing, samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("GET /v1/group-members", (world) => {
  listing(world, "group_member");

  test("narrows to a group, a member and a project", async () => {
    const { id, object } = await samples.group_member(world(), "shop.payments");
    await samples.group_member(world(), "shop");
    const { group_id: group, service_account_id: account } = object;
    for (const query of [
      `group_id=${String(group)}`,
      `service_account_id=${String(account)}`,
      "project=shop.payments",
    ]) {
      const reply = await world().send({ path: `/v1/group-members?${query}` });
      expect(reply.json()["items"]).toMatchObject([{ id }]);
    }
    const user = await samples.user(world());
    const made = await world().make("/v1/group-members", { group_id: group, user_id: user.id });
    const ofUser = await world().send({ path: `/v1/group-members?user_id=${user.id}` });
    expect(ofUser.json()["items"]).toMatchObject([{ id: made["id"] }]);
  });

  test("a group or a member that is not there is refused", async () => {
    for (const query of [
      "group_id=grp_none",
      "user_id=nobody@example.com",
      "service_account_id=sa/shop/nobody",
    ]) {
      expect(await world().refusal({ path: `/v1/group-members?${query}` })).toMatch("422");
    }
  });
});
