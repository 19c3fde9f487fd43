import { expect, test } from "vitest";
import type { Sent } from "../../support/http.ts";
import { pointers, usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("POST /v1/service-accounts", (world) => {
  const post = (path: string, body: unknown, token?: string): Sent => ({
    method: "POST",
    path,
    body,
    ...(token !== undefined && { token }),
  });

  const path = "/v1/service-accounts";

  test("creates an account and shows it, its defaults filled in", async () => {
    const reply = await world().send(post(path, { name: "deployer", project: "shop" }));
    expect(reply.status).toBe(201);
    expect(reply.json()).toMatchObject({
      name: "deployer",
      project: "shop",
      description: null,
      disabled: false,
    });
  });

  test("a name is unique in its project, and free in another", async () => {
    const name = world().unused();
    const { id } = await world().make(path, { name, project: "shop" });
    const reply = await world().refuses(post(path, { name, project: "shop" }), 409, "name_taken");
    expect(reply.problem().existing_id).toBe(id);
    await world().make(path, { name, project: "shopping" });
    await world().make(path, { name, project: "system" });
  });

  test("the project is required: forgetting it never means the system", async () => {
    expect(pointers(await world().refuses(post(path, { name: "x" }), 422))).toEqual(["/project"]);
    expect(await world().refusal(post(path, { name: "x", project: "nowhere" }))).toMatch("422");
  });

  test("an admin of `shop` makes accounts there and below, and neither above nor beside", async () => {
    const { token } = await world().account({ project: "shop", role: "role_admin" });
    for (const project of ["shop", "shop.payments"])
      await world().make(path, { name: world().unused(), project }, token);
    expect(await world().refusal(post(path, { name: "x", project: "system" }, token))).toBe("403 forbidden");
    expect(await world().refusal(post(path, { name: "x", project: "shopping" }, token))).toMatch("422");
  });

  test("a rule on names reaches the names that begin so, and no other", async () => {
    const rules = [{ resource_type: "jeton.service-account", actions: ["create"], resource_names: ["ci-*"] }];
    const { token } = await world().account({ project: "shop", rules });
    await world().make(path, { name: "ci-1", project: "shop" }, token);
    expect(await world().refusal(post(path, { name: "prod", project: "shop" }, token))).toBe("403 forbidden");
  });

  usualRefusals(world, {
    id: "service_account.create",
    request: ({ unused }) => post(path, { name: unused(), project: "shop" }),
    stranger: 422,
  });
});
