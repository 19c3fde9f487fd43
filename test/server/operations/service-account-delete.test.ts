import { expect, test } from "vitest";
import { deletingOne } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("DELETE /v1/service-accounts/{id}", (world) => {
  deletingOne(world, "service_account");

  test("its tokens stop at once and its bindings go; made again it has neither", async () => {
    const { id, reference, token, bindingId } = await world().account({
      project: "shop",
      role: "role_viewer",
    });
    expect((await world().send({ method: "DELETE", path: `/v1/service-accounts/${id}` })).status).toBe(204);
    expect(await world().refusal({ path: "/v1/whoami", token })).toBe("401 invalid_token");
    expect(await world().refusal({ path: `/v1/role-bindings/${bindingId}` })).toMatch("404");
    const name = reference.split("/")[2];
    const again = await world().make("/v1/service-accounts", { name, project: "shop" });
    expect(again["id"]).not.toBe(id);
    expect(await world().refusal({ path: "/v1/whoami", token })).toBe("401 invalid_token");
    const bindings = await world().send({
      path: `/v1/role-bindings?service_account_id=${String(again["id"])}`,
    });
    expect(bindings.json()["items"]).toEqual([]);
  });

  test("the account of the last administrator stays", async () => {
    const { id } = await world().account({ role: "role_admin" });
    const boot = (await world().send({ path: "/v1/tokens?role_id=role_admin" })).json()["items"] as {
      id: string;
    }[];
    const [, ...others] = boot;
    expect(others).toEqual([]);
    const admin = await world().account({ role: "role_admin" });
    // Only the two accounts are left: the bootstrap token is disabled meanwhile, and one account goes.
    const bootId = String(boot[0]?.id);
    const disable = (disabled: boolean) =>
      world().send({ method: "PATCH", path: `/v1/tokens/${bootId}`, token: admin.token, body: { disabled } });
    const rest = (await world().send({ path: "/v1/role-bindings?role_id=role_admin&project=system" })).json()[
      "items"
    ] as { service_account_id: string }[];
    for (const { service_account_id: account } of rest) {
      if (account !== admin.id)
        await world().send({ method: "DELETE", path: `/v1/service-accounts/${account}` });
    }
    expect((await disable(true)).status).toBe(200);
    expect(await world().refusal({ path: `/v1/service-accounts/${id}`, token: admin.token })).toMatch("404");
    expect(
      await world().refusal({
        method: "DELETE",
        path: `/v1/service-accounts/${admin.id}`,
        token: admin.token,
      }),
    ).toBe("409 last_admin");
    expect((await disable(false)).status).toBe(200);
  });
});
