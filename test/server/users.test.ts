import { expect, test } from "vitest";
import type { Sent } from "../support/http.ts";
import { explained } from "../support/explained.ts";
import { samples, viewing } from "../support/operation-samples.ts";
import { pointers } from "../support/operation-refusals.ts";
import { onEveryDatabase } from "../support/operation-world.ts";

onEveryDatabase("a user", (world) => {
  const post = (path: string, body: unknown, token?: string): Sent => ({
    method: "POST",
    path,
    body,
    ...(token !== undefined && { token }),
  });
  const asUser = (role = "role_user") => world().account({ type: "user", role });
  const namesOf = async (query: string, token: string): Promise<readonly unknown[]> => {
    const reply = await world().send({ path: `/v1/tokens${query}`, token });
    expect(reply.status).toBe(200);
    return (reply.json()["items"] as { name: string }[]).map(({ name }) => name);
  };

  test("with the role `user` makes, sees and ends tokens of their own, and nobody else's", async () => {
    const me = await asUser();
    const other = await asUser();
    const reply = await world().send(post("/v1/tokens", { user_id: me.id, name: "laptop" }, me.token));
    expect(reply.status).toBe(201);
    const { id, secret } = reply.json();
    expect(reply.json()).toMatchObject({
      user_id: me.id,
      service_account_id: null,
      role_id: null,
      project: "system",
    });
    expect(String(secret)).toMatch(/^jtnu_/);
    expect((await world().send({ path: "/v1/whoami", token: String(secret) })).status).toBe(200);
    expect(await namesOf("", me.token)).toEqual(["main", "laptop"]);
    expect(await namesOf(`?user_id=${me.id}`, me.token)).toEqual(["main", "laptop"]);
    expect(await namesOf("", other.token)).toEqual(["main"]);
    const path = `/v1/tokens/${String(id)}`;
    for (const [method, suffix] of [
      ["GET", ""],
      ["DELETE", ""],
      ["POST", ":revoke"],
    ] as const) {
      expect(await world().refusal({ method, path: path + suffix, token: other.token })).toBe(
        "404 not_found",
      );
    }
    for (const user_id of [me.id, me.reference]) {
      const request = post("/v1/tokens", { user_id, name: "x" }, other.token);
      expect(pointers(await world().refuses(request, 422))).toEqual(["/user_id"]);
    }
    expect((await world().send({ method: "POST", path: `${path}:revoke`, token: me.token })).status).toBe(
      200,
    );
  });

  test("is named by id, address or reference where a token is made, and the token by theirs", async () => {
    const { id, reference } = await world().account({ type: "user" });
    for (const user_id of [id, reference, reference.slice("usr/".length).toUpperCase()]) {
      const name = world().unused("a/b");
      const made = await world().make("/v1/tokens", { user_id, name });
      expect(made).toMatchObject({ user_id: id, project: "system" });
      const path = `/v1/tokens/${encodeURIComponent(`${reference}/${name}`)}`;
      expect((await world().send({ path })).json()["id"]).toBe(made["id"]);
    }
    const elsewhere = post("/v1/tokens", { user_id: id, name: "x", project: "shop" });
    expect(pointers(await world().refuses(elsewhere, 422))).toEqual(["/project"]);
    const two = post("/v1/tokens", { user_id: id, role_id: "role_viewer", name: "x", project: "system" });
    expect(pointers(await world().refuses(two, 422))).toEqual(["/role_id"]);
  });

  test("who steals a narrow token of theirs makes no wider one with it", async () => {
    const rules = [
      { resource_type: "jeton.token", actions: ["*"], resource_names: ["@own"] },
      { resource_type: "flow", actions: ["*"] },
    ];
    const me = await world().account({ type: "user", rules });
    const make = (terms: object, token: string) =>
      post("/v1/tokens", { user_id: me.id, name: world().unused(), ...terms }, token);
    const narrow = async (terms: object): Promise<string> =>
      String((await world().send(make(terms, me.token))).json()["secret"]);
    const reader = await narrow({ mode: "read_only" });
    for (const mode of ["full_access", "read_only"]) {
      expect(await world().refusal(make({ mode }, reader))).toBe("403 forbidden");
    }
    const maker = await narrow({ mode: "custom", rules: rules.slice(0, 1) });
    expect(await world().refusal(make({}, maker))).toBe("403 exceeds_own_rights");
    const brief = await narrow({ max_age: "1h" });
    expect(await world().refusal(make({}, brief))).toBe("403 exceeds_own_rights");
    const within = await narrow({ within: "shop" });
    expect(await world().refusal(make({}, within))).toMatch("403");
    expect((await world().send(make({ mode: "custom", rules: viewing }, me.token))).status).toBe(201);
  });

  test("is bound to a role by an admin of a project who knows the exact address, or the id", async () => {
    const { id, references, object } = await samples.user(world());
    const admin = await world().account({ project: "shop", role: "role_admin" });
    for (const user_id of [id, ...references]) {
      const body = { role_id: "role_viewer", user_id, project: "shop" };
      const made = await world().make("/v1/role-bindings", body, admin.token);
      expect(made).toMatchObject({ user_id: id, service_account_id: null });
    }
    const near = String(object["email"]).slice(1);
    const body = { role_id: "role_viewer", user_id: near, project: "shop" };
    expect(pointers(await world().refuses(post("/v1/role-bindings", body, admin.token), 422))).toEqual([
      "/user_id",
    ]);
    const list = await world().send({ path: `/v1/role-bindings?user_id=${id}`, token: admin.token });
    expect((list.json()["items"] as unknown[]).length).toBe(references.length + 1);
    const both = { ...body, user_id: id, service_account_id: admin.id };
    expect(pointers(await world().refuses(post("/v1/role-bindings", both), 422))).toEqual(["/user_id"]);
  });

  test("cannot be told from nobody by who may read no users", async () => {
    const { references } = await samples.user(world());
    const binder = [...viewing, { resource_type: "jeton.role-binding", actions: ["*"] }];
    const { token } = await world().account({ project: "shop", rules: binder });
    for (const user_id of [references[0], "nobody@example.com"]) {
      const body = { role_id: "role_viewer", user_id, project: "shop" };
      expect(await world().refusal(post("/v1/role-bindings", body, token))).toMatch("422");
      expect(await world().refusal(post("/v1/tokens", { user_id, name: "x" }, token))).toMatch("422");
      expect(await world().refusal({ path: `/v1/tokens?user_id=${String(user_id)}`, token })).toMatch("422");
    }
  });

  test("holds what roles bound to them give, there and below", async () => {
    const me = await world().account({ type: "user", rules: viewing, at: "shop" });
    const reply = await world().send({ path: "/v1/whoami", token: me.token });
    expect(reply.json()).toMatchObject({
      subject: { type: "user", id: me.id, reference: me.reference, project: "system" },
      token: { user_id: me.id },
    });
    expect(reply.json()["grants"]).toMatchObject([{ role: "role/system/user" }, { project: "shop" }]);
    const forward = (project: string) => ({
      path: `/v1/forward-auth?resource_type=flow&action=view&project=${project}`,
      token: me.token,
    });
    expect((await world().send(forward("shop.payments"))).status).toBe(200);
    expect(await world().refusal(forward("shopping"))).toMatch("403");
    const introspected = await world().send({
      method: "POST",
      path: "/oauth/introspect",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: `token=${me.token}`,
    });
    expect(introspected.json()).toMatchObject({ active: true, sub: me.id, username: me.reference });
  });

  test("is what questions about access can be about", async () => {
    const me = await world().account({ type: "user", rules: viewing, at: "shop" });
    const ask = { resource_type: "flow", action: "view", project: "shop.payments" };
    for (const user_id of [me.id, me.reference]) {
      const explanation = await explained(world(), { ...ask, user_id });
      expect(explanation).toMatchObject({
        allowed: true,
        subject: { type: "user", id: me.id, reference: me.reference },
        token: null,
        allowed_by: [{ role_binding_id: me.bindingId, project: "shop", inherited: true }],
      });
    }
    expect((await explained(world(), { ...ask, token_id: me.tokenId })).subject.id).toBe(me.id);
    await world().send({ method: "PATCH", path: `/v1/users/${me.id}`, body: { disabled: true } });
    const disabled = await explained(world(), { ...ask, user_id: me.id });
    expect(disabled.missing).toMatchObject([{ code: "owner_disabled" }]);
  });

  test("administers the project they create", async () => {
    const me = await asUser("role_project-creator");
    const name = world().unused("p");
    await world().make("/v1/projects", { name }, me.token);
    const bindings = await world().send({ path: `/v1/role-bindings?project=${name}`, token: me.token });
    expect(bindings.json()["items"]).toMatchObject([
      { role_id: "role_admin", user_id: me.id, service_account_id: null, created_by: me.id },
    ]);
  });

  test("is who the audit says did what they did", async () => {
    const me = await asUser("role_admin");
    const made = await world().make("/v1/projects", { name: world().unused("p") }, me.token);
    const audit = await world().send({ path: `/v1/audit-events?target_id=${String(made["id"])}` });
    expect(audit.json()["items"]).toMatchObject([
      { actor: { type: "user", id: me.id, token_id: me.tokenId } },
    ]);
  });
});
