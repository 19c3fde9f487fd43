import { expect, test } from "vitest";
import type { Sent } from "../../support/http.ts";
import { samples } from "../../support/operation-samples.ts";
import { pointers, usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("PATCH /v1/projects/{id}", (world) => {
  const patch = (path: string, body: unknown, token?: string): Sent => ({
    method: "PATCH",
    path,
    body,
    ...(token !== undefined && { token }),
  });

  const fresh = async () => `/v1/projects/${(await samples.project(world())).id}`;

  test("a field that is there changes, null clears it, what is absent stays", async () => {
    const path = await fresh();
    const before = (await world().send({ path })).json();
    const changed = (await world().send(patch(path, { description: "lines\nand 🪙" }))).json();
    expect(changed).toEqual({ ...before, description: "lines\nand 🪙", updated_at: changed["updated_at"] });
    expect((await world().send(patch(path, {}))).json()).toEqual(changed);
    expect((await world().send(patch(path, { description: "" }))).json()["description"]).toBe("");
    expect((await world().send(patch(path, { description: null }))).json()["description"]).toBeNull();
  });

  test("a change that changes nothing writes nothing", async () => {
    const path = await fresh();
    const before = await world().dump();
    expect((await world().send(patch(path, { description: null }))).status).toBe(200);
    expect(await world().dump()).toBe(before);
  });

  test("what is fixed or the server's own cannot be changed", async () => {
    const path = await fresh();
    for (const field of ["name", "id", "created_at", "created_by", "managed_by"]) {
      expect(pointers(await world().refuses(patch(path, { [field]: "x" }), 422))).toEqual([`/${field}`]);
    }
  });

  test.each([
    ["with U+0000", "a\0b"],
    ["with half a character", "\ud800"],
    ["of 4,097 characters", "🪙".repeat(4097)],
    ["of a number", 1],
  ])("a description %s is refused", async (_, description) => {
    expect(pointers(await world().refuses(patch(await fresh(), { description }), 422))).toEqual([
      "/description",
    ]);
  });

  test("an admin of a project may not change the one above it", async () => {
    const { token } = await world().account({ project: "shop", role: "role_admin", at: "shop.payments" });
    expect(await world().refusal(patch("/v1/projects/shop", { description: "x" }, token))).toMatch("404");
    expect(
      (await world().send(patch("/v1/projects/shop.payments", { description: "x" }, token))).status,
    ).toBe(200);
  });

  usualRefusals(world, {
    id: "project.update",
    request: async () => patch(await fresh(), { description: "x" }),
  });
});
