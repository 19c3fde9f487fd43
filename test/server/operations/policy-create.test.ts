import { expect, test } from "vitest";
import type { Sent } from "../../support/http.ts";
import { pointers, usualRefusals } from "../../support/operation-refusals.ts";
import { samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("POST /v1/policies", (world) => {
  const project = async (): Promise<string> => String((await samples.project(world())).object["name"]);
  const create = async (body: object = {}): Promise<Sent> => ({
    method: "POST",
    path: "/v1/policies",
    body: { project: await project(), ...body },
  });

  test("made of nothing but a project it asks nothing", async () => {
    const reply = await world().send(await create());
    expect(reply.status).toBe(201);
    expect(reply.json()).toMatchObject({
      max_lifetime: null,
      allow_never: true,
      presets: null,
      require_approval: false,
      unused_after: null,
      creators: "self_service",
    });
  });

  test("keeps all that it is given, durations in their one spelling", async () => {
    const body = {
      max_lifetime: "90d",
      allow_never: false,
      presets: ["7d", "12h"],
      require_approval: true,
      unused_after: "4w",
      creators: "admins",
    };
    expect((await world().send(await create(body))).json()).toMatchObject({
      ...body,
      max_lifetime: "P90D",
      presets: ["P7D", "PT12H"],
      unused_after: "P28D",
    });
  });

  test("a project has one at most, and is told which", async () => {
    const body = { project: await project() };
    const { id } = await world().make("/v1/policies", body);
    const reply = await world().refuses(await create(body), 409, "name_taken");
    expect(reply.problem().existing_id).toBe(id);
    expect(pointers(reply)).toEqual(["/project"]);
  });

  test.each([
    ["a life of no time", "/max_lifetime", { max_lifetime: "0s" }],
    ["a life of months", "/max_lifetime", { max_lifetime: "P1M" }],
    ["no presets", "/presets", { presets: [] }],
    ["a preset twice", "/presets", { presets: ["1d", "24h"] }],
    [
      "a preset that its own longest life forbids",
      "/presets",
      { presets: ["1d", "31d"], max_lifetime: "30d" },
    ],
    ["less than an hour without use", "/unused_after", { unused_after: "59m" }],
    ["creators there are not", "/creators", { creators: "nobody" }],
    ["a project there is not", "/project", { project: "nowhere" }],
  ])("%s is refused", async (_what, pointer, body) => {
    expect(pointers(await world().refuses(await create(body), 422, "validation_failed"))).toEqual([pointer]);
  });

  test("an administrator of a project sets none above it", async () => {
    const { token } = await world().account({ project: "shop", role: "role_admin", at: "shop.payments" });
    for (const above of ["shop", "system"]) {
      expect(await world().refusal({ ...(await create({ project: above })), token })).toBe("403 forbidden");
    }
  });

  test("a project made again under its name inherits none", async () => {
    const name = await project();
    const { id } = await world().make("/v1/policies", { project: name });
    await world().send({ method: "DELETE", path: `/v1/projects/${name}` });
    await world().make("/v1/projects", { name });
    expect(await world().refusal({ path: `/v1/policies/${String(id)}` })).toBe("404 not_found");
    expect(await world().refusal({ path: `/v1/policies/${name}` })).toBe("404 not_found");
  });

  usualRefusals(world, { id: "policy.create", request: () => create(), stranger: 422 });
});
