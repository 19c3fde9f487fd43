import { expect, test } from "vitest";
import type { Sent } from "../../support/http.ts";
import { samples } from "../../support/operation-samples.ts";
import { pointers, usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("PATCH /v1/groups/{id}", (world) => {
  const patch = (id: string, body: unknown, token?: string): Sent => ({
    method: "PATCH",
    path: `/v1/groups/${id}`,
    body,
    ...(token !== undefined && { token }),
  });

  test("changes the name and the description; the members stay", async () => {
    const member = await samples.group_member(world());
    const id = String(member.object["group_id"]);
    const body = { name: world().unused(), description: "x" };
    expect((await world().send(patch(id, body))).json()).toMatchObject({ id, ...body });
    const list = await world().send({ path: `/v1/group-members?group_id=${id}` });
    expect(list.json()["items"]).toMatchObject([{ id: member.id }]);
  });

  test("a name that is taken is refused, and the project cannot be changed", async () => {
    const one = await samples.group(world());
    const other = await samples.group(world());
    const reply = await world().refuses(patch(other.id, { name: one.object["name"] }), 409, "name_taken");
    expect(reply.problem().existing_id).toBe(one.id);
    expect(pointers(await world().refuses(patch(one.id, { project: "shopping" }), 422))).toEqual([
      "/project",
    ]);
  });

  test("a new name brings no group within reach of rights on names", async () => {
    const { id } = await samples.group(world());
    const { token } = await world().account({
      project: "shop",
      rules: [
        { resource_type: "jeton.group", actions: ["read", "update"] },
        { resource_type: "jeton.group", actions: ["delete"], resource_names: ["tmp-*"] },
      ],
    });
    expect(await world().refusal(patch(id, { name: "tmp-1" }, token))).toBe("403 exceeds_own_rights");
    expect((await world().send(patch(id, { name: world().unused("perm") }, token))).status).toBe(200);
  });

  usualRefusals(world, {
    id: "group.update",
    request: async (it) => patch((await samples.group(it)).id, { description: "x" }),
  });
});
