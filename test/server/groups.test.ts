import { expect, test } from "vitest";
import { explained } from "../support/explained.ts";
import { samples, viewing } from "../support/operation-samples.ts";
import { onEveryDatabase } from "../support/operation-world.ts";

onEveryDatabase("a group", (world) => {
  /** A group with somebody in it, and `viewing` bound to it. */
  const populated = async (type: "user" | "service_account", at = "shop") => {
    const group = await samples.group(world(), "shop");
    const role = await world().make("/v1/roles", {
      name: world().unused(),
      project: "system",
      rules: viewing,
    });
    const me = await world().account({ type, project: "shop", at: "shopping" });
    const member = { group_id: group.id, [`${type}_id`]: me.id };
    const { id: memberId } = await world().make("/v1/group-members", member);
    const binding = { role_id: role["id"], group_id: group.id, project: at };
    const { id: bindingId } = await world().make("/v1/role-bindings", binding);
    return { group, me, memberId: String(memberId), bindingId: String(bindingId), role };
  };
  const view = (project: string, token: string) => ({
    path: `/v1/forward-auth?resource_type=flow&action=view&project=${project}`,
    token,
  });

  test.each(["user", "service_account"] as const)(
    "gives each %s in it what is bound to it, there and below, to every token of theirs",
    async (type) => {
      const { group, me } = await populated(type);
      for (const project of ["shop", "shop.payments"]) {
        expect((await world().send(view(project, me.token))).status).toBe(200);
      }
      expect(await world().refusal(view("shopping", me.token))).toMatch("403");
      const whoami = await world().send({ path: "/v1/whoami", token: me.token });
      expect(whoami.json()["grants"]).toContainEqual(
        expect.objectContaining({ project: "shop", group_id: group.id, group: group.references[1] }),
      );
    },
  );

  test("gives nothing to others, and nothing once the binding is gone", async () => {
    const { me, bindingId } = await populated("service_account");
    const other = await world().account({ project: "shop" });
    expect(await world().refusal(view("shop", other.token))).toMatch("403");
    await world().send({ method: "DELETE", path: `/v1/role-bindings/${bindingId}` });
    expect(await world().refusal(view("shop", me.token))).toMatch("403");
  });

  test("is bound to a role by reference, and its bindings are found by it", async () => {
    const { group, role, bindingId } = await populated("user");
    const body = { role_id: role["id"], group_id: group.references[1], project: "shop.payments" };
    const made = await world().make("/v1/role-bindings", body);
    expect(made).toMatchObject({ group_id: group.id, service_account_id: null, user_id: null });
    const list = await world().send({ path: `/v1/role-bindings?group_id=${group.id}` });
    expect((list.json()["items"] as { id: string }[]).map(({ id }) => id)).toEqual([bindingId, made["id"]]);
  });

  test("is named by an explanation as that through which somebody holds something", async () => {
    const { group, me, bindingId } = await populated("user");
    const ask = { resource_type: "flow", action: "view", project: "shop.payments" };
    const told = await explained(world(), { ...ask, user_id: me.id });
    expect(told.allowed_by).toMatchObject([
      { role_binding_id: bindingId, group_id: group.id, group: group.references[1] },
    ]);
    expect(told.detail).toContain(`held through the group \`${group.references[1] ?? ""}\``);
  });

  test("is not named to who does not see where it lives", async () => {
    const { me, group } = await populated("user", "shop.payments");
    const { token } = await world().account({ project: "shop.payments", role: "role_admin" });
    const ask = { resource_type: "flow", action: "view", project: "shop.payments" };
    const told = await explained(world(), { ...ask, user_id: me.id }, token);
    expect(told.allowed_by).toMatchObject([{ group_id: group.id, group: null }]);
    expect(JSON.stringify(told)).not.toContain(group.references[1]);
  });

  test("does not concern tokens of a role", async () => {
    const { group, role } = await populated("user");
    const { secret } = await world().make("/v1/tokens", { role_id: role["id"], project: "shop", name: "x" });
    const whoami = await world().send({ path: "/v1/whoami", token: String(secret) });
    expect(whoami.json()["grants"]).toMatchObject([{ group_id: null, group: null }]);
    expect(whoami.text).not.toContain(group.id);
  });

  test("what it gives counts where somebody is enabled, renamed or given a token", async () => {
    const { me } = await populated("user");
    const patch = (body: unknown, token?: string) => ({
      method: "PATCH",
      path: `/v1/users/${me.id}`,
      body,
      ...(token !== undefined && { token }),
    });
    await world().send(patch({ disabled: true }));
    const rules = ["jeton.user", "jeton.token"].map((type) => ({ resource_type: type, actions: ["*"] }));
    const weak = await world().account({ rules });
    for (const body of [{ disabled: false }, { email: "mine@example.com" }]) {
      expect(await world().refusal(patch(body, weak.token))).toBe("403 exceeds_own_rights");
    }
    const token = { user_id: me.id, name: "mine" };
    const request = { method: "POST", path: "/v1/tokens", body: token, token: weak.token };
    expect(await world().refusal(request)).toBe("403 exceeds_own_rights");
    const everyUsers = { resource_type: "jeton.project", actions: ["@read"], resource_names: ["@own"] };
    const able = await world().account({ rules: [...rules, everyUsers, ...viewing] });
    expect((await world().send(patch({ disabled: false }, able.token))).status).toBe(200);
  });

  test("has a hundred bindings at most", async () => {
    const { group, bindingId } = await populated("user");
    await world().database.sql(
      `insert into role_bindings (id, created_at, updated_at, created_by, managed_by, role_id, service_account_id, user_id, group_id, project_id, expires_at)
       with recursive n(i) as (select 1 union all select i + 1 from n where i < 98)
       select id || cast(i as text), created_at, updated_at, created_by, managed_by, role_id, service_account_id, user_id, group_id, project_id, expires_at
       from role_bindings, n where id = '${bindingId}'`,
    );
    const body = { role_id: "role_viewer", group_id: group.id, project: "shop" };
    const request = { method: "POST", path: "/v1/role-bindings", body };
    expect((await world().send(request)).status).toBe(201);
    const refusal = await world().refuses(request, 409, "wrong_state");
    expect(refusal.problem().detail).toContain("at most 100 role bindings");
  });

  test("loses a member who is deleted", async () => {
    const { me, memberId } = await populated("service_account");
    await world().send({ method: "DELETE", path: `/v1/service-accounts/${me.id}` });
    expect(await world().refusal({ path: `/v1/group-members/${memberId}` })).toBe("404 not_found");
  });
});
