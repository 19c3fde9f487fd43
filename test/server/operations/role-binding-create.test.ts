import { expect, test } from "vitest";
import type { Sent } from "../../support/http.ts";
import { samples, viewing } from "../../support/operation-samples.ts";
import { pointers, usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("POST /v1/role-bindings", (world) => {
  const post = (path: string, body: unknown, token?: string): Sent => ({
    method: "POST",
    path,
    body,
    ...(token !== undefined && { token }),
  });

  const path = "/v1/role-bindings";
  const target = async (project = "shop") => ({
    role_id: (await samples.role(world(), project)).id,
    service_account_id: (await samples.service_account(world(), project)).id,
    project,
  });

  test("binds a role to an account, both by id or by reference", async () => {
    const role = await samples.role(world());
    const account = await samples.service_account(world());
    for (const [role_id, service_account_id] of [
      [role.id, account.id],
      [role.references[1], account.references[1]],
      [role.references[0], account.references[0]],
    ]) {
      const made = await world().make(path, { role_id, service_account_id, project: "shop.payments" });
      expect(made).toMatchObject({
        role_id: role.id,
        service_account_id: account.id,
        project: "shop.payments",
        expires_at: null,
      });
    }
  });

  test("a role is bound at its project or below it", async () => {
    const body = await target("shop");
    for (const project of ["system", "shopping"]) {
      expect(pointers(await world().refuses(post(path, { ...body, project }), 422))).toEqual(["/project"]);
    }
  });

  test("every part is required", async () => {
    expect(pointers(await world().refuses(post(path, {}), 422)).toSorted()).toEqual(["/project", "/role_id"]);
    const { service_account_id: _, ...rest } = await target();
    expect(pointers(await world().refuses(post(path, rest), 422))).toEqual(["/service_account_id"]);
  });

  test.each([
    ["role_id", "role/shop/none"],
    ["role_id", "nonsense"],
    ["service_account_id", "sa/shop/none"],
    ["service_account_id", "sa_none"],
  ])("a %s of `%s` is refused at its field", async (field, value) => {
    expect(pointers(await world().refuses(post(path, { ...(await target()), [field]: value }), 422))).toEqual(
      [`/${field}`],
    );
  });

  test("it ends when it says", async () => {
    const { token } = await world().account({
      project: "shop",
      role: "role_viewer",
      until: new Date(Date.now() + 1500).toISOString(),
    });
    const see = async () => (await world().send({ path: "/v1/projects/shop", token })).status;
    expect(await see()).toBe(200);
    await expect.poll(see, { timeout: 5000 }).toBe(404);
  });

  test("an end in the past is refused", async () => {
    const reply = await world().refuses(
      post(path, { ...(await target()), expires_at: "2020-01-01T00:00:00Z" }),
      422,
    );
    expect(pointers(reply)).toEqual(["/expires_at"]);
  });

  const binder = { resource_type: "jeton.role-binding", actions: ["*"] };

  test("nobody binds what they lack, to themselves or to others, however they name it", async () => {
    const weak = await world().account({ project: "shop", rules: [binder, ...viewing] });
    const other = await samples.service_account(world());
    for (const service_account_id of [weak.id, other.id]) {
      for (const role_id of ["role_admin", "role/system/admin", "role_editor", "role_viewer"]) {
        const body = { role_id, service_account_id, project: "shop" };
        expect(await world().refusal(post(path, body, weak.token))).toBe("403 exceeds_own_rights");
      }
      const { id: role_id } = await samples.role(world());
      await world().make(path, { role_id, service_account_id, project: "shop" }, weak.token);
    }
  });

  test("an admin of `shop` binds there and below, and neither above nor beside", async () => {
    const { token, id } = await world().account({ project: "shop", role: "role_admin" });
    await world().make(
      path,
      { role_id: "role_admin", service_account_id: id, project: "shop.payments" },
      token,
    );
    const body = { role_id: "role_admin", service_account_id: id };
    expect(await world().refusal(post(path, { ...body, project: "system" }, token))).toBe("403 forbidden");
    expect(await world().refusal(post(path, { ...body, project: "shopping" }, token))).toMatch("422");
    const hidden = await samples.service_account(world(), "shopping");
    expect(
      await world().refusal(
        post(path, { role_id: "role_viewer", service_account_id: hidden.id, project: "shop" }, token),
      ),
    ).toMatch("422");
  });

  test("what is held for a time is given for no longer", async () => {
    const until = "2035-01-01T00:00:00.000Z";
    const { token, id } = await world().account({ project: "shop", rules: [binder, ...viewing], until });
    const { id: role_id } = await samples.role(world());
    const body = { role_id, service_account_id: id, project: "shop" };
    expect(await world().refusal(post(path, body, token))).toBe("403 exceeds_own_rights");
    expect(
      await world().refusal(post(path, { ...body, expires_at: "2035-01-01T00:00:00.001Z" }, token)),
    ).toBe("403 exceeds_own_rights");
    expect(
      await world().make(path, { ...body, expires_at: "2035-01-01T01:00:00+01:00" }, token),
    ).toMatchObject({ expires_at: until });
  });

  test("a token kept within a project binds the system's roles there", async () => {
    const { token } = await world().account({ role: "role_admin", terms: { within: "shop.payments" } });
    const { id } = await samples.service_account(world(), "shop.payments");
    await world().make(
      path,
      { role_id: "role_viewer", service_account_id: id, project: "shop.payments" },
      token,
    );
    expect(
      await world().refusal(
        post(path, { role_id: "role_viewer", service_account_id: id, project: "shop" }, token),
      ),
    ).toMatch("403");
  });

  test("an account has a thousand bindings at most", async () => {
    const { id, bindingId } = await world().account({ project: "shop", rules: viewing });
    await world().database.sql(
      `insert into role_bindings (id, created_at, updated_at, created_by, managed_by, role_id, service_account_id, project_id, expires_at)
       with recursive n(i) as (select 1 union all select i + 1 from n where i < 998)
       select id || cast(i as text), created_at, updated_at, created_by, managed_by, role_id, service_account_id, project_id, expires_at
       from role_bindings, n where id = '${bindingId}'`,
    );
    const more = post(path, { role_id: "role_viewer", service_account_id: id, project: "shop" });
    expect((await world().send(more)).status).toBe(201);
    const refusal = await world().refuses(more, 409, "wrong_state");
    expect(refusal.problem().detail).toContain("at most 1000 role bindings");
  });

  const claim = { issuer: "https://login.example.com", name: "groups", values: ["sre", "platform"] };

  test("binds a role to whoever signs in with a claim", async () => {
    const { id: role_id } = await samples.role(world());
    const made = await world().make(path, { role_id, claim, project: "shop" });
    expect(made).toMatchObject({ claim, service_account_id: null, user_id: null, group_id: null });
    expect((await world().send({ path: `${path}/${String(made["id"])}` })).json()).toEqual(made);
  });

  test.each([
    ["/claim/issuer", { issuer: "http://login.example.com" }],
    ["/claim/issuer", { issuer: undefined }],
    ["/claim/name", { name: "" }],
    ["/claim/name", { name: "a\u0000" }],
    ["/claim/values", { values: [] }],
    ["/claim/values", { values: ["a", "a"] }],
    ["/claim/values/0", { values: [""] }],
    ["/claim/more", { more: 1 }],
  ])("a claim with a wrong %s is refused there: %j", async (pointer, wrong) => {
    const { id: role_id } = await samples.role(world());
    const body = { role_id, claim: { ...claim, ...wrong }, project: "shop" };
    expect(pointers(await world().refuses(post(path, body), 422))).toEqual([pointer]);
  });

  test("nobody binds to a claim what they lack, nor to a claim and an account at once", async () => {
    const weak = await world().account({ project: "shop", rules: [binder, ...viewing] });
    const body = { role_id: "role_admin", claim, project: "shop" };
    expect(await world().refusal(post(path, body, weak.token))).toBe("403 exceeds_own_rights");
    const both = { ...body, service_account_id: weak.id };
    expect(pointers(await world().refuses(post(path, both), 422))).toEqual(["/claim"]);
  });

  usualRefusals(world, {
    id: "role_binding.create",
    request: async () => post(path, await target()),
    stranger: 422,
  });
});
