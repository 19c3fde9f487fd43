import { expect, test } from "vitest";
import { listing, samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("GET /v1/projects", (world) => {
  listing(world, "project");

  test("finds one by its name, if the caller may see it", async () => {
    const {
      id,
      references: [name = ""],
    } = await samples.project(world());
    const reply = await world().send({ path: `/v1/projects?name=${name}` });
    expect(reply.json()["items"]).toMatchObject([{ id }]);
    const { token } = await world().account({ project: "shopping", role: "role_admin" });
    expect((await world().send({ path: `/v1/projects?name=${name}`, token })).json()["items"]).toEqual([]);
  });

  test("the role `user` shows the projects one has a role in, and no other", async () => {
    const { token } = await world().account({ project: "shop.payments", role: "role_user" });
    const { items } = (await world().send({ path: "/v1/projects", token })).json() as {
      items: { name: string }[];
    };
    expect(items.map(({ name }) => name)).toEqual(["shop.payments"]);
  });
});
