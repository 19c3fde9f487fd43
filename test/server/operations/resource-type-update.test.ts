import { expect, test } from "vitest";
import type { Sent } from "../../support/http.ts";
import { samples } from "../../support/operation-samples.ts";
import { pointers, usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("PATCH /v1/resource-types/{id}", (world) => {
  const patch = (path: string, body: unknown, token?: string): Sent => ({
    method: "PATCH",
    path,
    body,
    ...(token !== undefined && { token }),
  });

  const view = { name: "view", access: "read" };
  const run = { name: "run", access: "write" };
  const fresh = async () => {
    const { id, object } = await samples.resource_type(world());
    const path = `/v1/resource-types/${id}`;
    await world().send(patch(path, { actions: [view, run] }));
    return { path, name: String(object["name"]) };
  };

  test("changes its area, its description and its actions", async () => {
    const { path } = await fresh();
    const body = { area: "a", description: "b", actions: [run, view, { name: "more", access: "write" }] };
    expect((await world().send(patch(path, body))).json()).toMatchObject(body);
  });

  test("the access of an action never changes", async () => {
    const { path } = await fresh();
    const reply = await world().refuses(
      patch(path, { actions: [view, { name: "run", access: "read" }] }),
      422,
    );
    expect(pointers(reply)).toEqual(["/actions"]);
  });

  test("an action that a role or a token names stays", async () => {
    const { path, name } = await fresh();
    const rules = [{ resource_type: name, actions: ["run"] }];
    const role = await world().make("/v1/roles", { name: world().unused(), project: "shop", rules });
    expect(await world().refusal(patch(path, { actions: [view] }))).toBe("409 in_use");
    await world().send({ method: "DELETE", path: `/v1/roles/${String(role["id"])}` });
    const account = await samples.service_account(world());
    await world().make("/v1/tokens", { service_account_id: account.id, name: "x", mode: "custom", rules });
    expect(await world().refusal(patch(path, { actions: [view] }))).toBe("409 in_use");
  });

  test("an action nobody names goes, and only who holds it takes it away", async () => {
    const { path, name } = await fresh();
    const rules = [
      { resource_type: "jeton.resource-type", actions: ["*"] },
      { resource_type: name, actions: ["@read"] },
    ];
    const { token } = await world().account({ rules });
    expect(await world().refusal(patch(path, { actions: [view] }, token))).toBe("403 exceeds_own_rights");
    expect((await world().send(patch(path, { actions: [view] }))).status).toBe(200);
    expect(
      await world().refusal({ path: `/v1/forward-auth?resource_type=${name}&action=run&project=shop` }),
    ).toMatch("403");
  });

  test("its name cannot be changed", async () => {
    const { path } = await fresh();
    expect(pointers(await world().refuses(patch(path, { name: "other" }), 422))).toEqual(["/name"]);
  });

  usualRefusals(world, {
    id: "resource_type.update",
    request: async () => patch((await fresh()).path, { description: "x" }),
    stranger: 403,
    bystander: "none",
  });
});
