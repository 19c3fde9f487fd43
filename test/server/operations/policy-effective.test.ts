import { expect, test } from "vitest";
import { usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("GET /v1/policies:effective", (world) => {
  const effective = async (project: string, token = world().token): Promise<Record<string, unknown>> =>
    (await world().send({ path: `/v1/policies:effective?project=${project}`, token })).json();

  const nothing = {
    max_lifetime: null,
    allow_never: true,
    presets: null,
    require_approval: false,
    unused_after: null,
    creators: "self_service",
  };
  const nobody = Object.fromEntries(Object.keys(nothing).map((name) => [name, null]));

  test("where there is no policy, it asks nothing and is nobody's", async () => {
    for (const project of ["shopping", "system"]) {
      expect(await effective(project)).toEqual({ project, ...nothing, sources: nobody });
    }
  });

  test("is the strictest of a project's and those above it, and tells whose each value is", async () => {
    const make = async (name: string, values: object): Promise<object> => {
      await world().make("/v1/projects", { name });
      return {
        policy_id: (await world().make("/v1/policies", { project: name, ...values }))["id"],
        project: name,
      };
    };
    const top = await make("top", {
      max_lifetime: "30d",
      presets: ["P7D", "P29D"],
      unused_after: "90d",
      creators: "admins",
    });
    const middle = await make("top.middle", {
      max_lifetime: "60d",
      require_approval: true,
      unused_after: "30d",
    });
    const low = await make("top.middle.low", { max_lifetime: "10d", presets: ["P9D", "PT1H"] });
    const cut = await make("top.cut", { max_lifetime: "8d" });
    expect(await effective("top.middle.low")).toEqual({
      project: "top.middle.low",
      max_lifetime: "P10D",
      allow_never: false,
      presets: ["PT1H", "P9D"],
      require_approval: true,
      unused_after: "P30D",
      creators: "admins",
      sources: {
        max_lifetime: low,
        allow_never: low,
        presets: low,
        require_approval: middle,
        unused_after: middle,
        creators: top,
      },
    });
    expect(await effective("top.middle")).toMatchObject({
      max_lifetime: "P30D",
      presets: ["P7D", "P29D"],
      sources: { max_lifetime: top, presets: top },
    });
    expect(await effective("top.cut")).toMatchObject({
      presets: ["P7D"],
      sources: { max_lifetime: cut, presets: top },
    });
    expect(await effective("top")).toMatchObject({ require_approval: false, unused_after: "P90D" });
  });

  test("whoever sees a project may ask, whatever else they may not; what is not seen is not there", async () => {
    const rules = [{ resource_type: "flow", actions: ["view"] }];
    const { token } = await world().account({ project: "shop.payments", rules });
    expect(await effective("shop.payments", token)).toMatchObject(nothing);
    for (const project of ["shopping", "nowhere"]) {
      const path = `/v1/policies:effective?project=${project}`;
      expect(await world().refusal({ path, token })).toBe("422 validation_failed");
    }
    expect(await world().refusal({ path: "/v1/policies:effective" })).toBe("422 validation_failed");
  });

  usualRefusals(world, {
    id: "policy.effective",
    request: () => ({ path: "/v1/policies:effective?project=shop" }),
    stranger: 422,
    bystander: "none",
  });
});
