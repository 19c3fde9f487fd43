import { expect, test } from "vitest";
import { carriedOut, team } from "../../support/declaring.ts";
import { usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("DELETE /v1/declarations/{id}", (world) => {
  const applied = async (name: string, documents = team(`shop.${name}`), project = "shop") => {
    const { declaration, changes } = await carriedOut(world(), "apply", { name, documents, project });
    return { path: `/v1/declarations/${String(declaration["id"])}`, changes };
  };

  test("leaves its objects when asked to, managed by nobody's declaration", async () => {
    const { path, changes } = await applied("kept");
    expect((await world().send({ method: "DELETE", path: `${path}?objects=keep` })).status).toBe(204);
    const group = changes.find(({ kind }) => kind === "group");
    const shown = await world().send({ path: `/v1/groups/${String(group?.id)}` });
    expect(shown.json()).toMatchObject({ managed_by: "api" });
    expect(await world().refusal({ method: "DELETE", path: `${path}?objects=keep` })).toBe("404 not_found");
  });

  test("deletes its objects when asked to, all of them or none", async () => {
    const { path, changes } = await applied("ended");
    const other = { name: "elsewhere", project: "shop.ended" };
    const { id } = await world().make("/v1/groups", other);
    expect(await world().refusal({ method: "DELETE", path: `${path}?objects=delete` })).toBe("409 in_use");
    await world().send({ method: "DELETE", path: `/v1/groups/${String(id)}` });
    const group = changes.find(({ kind }) => kind === "group");
    const rules = [
      { resource_type: "jeton.declaration", actions: ["*"] },
      { resource_type: "flow", actions: ["*"] },
    ];
    const { token } = await world().account({ project: "shop", rules });
    expect(await world().refusal({ method: "DELETE", path: `${path}?objects=delete`, token })).toBe(
      "403 forbidden",
    );
    expect((await world().send({ method: "DELETE", path: `${path}?objects=delete` })).status).toBe(204);
    expect((await world().send({ path: `/v1/groups/${String(group?.id)}` })).status).toBe(404);
    expect((await world().send({ path: "/v1/projects/shop.ended" })).status).toBe(404);
  });

  test("what becomes of the objects must be said", async () => {
    const { path } = await applied("unsaid", []);
    expect(await world().refusal({ method: "DELETE", path })).toBe("422 validation_failed");
    expect(await world().refusal({ method: "DELETE", path: `${path}?objects=all` })).toBe(
      "422 validation_failed",
    );
  });

  test("a project that is deleted takes its declarations with it, and one cannot delete its own", async () => {
    await world().make("/v1/projects", { name: "shop.whole" });
    const project = [{ kind: "project", name: "shop.whole", adopt: true }];
    const { path } = await applied("own", project, "shop.whole");
    expect(await world().refusal({ method: "DELETE", path: `${path}?objects=delete` })).toBe("409 in_use");
    expect((await world().send({ method: "DELETE", path: "/v1/projects/shop.whole" })).status).toBe(204);
    expect((await world().send({ path })).status).toBe(404);
  });

  usualRefusals(world, {
    id: "declaration.delete",
    request: async (it) => {
      const { declaration } = await carriedOut(it, "apply", { name: it.unused("decl"), documents: [] });
      return { method: "DELETE", path: `/v1/declarations/${String(declaration["id"])}?objects=keep` };
    },
  });
});
