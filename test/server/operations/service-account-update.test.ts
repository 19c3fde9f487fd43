import { expect, test } from "vitest";
import type { Sent } from "../../support/http.ts";
import { samples } from "../../support/operation-samples.ts";
import { pointers, usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("PATCH /v1/service-accounts/{id}", (world) => {
  const patch = (path: string, body: unknown, token?: string): Sent => ({
    method: "PATCH",
    path,
    body,
    ...(token !== undefined && { token }),
  });

  const path = (id: string) => `/v1/service-accounts/${id}`;
  const flows = [{ resource_type: "flow", actions: ["*"] }];

  test("changes the name, the description and whether it is disabled", async () => {
    const { id } = await samples.service_account(world());
    const body = { name: world().unused(), description: "x", disabled: true };
    expect((await world().send(patch(path(id), body))).json()).toMatchObject({ id, ...body });
    expect((await world().send(patch(path(id), { disabled: null }))).json()).toMatchObject({
      disabled: false,
    });
  });

  test("disabling it stops its tokens at once, enabling it brings them back; the tokens' own state stays", async () => {
    const { id, token, tokenId } = await world().account({ project: "shop" });
    await world().send(patch(path(id), { disabled: true }));
    expect(await world().refusal({ path: "/v1/whoami", token })).toBe("401 invalid_token");
    expect((await world().send({ path: `/v1/tokens/${tokenId}` })).json()["state"]).toBe("active");
    await world().send(patch(path(id), { disabled: false }));
    expect((await world().send({ path: "/v1/whoami", token })).status).toBe(200);
  });

  test("enabling it needs all that it holds, wherever that is", async () => {
    const strong = await world().account({ project: "shop", rules: flows, at: "shopping" });
    await world().send(patch(path(strong.id), { disabled: true }));
    const rules = [{ resource_type: "jeton.*", actions: ["*"] }];
    const weak = await world().account({ rules });
    expect(await world().refusal(patch(path(strong.id), { disabled: false }, weak.token))).toBe(
      "403 exceeds_own_rights",
    );
    expect(await world().refusal(patch(path(strong.id), { disabled: null }, weak.token))).toBe(
      "403 exceeds_own_rights",
    );
    const here = await world().account({ rules: [...rules, ...flows], at: "shop" });
    expect(await world().refusal(patch(path(strong.id), { disabled: false }, here.token))).toBe(
      "403 exceeds_own_rights",
    );
    const able = await world().account({ rules: [...rules, ...flows] });
    expect((await world().send(patch(path(strong.id), { disabled: false }, able.token))).status).toBe(200);
  });

  test("a new name brings no account within reach of rights on names", async () => {
    const { id } = await samples.service_account(world());
    const { token } = await world().account({
      project: "shop",
      rules: [
        { resource_type: "jeton.service-account", actions: ["read", "update"] },
        { resource_type: "jeton.service-account", actions: ["delete"], resource_names: ["tmp-*"] },
      ],
    });
    expect(await world().refusal(patch(path(id), { name: "tmp-1" }, token))).toBe("403 exceeds_own_rights");
    expect((await world().send(patch(path(id), { name: world().unused("perm") }, token))).status).toBe(200);
  });

  test("a rule on names lets nobody move an account out of them", async () => {
    const { id } = await world().make("/v1/service-accounts", { name: "ci-x", project: "shop" });
    const rules = [{ resource_type: "jeton.service-account", actions: ["*"], resource_names: ["ci-*"] }];
    const { token } = await world().account({ project: "shop", rules });
    expect(await world().refusal(patch(path(String(id)), { name: "prod" }, token))).toBe("403 forbidden");
    expect((await world().send(patch(path(String(id)), { name: "ci-y" }, token))).status).toBe(200);
  });

  test("a name that is taken is refused, its own is not", async () => {
    const one = await samples.service_account(world());
    const other = await samples.service_account(world());
    const name = one.object["name"];
    const reply = await world().refuses(patch(path(other.id), { name }), 409, "name_taken");
    expect(reply.problem().existing_id).toBe(one.id);
    expect((await world().send(patch(path(one.id), { name }))).status).toBe(200);
  });

  test("its project and what is the server's own cannot be changed", async () => {
    const { id } = await samples.service_account(world());
    for (const field of ["project", "id", "created_at"]) {
      expect(pointers(await world().refuses(patch(path(id), { [field]: "shopping" }), 422))).toEqual([
        `/${field}`,
      ]);
    }
    expect(pointers(await world().refuses(patch(path(id), { name: null, disabled: "yes" }), 422))).toEqual([
      "/name",
      "/disabled",
    ]);
  });

  test("the account of the last administrator is not disabled", async () => {
    const admin = await world().account({ role: "role_admin" });
    const [boot] = (await world().send({ path: "/v1/tokens?role_id=role_admin" })).json()["items"] as {
      id: string;
    }[];
    const disable = (disabled: boolean) =>
      world().send(patch(`/v1/tokens/${String(boot?.id)}`, { disabled }, admin.token));
    const { items } = (
      await world().send({ path: "/v1/role-bindings?role_id=role_admin&project=system" })
    ).json() as { items: { service_account_id: string }[] };
    for (const { service_account_id: other } of items) {
      if (other !== admin.id) await world().send({ method: "DELETE", path: path(other) });
    }
    expect((await disable(true)).status).toBe(200);
    expect(await world().refusal(patch(path(admin.id), { disabled: true }, admin.token))).toBe(
      "409 last_admin",
    );
    expect((await disable(false)).status).toBe(200);
  });

  usualRefusals(world, {
    id: "service_account.update",
    request: async (it) => patch(path((await samples.service_account(it)).id), { description: "x" }),
  });
});
