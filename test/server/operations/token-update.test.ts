import { expect, test } from "vitest";
import type { Sent } from "../../support/http.ts";
import { samples, viewing } from "../../support/operation-samples.ts";
import { pointers, usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("PATCH /v1/tokens/{id}", (world) => {
  const patch = (path: string, body: unknown, token?: string): Sent => ({
    method: "PATCH",
    path,
    body,
    ...(token !== undefined && { token }),
  });

  const at = (id: string) => `/v1/tokens/${id}`;
  const fresh = async () => at((await samples.token(world())).id);
  const running = [{ resource_type: "flow", actions: ["run"], resource_names: null }];

  test("changes what is given and nothing else, and never shows the secret", async () => {
    const path = await fresh();
    const before = (await world().send({ path })).json();
    const body = {
      name: "new name",
      description: "d",
      labels: { "team/x": "é" },
      within: "shop",
      mode: "custom",
      rules: running,
      expires_at: "2090-01-01T00:00:00.000Z",
    };
    const after = (await world().send(patch(path, body))).json();
    expect(after).toEqual({ ...before, ...body, updated_at: after["updated_at"] });
    const cleared = {
      description: null,
      labels: null,
      within: null,
      mode: null,
      rules: null,
      expires_at: null,
    };
    expect((await world().send(patch(path, cleared))).json()).toMatchObject({
      description: null,
      labels: {},
      within: null,
      mode: "full_access",
      rules: null,
      expires_at: null,
    });
  });

  test("disabling stops it at once, enabling brings it back", async () => {
    const { token, tokenId } = await world().account({ project: "shop" });
    expect((await world().send(patch(at(tokenId), { disabled: true }))).json()["state"]).toBe("disabled");
    expect(await world().refusal({ path: "/v1/whoami", token })).toBe("401 invalid_token");
    await world().send(patch(at(tokenId), { disabled: null }));
    expect((await world().send({ path: "/v1/whoami", token })).status).toBe(200);
  });

  test("an end in the past is refused, and one that comes is kept", async () => {
    const { token, tokenId } = await world().account({ project: "shop" });
    expect(
      pointers(await world().refuses(patch(at(tokenId), { expires_at: "2020-01-01T00:00:00Z" }), 422)),
    ).toEqual(["/expires_at"]);
    await world().send(patch(at(tokenId), { expires_at: new Date(Date.now() + 1000).toISOString() }));
    await expect
      .poll(async () => (await world().send({ path: "/v1/whoami", token })).status, { timeout: 5000 })
      .toBe(401);
    expect(await world().refusal({ path: "/v1/whoami", token })).toBe("401 invalid_token");
  });

  test("a longest age counts from the secret's birth and rules out an end of one's own", async () => {
    const path = await fresh();
    const { created_at } = (await world().send({ path })).json();
    const aged = (await world().send(patch(path, { max_age: "30d" }))).json();
    expect(Date.parse(String(aged["expires_at"])) - Date.parse(String(created_at))).toBe(30 * 86_400_000);
    expect(pointers(await world().refuses(patch(path, { expires_at: "2090-01-01T00:00:00Z" }), 422))).toEqual(
      ["/expires_at"],
    );
    expect(await world().refusal(patch(path, { expires_at: "2090-01-01T00:00:00Z", max_age: "1d" }))).toMatch(
      "422",
    );
    expect(
      (await world().send(patch(path, { max_age: null, expires_at: "2090-01-01T00:00:00Z" }))).json(),
    ).toMatchObject({ max_age: null });
  });

  test("mode and rules go together", async () => {
    const path = await fresh();
    expect(pointers(await world().refuses(patch(path, { mode: "custom" }), 422))).toEqual(["/rules"]);
    expect(pointers(await world().refuses(patch(path, { rules: viewing }), 422))).toEqual(["/rules"]);
    await world().send(patch(path, { mode: "custom", rules: viewing }));
    expect(pointers(await world().refuses(patch(path, { mode: "read_only" }), 422))).toEqual(["/rules"]);
    expect(pointers(await world().refuses(patch(path, { rules: null }), 422))).toEqual(["/rules"]);
  });

  test("a token never changes its own row, whatever its rights", async () => {
    const { token, tokenId } = await world().account({ role: "role_admin" });
    for (const body of [{ description: "x" }, { mode: "read_only" }, { expires_at: null }, {}]) {
      expect(await world().refusal(patch(at(tokenId), body, token))).toBe("403 forbidden");
    }
  });

  const changer = { resource_type: "jeton.token", actions: ["*"] };

  test("nobody widens a token beyond what they hold, in any of its terms", async () => {
    const weak = await world().account({ project: "shop", rules: [changer, ...viewing] });
    const strong = await world().account({ project: "shop", role: "role_admin" });
    const narrow = {
      service_account_id: strong.id,
      mode: "custom",
      rules: viewing,
      within: "shop.payments",
      expires_at: "2090-01-01T00:00:00Z",
    };
    const make = async (terms: object) =>
      at(String((await world().make("/v1/tokens", { ...narrow, name: world().unused(), ...terms }))["id"]));
    const path = await make({});
    for (const body of [
      { mode: "full_access", rules: null },
      { mode: "read_only", rules: null },
      { rules: running },
      { rules: [{ resource_type: "*", actions: ["*"] }] },
    ]) {
      expect(await world().refusal(patch(path, body, weak.token))).toBe("403 exceeds_own_rights");
    }
    expect((await world().send(patch(path, { within: null }, weak.token))).status).toBe(200);
    const disabled = await make({ mode: "full_access", rules: null, disabled: true });
    expect(await world().refusal(patch(disabled, { disabled: false }, weak.token))).toBe(
      "403 exceeds_own_rights",
    );
    expect(await world().refusal(patch(disabled, { expires_at: null }, weak.token))).toBe(
      "403 exceeds_own_rights",
    );
    expect((await world().send(patch(disabled, { description: "noted" }, weak.token))).status).toBe(200);
  });

  test("a token makes no sibling last longer or do more than itself", async () => {
    const expires_at = "2090-01-01T00:00:00.000Z";
    const { id, token } = await world().account({
      project: "shop",
      role: "role_admin",
      terms: { mode: "custom", rules: [changer, ...viewing], expires_at },
    });
    const sibling = await world().make("/v1/tokens", {
      service_account_id: id,
      name: "sibling",
      mode: "custom",
      rules: viewing,
      expires_at,
    });
    const path = at(String(sibling["id"]));
    expect(await world().refusal(patch(path, { expires_at: null }, token))).toBe("403 exceeds_own_rights");
    expect(await world().refusal(patch(path, { max_age: "36500d", expires_at: null }, token))).toBe(
      "403 exceeds_own_rights",
    );
    expect(await world().refusal(patch(path, { mode: "full_access", rules: null }, token))).toBe(
      "403 exceeds_own_rights",
    );
    expect((await world().send(patch(path, { expires_at: "2080-01-01T00:00:00Z" }, token))).status).toBe(200);
  });

  test("giving an expired token a new end is giving it anew", async () => {
    const strong = await world().account({
      project: "shop",
      role: "role_admin",
      terms: { expires_at: new Date(Date.now() + 800).toISOString() },
    });
    const path = at(strong.tokenId);
    await expect
      .poll(async () => (await world().send({ path })).json()["state"], { timeout: 5000 })
      .toBe("expired");
    const weak = await world().account({ project: "shop", rules: [changer, ...viewing] });
    expect(await world().refusal(patch(path, { expires_at: "2090-01-01T00:00:00Z" }, weak.token))).toBe(
      "403 exceeds_own_rights",
    );
    expect((await world().send(patch(path, { expires_at: "2090-01-01T00:00:00Z" }))).json()["state"]).toBe(
      "active",
    );
  });

  test("a revoked token is changed no more", async () => {
    const path = await fresh();
    await world().send({ method: "POST", path: `${path}:revoke` });
    expect(await world().refusal(patch(path, { description: "x" }))).toBe("409 wrong_state");
    expect(await world().refusal(patch(path, { disabled: false }))).toBe("409 wrong_state");
  });

  test("a new name is free among the owner's live tokens, and brings the token within no reach", async () => {
    const { id } = await samples.service_account(world());
    const one = await world().make("/v1/tokens", { service_account_id: id, name: "one" });
    const two = await world().make("/v1/tokens", { service_account_id: id, name: "two" });
    const path = at(String(two["id"]));
    expect(
      (await world().refuses(patch(path, { name: "one" }), 409, "name_taken")).problem().existing_id,
    ).toBe(one["id"]);
    const rules = [
      { resource_type: "jeton.token", actions: ["read", "update"] },
      { resource_type: "jeton.token", actions: ["delete"], resource_names: ["tmp*"] },
    ];
    const { token } = await world().account({ project: "shop", rules });
    expect(await world().refusal(patch(path, { name: "tmp 1" }, token))).toBe("403 exceeds_own_rights");
  });

  test("an ephemeral token is not made to last", async () => {
    const { id } = await samples.service_account(world());
    const made = await world().make("/v1/tokens", {
      service_account_id: id,
      name: "run",
      ephemeral: true,
      max_age: "1h",
    });
    const path = at(String(made["id"]));
    expect(await world().refusal(patch(path, { max_age: null }))).toMatch("422");
    expect(await world().refusal(patch(path, { max_age: "25h" }))).toMatch("422");
    expect(pointers(await world().refuses(patch(path, { ephemeral: false }), 422))).toEqual(["/ephemeral"]);
  });

  test("the last administrator's token is neither disabled nor narrowed", async () => {
    const [boot] = (await world().send({ path: "/v1/tokens?role_id=role_admin" })).json()["items"] as {
      id: string;
    }[];
    const second = await world().make("/v1/tokens", {
      role_id: "role_admin",
      project: "system",
      name: "second",
    });
    const token = String(second["secret"]);
    const { items } = (
      await world().send({ path: "/v1/role-bindings?role_id=role_admin&project=system" })
    ).json() as { items: { service_account_id: string }[] };
    for (const { service_account_id: id } of items)
      await world().send({ method: "DELETE", path: `/v1/service-accounts/${id}` });
    expect((await world().send({ method: "POST", path: `${at(String(second["id"]))}:revoke` })).status).toBe(
      200,
    );
    const third = await world().account({ role: "role_editor" });
    expect(token).not.toBe(third.token);
    const changer2 = await world().account({ rules: [{ resource_type: "*", actions: ["*"] }] });
    for (const body of [{ disabled: true }, { mode: "read_only" }, { within: "shop" }]) {
      expect(await world().refusal(patch(at(String(boot?.id)), body, changer2.token))).toBe("409 last_admin");
    }
  });

  usualRefusals(world, {
    id: "token.update",
    request: async () => patch(await fresh(), { description: "x" }),
  });
});
