import { expect, test } from "vitest";
import { deletingOne, samples, viewing } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("DELETE /v1/groups/{id}", (world) => {
  deletingOne(world, "group");

  test("its bindings and memberships go with it; the members and their tokens stay, without what it gave", async () => {
    const { id: group, object } = await samples.group(world());
    const me = await world().account({ project: "shop" });
    const member = await world().make("/v1/group-members", { group_id: group, service_account_id: me.id });
    const role = await world().make("/v1/roles", { name: world().unused(), project: "shop", rules: viewing });
    const bind = { role_id: role["id"], group_id: group, project: "shop" };
    const binding = await world().make("/v1/role-bindings", bind);
    const ask = { path: "/v1/forward-auth?resource_type=flow&action=view&project=shop", token: me.token };
    expect((await world().send(ask)).status).toBe(200);
    expect((await world().send({ method: "DELETE", path: `/v1/groups/${group}` })).status).toBe(204);
    expect(await world().refusal(ask)).toMatch("403");
    expect((await world().send({ path: "/v1/whoami", token: me.token })).status).toBe(200);
    for (const path of [
      `/v1/group-members/${String(member["id"])}`,
      `/v1/role-bindings/${String(binding["id"])}`,
    ]) {
      expect(await world().refusal({ path })).toBe("404 not_found");
    }
    const audit = await world().send({ path: `/v1/audit-events?target_id=${String(member["id"])}` });
    expect(audit.json()["items"]).toMatchObject([
      { action: "group_member.delete" },
      { action: "group_member.create" },
    ]);
    const again = await world().make("/v1/groups", { name: object["name"], project: "shop" });
    const left = await world().send({ path: `/v1/group-members?group_id=${String(again["id"])}` });
    expect(left.json()["items"]).toEqual([]);
  });

  test("a project with a group in it is not empty", async () => {
    const name = world().unused("p");
    await world().make("/v1/projects", { name });
    await samples.group(world(), name);
    expect(await world().refusal({ method: "DELETE", path: `/v1/projects/${name}` })).toBe("409 in_use");
  });
});
