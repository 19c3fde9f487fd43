import { expect, test } from "vitest";
import type { Sent } from "../../support/http.ts";
import { samples } from "../../support/operation-samples.ts";
import { pointers, usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("PATCH /v1/users/{id}", (world) => {
  const patch = (id: string, body: unknown, token?: string): Sent => ({
    method: "PATCH",
    path: `/v1/users/${encodeURIComponent(id)}`,
    body,
    ...(token !== undefined && { token }),
  });
  const manager = [{ resource_type: "jeton.user", actions: ["*"] }];
  /** What every user holds, by the default role. */
  const own = ["jeton.token", "jeton.project"].map((resource_type) => ({
    resource_type,
    actions: ["*"],
    resource_names: ["@own"],
  }));
  const flows = [{ resource_type: "flow", actions: ["*"] }];

  test("changes the address, the name and whether the user is disabled", async () => {
    const { id } = await samples.user(world());
    const body = { email: `${world().unused("Eve")}@example.com`, display_name: "Eve", disabled: true };
    expect((await world().send(patch(id, body))).json()).toMatchObject({ id, ...body });
    const cleared = await world().send(patch(id, { display_name: null, disabled: null }));
    expect(cleared.json()).toMatchObject({ display_name: null, disabled: false, email: body.email });
  });

  test("an address that is another's is refused, its own in other letters is not", async () => {
    const one = await samples.user(world());
    const other = await samples.user(world());
    const [, , upper = ""] = one.references;
    const reply = await world().refuses(patch(other.id, { email: upper }), 409, "name_taken");
    expect(reply.problem().existing_id).toBe(one.id);
    expect((await world().send(patch(one.id, { email: upper }))).json()).toMatchObject({ email: upper });
    expect((await world().send({ path: `/v1/users/${upper.toLowerCase()}` })).json()["id"]).toBe(one.id);
    expect(pointers(await world().refuses(patch(one.id, { email: null }), 422))).toEqual(["/email"]);
  });

  test("disabling a user stops their tokens at once, enabling brings them back; the tokens' own state stays", async () => {
    const { id, token, tokenId } = await world().account({ type: "user" });
    await world().send(patch(id, { disabled: true }));
    expect(await world().refusal({ path: "/v1/whoami", token })).toBe("401 invalid_token");
    expect((await world().send({ path: `/v1/tokens/${tokenId}` })).json()["state"]).toBe("active");
    await world().send(patch(id, { disabled: false }));
    expect((await world().send({ path: "/v1/whoami", token })).status).toBe(200);
  });

  test("a disabled administrator is enabled by nobody who lacks what they hold", async () => {
    const boss = await world().account({ type: "user", role: "role_admin" });
    await world().send(patch(boss.id, { disabled: true }));
    const { token } = await world().account({ type: "user", rules: manager });
    for (const disabled of [false, null]) {
      expect(await world().refusal(patch(boss.id, { disabled }, token))).toBe("403 exceeds_own_rights");
    }
    expect((await world().send(patch(boss.id, { disabled: false }))).status).toBe(200);
  });

  test("an administrator's address is changed by nobody who lacks what they hold, not in its case either", async () => {
    const boss = await world().account({ type: "user", role: "role_admin" });
    const { token } = await world().account({ type: "user", rules: manager });
    const address = String((await world().send({ path: `/v1/users/${boss.id}` })).json()["email"]);
    for (const email of ["mine@example.com", address.toUpperCase()]) {
      expect(await world().refusal(patch(boss.id, { email }, token))).toBe("403 exceeds_own_rights");
    }
    expect((await world().send(patch(boss.id, { email: address, display_name: "Boss" }, token))).status).toBe(
      200,
    );
  });

  test("what they hold counts wherever they hold it, and while they are disabled", async () => {
    const strong = await world().account({ type: "user", rules: flows, at: "shopping" });
    await world().send(patch(strong.id, { disabled: true }));
    const weak = await world().account({ rules: manager });
    expect(await world().refusal(patch(strong.id, { email: "x@example.com" }, weak.token))).toBe(
      "403 exceeds_own_rights",
    );
    const able = await world().account({ rules: [...manager, ...own, ...flows] });
    expect((await world().send(patch(strong.id, { disabled: false }, able.token))).status).toBe(200);
  });

  test("a new address brings no user within reach of rights on names", async () => {
    const { id } = await samples.user(world());
    const rules = [
      { resource_type: "jeton.user", actions: ["read", "update"] },
      { resource_type: "jeton.user", actions: ["delete"], resource_names: ["tmp-*"] },
      ...own,
    ];
    const { token } = await world().account({ rules });
    for (const email of ["tmp-1@example.com", "TMP-1@example.com"]) {
      expect(await world().refusal(patch(id, { email }, token))).toBe("403 exceeds_own_rights");
    }
    const email = `${world().unused("perm")}@example.com`;
    expect((await world().send(patch(id, { email }, token))).status).toBe(200);
  });

  test("who may change what is their own changes themself and nobody else", async () => {
    const rules = [{ resource_type: "jeton.user", actions: ["read", "update"], resource_names: ["@own"] }];
    const { id, token } = await world().account({ type: "user", rules });
    expect((await world().send(patch(id, { display_name: "Me" }, token))).status).toBe(200);
    const other = await samples.user(world());
    expect(await world().refusal(patch(other.id, { display_name: "Me" }, token))).toBe("404 not_found");
  });

  test("the last administrator, a user, is not disabled", async () => {
    const admin = await world().account({ type: "user", role: "role_admin" });
    const boot = (await world().send({ path: "/v1/tokens?role_id=role_admin" })).json()["items"] as {
      id: string;
    }[];
    const disable = (disabled: boolean) =>
      world().send({
        method: "PATCH",
        path: `/v1/tokens/${String(boot[0]?.id)}`,
        body: { disabled },
        token: admin.token,
      });
    const bindings = await world().send({ path: "/v1/role-bindings?role_id=role_admin&project=system" });
    for (const { id, user_id: user } of bindings.json()["items"] as { id: string; user_id: string }[]) {
      if (user !== admin.id) await world().send({ method: "DELETE", path: `/v1/role-bindings/${id}` });
    }
    expect((await disable(true)).status).toBe(200);
    expect(await world().refusal(patch(admin.id, { disabled: true }, admin.token))).toBe("409 last_admin");
    const request = { method: "DELETE", path: `/v1/users/${admin.id}`, token: admin.token };
    expect(await world().refusal(request)).toBe("409 last_admin");
    expect((await disable(false)).status).toBe(200);
  });

  usualRefusals(world, {
    id: "user.update",
    request: async (it) => patch((await samples.user(it)).id, { display_name: "x" }),
    stranger: 403,
    bystander: "none",
  });
});
