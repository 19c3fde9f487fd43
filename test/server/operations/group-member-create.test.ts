import { expect, test } from "vitest";
import type { Sent } from "../../support/http.ts";
import { samples, viewing } from "../../support/operation-samples.ts";
import { pointers, usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("POST /v1/group-members", (world) => {
  const path = "/v1/group-members";
  const post = (body: unknown, token?: string): Sent => ({
    method: "POST",
    path,
    body,
    ...(token !== undefined && { token }),
  });
  const manager = [
    { resource_type: "jeton.group-member", actions: ["*"] },
    { resource_type: "jeton.group", actions: ["*"] },
  ];
  const bound = async (role_id: string, at: string, until?: string): Promise<string> => {
    const { id } = await samples.group(world());
    await world().make("/v1/role-bindings", { role_id, group_id: id, project: at, expires_at: until });
    return id;
  };
  const roleOf = async (rules: unknown): Promise<string> =>
    String((await world().make("/v1/roles", { name: world().unused(), project: "system", rules }))["id"]);

  test("puts accounts and users in a group, by id or by reference, once", async () => {
    const group = await samples.group(world());
    const account = await samples.service_account(world());
    const user = await samples.user(world());
    const made = await world().make(path, {
      group_id: group.references[1],
      service_account_id: account.references[1],
    });
    expect(made).toMatchObject({
      group_id: group.id,
      service_account_id: account.id,
      user_id: null,
      project: "shop",
    });
    await world().make(path, { group_id: group.id, user_id: user.references[0] });
    for (const body of [{ service_account_id: account.id }, { user_id: user.id }]) {
      const reply = await world().refuses(post({ group_id: group.id, ...body }), 409, "name_taken");
      expect(pointers(reply)).toEqual([`/${Object.keys(body)[0] ?? ""}`]);
    }
  });

  test("exactly one member is named, and the group", async () => {
    const { id } = await samples.group(world());
    const account = await samples.service_account(world());
    const user = await samples.user(world());
    expect(pointers(await world().refuses(post({ group_id: id }), 422))).toEqual(["/service_account_id"]);
    const both = { group_id: id, service_account_id: account.id, user_id: user.id };
    expect(pointers(await world().refuses(post(both), 422))).toEqual(["/user_id"]);
    expect(pointers(await world().refuses(post({ user_id: user.id }), 422))).toEqual(["/group_id"]);
    const nested = { group_id: id, service_account_id: id };
    expect(pointers(await world().refuses(post(nested), 422))).toEqual(["/service_account_id"]);
  });

  test("nobody adds themself, or another, to a group that is given what they lack", async () => {
    const admins = await bound("role_admin", "shop");
    const weak = await world().account({ type: "user", rules: manager });
    const other = await samples.service_account(world());
    for (const member of [{ user_id: weak.id }, { service_account_id: other.id }]) {
      const request = post({ group_id: admins, ...member }, weak.token);
      expect(await world().refusal(request)).toBe("403 exceeds_own_rights");
    }
    const whoami = await world().send({ path: "/v1/whoami", token: weak.token });
    expect(whoami.text).not.toContain("role_admin");
  });

  test("what counts is every binding of the group, wherever it holds", async () => {
    const viewer = await roleOf(viewing);
    const group = await bound(viewer, "shop");
    await world().make("/v1/role-bindings", { role_id: viewer, group_id: group, project: "shopping" });
    const { id } = await samples.service_account(world());
    const body = { group_id: group, service_account_id: id };
    const half = await world().account({ rules: [...manager, ...viewing], at: "shop" });
    expect(await world().refusal(post(body, half.token))).toBe("403 exceeds_own_rights");
    const whole = await world().account({ rules: [...manager, ...viewing] });
    expect((await world().send(post(body, whole.token))).status).toBe(201);
  });

  test("what is held for a time lets nobody in for longer", async () => {
    const until = "2035-01-01T00:00:00.000Z";
    const viewer = await roleOf(viewing);
    const { token } = await world().account({ rules: [...manager, ...viewing], until });
    const { id } = await samples.service_account(world());
    const forGood = await bound(viewer, "shop");
    const body = { service_account_id: id };
    expect(await world().refusal(post({ group_id: forGood, ...body }, token))).toBe("403 exceeds_own_rights");
    const asLong = await bound(viewer, "shop", until);
    expect((await world().send(post({ group_id: asLong, ...body }, token))).status).toBe(201);
  });

  test("nobody binds to a group they are in, or any, what they lack", async () => {
    const me = await world().account({
      rules: [...manager, { resource_type: "jeton.role-binding", actions: ["*"] }],
    });
    const { id: group } = await samples.group(world());
    await world().make(path, { group_id: group, service_account_id: me.id }, me.token);
    for (const project of ["shop", "system"]) {
      const body = { role_id: "role_admin", group_id: group, project };
      const request: Sent = { method: "POST", path: "/v1/role-bindings", body, token: me.token };
      expect(await world().refusal(request)).toBe("403 exceeds_own_rights");
    }
  });

  test("one is in fifty groups at most", async () => {
    const { id: account } = await samples.service_account(world());
    for (let count = 0; count < 50; count += 1) {
      const { id } = await samples.group(world());
      await world().make(path, { group_id: id, service_account_id: account });
    }
    const { id } = await samples.group(world());
    const reply = await world().refuses(
      post({ group_id: id, service_account_id: account }),
      409,
      "wrong_state",
    );
    expect(reply.problem().detail).toContain("at most 50 groups");
  });

  test("an admin of a project adds users by their exact address, and accounts they see", async () => {
    const { token } = await world().account({ project: "shop", role: "role_admin" });
    const { id } = await samples.group(world());
    const user = await samples.user(world());
    await world().make(path, { group_id: id, user_id: user.references[0] }, token);
    const hidden = await samples.service_account(world(), "shopping");
    expect(await world().refusal(post({ group_id: id, service_account_id: hidden.id }, token))).toMatch(
      "422",
    );
  });

  usualRefusals(world, {
    id: "group_member.create",
    request: async (it) => {
      const group = await samples.group(it);
      const account = await samples.service_account(it);
      return post({ group_id: group.id, service_account_id: account.id });
    },
    stranger: 422,
  });
});
