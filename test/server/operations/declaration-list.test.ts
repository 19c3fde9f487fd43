import { expect, test } from "vitest";
import { carriedOut } from "../../support/declaring.ts";
import { usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("GET /v1/declarations", (world) => {
  test("narrows to a project and a name, and shows those that may be read", async () => {
    for (const [name, project] of [
      ["a", "shop"],
      ["b", "shop"],
      ["a", "shopping"],
    ] as const) {
      await carriedOut(world(), "apply", { name, project, documents: [] });
    }
    const listed = async (query: string, token?: string) => {
      const reply = await world().send({
        path: `/v1/declarations${query}`,
        ...(token !== undefined && { token }),
      });
      const { items } = reply.json() as { items: { name: string; project: string }[] };
      return items.map(({ name, project }) => `${project}/${name}`).toSorted();
    };
    expect(await listed("")).toEqual(["shop/a", "shop/b", "shopping/a"]);
    expect(await listed("?project=shop")).toEqual(["shop/a", "shop/b"]);
    expect(await listed("?name=a")).toEqual(["shop/a", "shopping/a"]);
    const { token } = await world().account({ project: "shopping", role: "role_viewer" });
    expect(await listed("", token)).toEqual(["shopping/a"]);
    expect(await world().refusal({ path: "/v1/declarations?page_size=0" })).toBe("422 validation_failed");
  });

  usualRefusals(world, {
    id: "declaration.list",
    request: () => ({ path: "/v1/declarations" }),
    stranger: "none",
    bystander: "none",
  });
});
