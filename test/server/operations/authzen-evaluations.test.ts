import { expect, test } from "vitest";
import { viewing } from "../../support/operation-samples.ts";
import { pointers, usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase, type OperationWorld } from "../../support/operation-world.ts";

type Json = Readonly<Record<string, unknown>>;

onEveryDatabase("POST /access/v1/evaluations", (world) => {
  const asking = (body: Json, token?: string) => ({
    method: "POST",
    path: "/access/v1/evaluations",
    body,
    ...(token !== undefined && { token }),
  });
  const viewer = async (it: OperationWorld = world()): Promise<Json> => {
    const { id } = await it.account({ project: "shop", rules: viewing });
    return { subject: { type: "service_account", id }, resource: { type: "flow", id: "shop/x" } };
  };
  const actions = (...names: readonly string[]): Json[] => names.map((name) => ({ action: { name } }));
  const decide = async (body: Json): Promise<boolean[]> => {
    const reply = await world().send(asking(body));
    expect({ status: reply.status, text: reply.text }).toMatchObject({ status: 200 });
    const { evaluations } = reply.json() as { evaluations: { decision: boolean }[] };
    return evaluations.map(({ decision }) => decision);
  };

  test("decides each in order, with what stands above the list as the default", async () => {
    const evaluations = [
      ...actions("view", "run"),
      { action: { name: "view" }, resource: { type: "flow", id: "system/x" } },
      { action: { name: "view" }, subject: { type: "role", id: "role/system/admin" } },
    ];
    expect(await decide({ ...(await viewer()), evaluations })).toEqual([true, false, false, true]);
  });

  test.each([
    ["execute_all", [true, false, true]],
    ["deny_on_first_deny", [true, false]],
    ["permit_on_first_permit", [true]],
  ])("%s", async (semantic, expected) => {
    const options = { evaluations_semantic: semantic };
    const evaluations = actions("view", "run", "view");
    expect(await decide({ ...(await viewer()), evaluations, options })).toEqual(expected);
  });

  test("without a list it is one decision", async () => {
    const reply = await world().send(asking({ ...(await viewer()), action: { name: "view" } }));
    expect(reply.json()).toEqual({ decision: true });
  });

  test("one that the caller may not ask is an error of its own and leaves the others", async () => {
    const { id } = await world().account({ project: "shop", rules: viewing });
    const rules = [{ resource_type: "jeton.access", actions: ["explain"] }];
    const { token } = await world().account({ project: "system", rules, at: "shop" });
    const subject = { type: "service_account", id };
    const evaluations = ["shop/x", "system/x"].map((at) => ({ resource: { type: "flow", id: at } }));
    const reply = await world().send(asking({ subject, action: { name: "view" }, evaluations }, token));
    expect(reply.json()["evaluations"]).toMatchObject([
      { decision: true },
      { decision: false, context: { reason: expect.any(String) as unknown } },
    ]);
  });

  test("an item that is not whole is refused at its place", async () => {
    const reply = await world().refuses(asking({ evaluations: actions("view") }), 400);
    expect(pointers(reply)).toEqual(["/evaluations/0/subject"]);
  });

  test("more than 100 are refused", async () => {
    const evaluations = actions(...Array.from({ length: 101 }, () => "view"));
    const reply = await world().refuses(asking({ ...(await viewer()), evaluations }), 400);
    expect(pointers(reply)).toEqual(["/evaluations"]);
  });

  usualRefusals(world, {
    id: "authzen.evaluations",
    request: async (it) => asking({ ...(await viewer(it)), evaluations: actions("view") }),
    stranger: "none",
    bystander: "none",
  });
});
