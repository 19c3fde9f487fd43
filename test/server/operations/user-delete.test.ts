import { expect, test } from "vitest";
import { deletingOne } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("DELETE /v1/users/{id}", (world) => {
  deletingOne(world, "user", { stranger: 403, bystander: "none" });

  test("the user's tokens stop at once and the bindings go; made again with that address it has neither", async () => {
    const { id, reference, token, bindingId } = await world().account({ type: "user", role: "role_viewer" });
    expect((await world().send({ method: "DELETE", path: `/v1/users/${id}` })).status).toBe(204);
    expect(await world().refusal({ path: "/v1/whoami", token })).toBe("401 invalid_token");
    expect(await world().refusal({ path: `/v1/role-bindings/${bindingId}` })).toMatch("404");
    const again = await world().make("/v1/users", { email: reference.slice("usr/".length) });
    expect(again["id"]).not.toBe(id);
    expect(await world().refusal({ path: "/v1/whoami", token })).toBe("401 invalid_token");
    const left = async (noun: string): Promise<unknown> =>
      (await world().send({ path: `/v1/${noun}?user_id=${String(again["id"])}` })).json()["items"];
    expect(await left("tokens")).toEqual([]);
    // What every new user gets.
    expect(await left("role-bindings")).toMatchObject([{ role_id: "role_user" }]);
  });
});
