import { expect, test } from "vitest";
import type { Sent } from "../../support/http.ts";
import { pointers, usualRefusals } from "../../support/operation-refusals.ts";
import { samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("PATCH /v1/policies/{id}", (world) => {
  const patch = async (body: object): Promise<Sent> => ({
    method: "PATCH",
    path: `/v1/policies/${(await samples.policy(world())).id}`,
    body,
  });

  test("changes what it is given, and null takes back", async () => {
    const body = { max_lifetime: "P30D", allow_never: false, presets: ["P7D"], creators: "admins" };
    const request = await patch(body);
    expect((await world().send(request)).json()).toMatchObject(body);
    const cleared = { max_lifetime: null, allow_never: null, presets: null, creators: null };
    expect((await world().send({ ...request, body: cleared })).json()).toMatchObject({
      max_lifetime: null,
      allow_never: true,
      presets: null,
      creators: "self_service",
    });
  });

  test("presets and the longest life fit together, whichever is changed", async () => {
    const request = await patch({ presets: ["P7D"], max_lifetime: "P30D" });
    await world().send(request);
    for (const body of [{ max_lifetime: "6d" }, { presets: ["P31D"] }]) {
      expect(pointers(await world().refuses({ ...request, body }, 422))).toEqual(["/presets"]);
    }
  });

  test("the project stays", async () => {
    expect(pointers(await world().refuses(await patch({ project: "shop" }), 422))).toEqual(["/project"]);
  });

  usualRefusals(world, { id: "policy.update", request: () => patch({ allow_never: false }) });
});
