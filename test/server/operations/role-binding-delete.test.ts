import { expect, test } from "vitest";
import { deletingOne } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("DELETE /v1/role-bindings/{id}", (world) => {
  deletingOne(world, "role_binding");

  test("its rights are gone with the next request", async () => {
    const { token, bindingId } = await world().account({ project: "shop", role: "role_viewer" });
    expect((await world().send({ path: "/v1/projects/shop", token })).status).toBe(200);
    await world().send({ method: "DELETE", path: `/v1/role-bindings/${bindingId}` });
    expect(await world().refusal({ path: "/v1/projects/shop", token })).toMatch("404");
  });

  test("the binding of the last administrator stays", async () => {
    const admin = await world().account({ role: "role_admin" });
    const [boot] = (await world().send({ path: "/v1/tokens?role_id=role_admin" })).json()["items"] as {
      id: string;
    }[];
    const disable = (disabled: boolean) =>
      world().send({
        method: "PATCH",
        path: `/v1/tokens/${String(boot?.id)}`,
        token: admin.token,
        body: { disabled },
      });
    const { items } = (
      await world().send({ path: "/v1/role-bindings?role_id=role_admin&project=system" })
    ).json() as { items: { id: string }[] };
    for (const { id } of items.filter((item) => item.id !== admin.bindingId)) {
      await world().send({ method: "DELETE", path: `/v1/role-bindings/${id}` });
    }
    expect((await disable(true)).status).toBe(200);
    expect(
      await world().refusal({
        method: "DELETE",
        path: `/v1/role-bindings/${admin.bindingId}`,
        token: admin.token,
      }),
    ).toBe("409 last_admin");
    expect((await disable(false)).status).toBe(200);
  });
});
