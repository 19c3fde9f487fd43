import { expect, test } from "vitest";
import { deletingOne, samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("DELETE /v1/group-members/{id}", (world) => {
  deletingOne(world, "group_member");

  test("what the member held through the group ends at once", async () => {
    const { id: group } = await samples.group(world());
    await world().make("/v1/role-bindings", { role_id: "role_viewer", group_id: group, project: "shop" });
    const me = await world().account({ type: "user" });
    const member = await world().make("/v1/group-members", { group_id: group, user_id: me.id });
    const see = { path: "/v1/projects/shop", token: me.token };
    expect((await world().send(see)).status).toBe(200);
    const path = `/v1/group-members/${String(member["id"])}`;
    expect((await world().send({ method: "DELETE", path })).status).toBe(204);
    expect(await world().refusal(see)).toBe("404 not_found");
  });

  test("the last administrator, by a group, stays in it, and the group stays", async () => {
    const group = await samples.group(world(), "system");
    await world().make("/v1/role-bindings", { role_id: "role_admin", group_id: group.id, project: "system" });
    const me = await world().account({ type: "user" });
    const member = await world().make("/v1/group-members", { group_id: group.id, user_id: me.id });
    const boot = await world().send({ path: "/v1/tokens?role_id=role_admin" });
    const [{ id: bootId } = { id: "" }] = boot.json()["items"] as { id: string }[];
    const bindings = await world().send({ path: "/v1/role-bindings?role_id=role_admin&project=system" });
    for (const { id, group_id: bound } of bindings.json()["items"] as { id: string; group_id: string }[]) {
      if (bound !== group.id) await world().send({ method: "DELETE", path: `/v1/role-bindings/${id}` });
    }
    const { token } = me;
    const verb = (name: string) =>
      world().send({ method: "POST", path: `/v1/tokens/${bootId}:${name}`, token });
    expect((await verb("disable")).status).toBe(200);
    for (const path of [
      `/v1/group-members/${String(member["id"])}`,
      `/v1/groups/${group.id}`,
      `/v1/users/${me.id}`,
    ]) {
      expect(await world().refusal({ method: "DELETE", path, token })).toBe("409 last_admin");
    }
    expect((await verb("enable")).status).toBe(200);
  });
});
