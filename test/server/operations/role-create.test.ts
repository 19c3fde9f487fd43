import { expect, test } from "vitest";
import type { Sent } from "../../support/http.ts";
import { viewing } from "../../support/operation-samples.ts";
import { pointers, usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("POST /v1/roles", (world) => {
  const post = (path: string, body: unknown, token?: string): Sent => ({
    method: "POST",
    path,
    body,
    ...(token !== undefined && { token }),
  });

  const create = (
    rules: unknown,
    { project = "shop", token }: { project?: string; token?: string } = {},
  ): Sent => post("/v1/roles", { name: world().unused("role"), project, rules }, token);

  test("creates a role and shows its rules in their order", async () => {
    const rules = [
      { resource_type: "flow", actions: ["run", "view"], resource_names: ["b*", "a"] },
      { resource_type: "flow", actions: ["@read"] },
    ];
    const reply = await world().send(create(rules));
    expect(reply.status).toBe(201);
    expect(reply.json()).toMatchObject({
      project: "shop",
      built_in: false,
      rules: [rules[0], { ...rules[1], resource_names: null }],
    });
  });

  test.each([
    ["no rules at all", []],
    [
      "more text than a request should read",
      [
        {
          resource_type: "flow",
          actions: ["view"],
          resource_names: Array.from({ length: 140 }, (_, index) => String(index).padEnd(250, "x")),
        },
      ],
    ],
    ["no actions", [{ resource_type: "flow", actions: [] }]],
    ["no names", [{ resource_type: "flow", actions: ["view"], resource_names: [] }]],
    ["an action twice", [{ resource_type: "flow", actions: ["view", "view"] }]],
    ["a name with a `*` inside", [{ resource_type: "flow", actions: ["view"], resource_names: ["a*b"] }]],
    ["a name of `@`", [{ resource_type: "flow", actions: ["view"], resource_names: ["@all"] }]],
    ["a type nobody declared", [{ resource_type: "flaw", actions: ["view"] }]],
    ["an action the type does not have", [{ resource_type: "flow", actions: ["view", "veiw"] }]],
    ["a type with a `*` inside", [{ resource_type: "fl*w", actions: ["view"] }]],
    ["a field there is not", [{ resource_type: "flow", actions: ["view"], effect: "deny" }]],
  ])("%s is refused", async (_, rules) => {
    const [pointer = ""] = pointers(await world().refuses(create(rules), 422, "validation_failed"));
    expect(pointer).toMatch(/^\/rules/);
  });

  const maker = [{ resource_type: "jeton.role", actions: ["*"] }];

  test.each([
    ["a type it lacks", [{ resource_type: "jeton.token", actions: ["read"] }]],
    ["an action it lacks", [{ resource_type: "flow", actions: ["run"] }]],
    ["all actions for those it has", [{ resource_type: "flow", actions: ["*"] }]],
    ["all reads for those it has", [{ resource_type: "flow", actions: ["@read"] }]],
    ["all types for those it has", [{ resource_type: "@declared", actions: ["view"] }]],
    ["everything", [{ resource_type: "*", actions: ["*"] }]],
    ["one piece more than it has", [...viewing, { resource_type: "flow", actions: ["view", "stop"] }]],
  ])("who holds some gives not %s", async (_, rules) => {
    const { token } = await world().account({
      project: "shop",
      rules: [...maker, { resource_type: "flow", actions: ["view", "list"] }],
    });
    expect(await world().refusal(create(rules, { token }))).toBe("403 exceeds_own_rights");
    expect((await world().send(create(viewing, { token }))).status).toBe(201);
  });

  test("rights in one project are none in the one above, and go no wider by name", async () => {
    const rules = [...maker, { resource_type: "flow", actions: ["*"], resource_names: ["a*"] }];
    const { token } = await world().account({ project: "shop", rules, at: "shop.payments" });
    const named = (name: string) => [{ resource_type: "flow", actions: ["*"], resource_names: [name] }];
    expect((await world().send(create(named("ab"), { project: "shop.payments", token }))).status).toBe(201);
    expect(await world().refusal(create(named("ab"), { token }))).toBe("403 forbidden");
    for (const name of ["b", "*", "@own"]) {
      expect(await world().refusal(create(named(name), { project: "shop.payments", token }))).toBe(
        "403 exceeds_own_rights",
      );
    }
  });

  test("a token gives what its mode leaves it, not what its owner holds", async () => {
    const rules = [...maker, ...viewing];
    const { token } = await world().account({ role: "role_admin", terms: { mode: "custom", rules } });
    expect((await world().send(create(viewing, { token }))).status).toBe(201);
    expect(await world().refusal(create([{ resource_type: "flow", actions: ["run"] }], { token }))).toBe(
      "403 exceeds_own_rights",
    );
  });

  test("what is held for a time is not given for good", async () => {
    const { token } = await world().account({
      project: "shop",
      rules: [...maker, ...viewing],
      until: "2035-01-01T00:00:00Z",
    });
    expect(await world().refusal(create(viewing, { token }))).toBe("403 exceeds_own_rights");
  });

  test("a name is unique in its project, the built-in names too", async () => {
    const body = { name: "admin", rules: viewing };
    const reply = await world().refuses(post("/v1/roles", { ...body, project: "system" }), 409, "name_taken");
    expect(reply.problem().existing_id).toBe("role_admin");
    await world().make("/v1/roles", { ...body, project: "shop" });
  });

  usualRefusals(world, { id: "role.create", request: () => create(viewing), stranger: 422 });
});
