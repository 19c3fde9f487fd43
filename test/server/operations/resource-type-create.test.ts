import { expect, test } from "vitest";
import type { Sent } from "../../support/http.ts";
import { pointers, usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("POST /v1/resource-types", (world) => {
  const post = (path: string, body: unknown, token?: string): Sent => ({
    method: "POST",
    path,
    body,
    ...(token !== undefined && { token }),
  });

  const path = "/v1/resource-types";
  const actions = [{ name: "findOne", access: "read" }];

  test("declares a type, its actions in their order", async () => {
    const body = {
      name: "strapi.article",
      area: "Content ✎",
      description: null,
      actions: [...actions, { name: "create", access: "write" }],
    };
    expect(await world().make(path, body)).toMatchObject(body);
  });

  test.each([
    "jeton",
    "jeton.token",
    "jeton.later",
    "Flow",
    "a..b",
    "*",
    "@declared",
    "kestra.*",
    "x".repeat(64),
  ])("`%s` is no name for a type", async (name) => {
    expect(pointers(await world().refuses(post(path, { name, actions }), 422))).toEqual(["/name"]);
  });

  test("`jetonish` is nobody's", async () => {
    expect(await world().make(path, { name: "jetonish", actions })).toMatchObject({ name: "jetonish" });
  });

  test.each([
    ["none", []],
    [
      "one twice, with two accesses",
      [
        { name: "a", access: "read" },
        { name: "a", access: "write" },
      ],
    ],
    ["a wildcard", [{ name: "*", access: "read" }]],
    ["a group", [{ name: "@read", access: "read" }]],
    ["another access", [{ name: "a", access: "admin" }]],
  ])("actions: %s is refused", async (_, given) => {
    const [pointer = ""] = pointers(
      await world().refuses(post(path, { name: "typed", actions: given }), 422),
    );
    expect(pointer).toMatch(/^\/actions/);
  });

  test("a name that is taken is refused with the id of its holder", async () => {
    const name = world().unused("type");
    const { id } = await world().make(path, { name, actions });
    const reply = await world().refuses(post(path, { name, actions }), 409, "name_taken");
    expect(reply.problem().existing_id).toBe(id);
  });

  test("only who may in the system declares types", async () => {
    const { token } = await world().account({ project: "shop", role: "role_admin" });
    expect(await world().refusal(post(path, { name: "x", actions }, token))).toBe("403 forbidden");
  });

  usualRefusals(world, {
    id: "resource_type.create",
    request: ({ unused }) => post(path, { name: unused("type"), actions }),
    stranger: 403,
  });
});
