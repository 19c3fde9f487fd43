import { expect, test } from "vitest";
import type { Sent } from "../../support/http.ts";
import { pointers, usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("POST /v1/groups", (world) => {
  const path = "/v1/groups";
  const post = (body: unknown, token?: string): Sent => ({
    method: "POST",
    path,
    body,
    ...(token !== undefined && { token }),
  });

  test("creates a group and shows it", async () => {
    const body = { name: "devs", project: "shop", description: "Who builds\nthe shop" };
    const made = await world().make(path, body);
    expect(made).toMatchObject(body);
    expect(String(made["id"])).toMatch(/^grp_/);
  });

  test("a name is unique in its project, and free in another", async () => {
    const name = world().unused();
    const { id } = await world().make(path, { name, project: "shop" });
    const reply = await world().refuses(post({ name, project: "shop" }), 409, "name_taken");
    expect(reply.problem().existing_id).toBe(id);
    for (const project of ["shopping", "system"]) await world().make(path, { name, project });
  });

  test("the project is required, and the name a label", async () => {
    expect(pointers(await world().refuses(post({ name: "x" }), 422))).toEqual(["/project"]);
    expect(pointers(await world().refuses(post({ name: "X y", project: "shop" }), 422))).toEqual(["/name"]);
  });

  test("an admin of `shop` makes groups there and below, and neither above nor beside", async () => {
    const { token } = await world().account({ project: "shop", role: "role_admin" });
    for (const project of ["shop", "shop.payments"]) {
      await world().make(path, { name: world().unused(), project }, token);
    }
    expect(await world().refusal(post({ name: "x", project: "system" }, token))).toBe("403 forbidden");
    expect(await world().refusal(post({ name: "x", project: "shopping" }, token))).toMatch("422");
  });

  usualRefusals(world, {
    id: "group.create",
    request: ({ unused }) => post({ name: unused(), project: "shop" }),
    stranger: 422,
  });
});
