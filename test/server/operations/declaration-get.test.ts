import { expect, test } from "vitest";
import { records } from "../../../server/contract/nouns/all.ts";
import { carriedOut } from "../../support/declaring.ts";
import { usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("GET /v1/declarations/{id}", (world) => {
  test("shows one by its id and by its references", async () => {
    const { declaration } = await carriedOut(world(), "apply", { name: "shown", documents: [] });
    expect(Object.keys(declaration).toSorted()).toEqual(Object.keys(records.declaration.fields).toSorted());
    for (const text of [String(declaration["id"]), "shop%2Fshown", "decl%2Fshop%2Fshown"]) {
      expect((await world().send({ path: `/v1/declarations/${text}` })).json()).toEqual(declaration);
    }
    expect(await world().refusal({ path: "/v1/declarations/shop%2Fother" })).toBe("404 not_found");
  });

  usualRefusals(world, {
    id: "declaration.get",
    request: async (it) => {
      const { declaration } = await carriedOut(it, "apply", { name: it.unused("decl"), documents: [] });
      return { path: `/v1/declarations/${String(declaration["id"])}` };
    },
  });
});
