import { expect, test } from "vitest";
import { viewing } from "../../support/operation-samples.ts";
import { pointers, usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("POST /v1/access:check", (world) => {
  const check = (checks: unknown, token?: string) => ({
    method: "POST",
    path: "/v1/access:check",
    body: { checks },
    ...(token !== undefined && { token }),
  });
  const ask = { resource_type: "flow", action: "view", project: "shop" };
  const allowed = async (checks: object[], token: string): Promise<boolean[]> => {
    const reply = await world().send(check(checks, token));
    expect({ status: reply.status, text: reply.text }).toMatchObject({ status: 200 });
    return (reply.json()["results"] as { allowed: boolean }[]).map((result) => result.allowed);
  };

  test("answers each question, in order", async () => {
    const { token } = await world().account({ project: "shop", rules: viewing });
    const checks = [
      ask,
      { ...ask, action: "run" },
      { ...ask, project: "shop.payments" },
      { ...ask, project: "system" },
      { ...ask, resource_type: "jeton.token", action: "read" },
    ];
    expect(await allowed(checks, token)).toEqual([true, false, true, false, false]);
  });

  test("without a name the question is about every resource", async () => {
    const { token } = await world().account({
      project: "shop",
      rules: [{ resource_type: "flow", actions: ["@read"], resource_names: ["a*"] }],
    });
    expect(
      await allowed([ask, { ...ask, name: "ab" }, { ...ask, name: "b" }, { ...ask, name: "a*" }], token),
    ).toEqual([false, true, false, true]);
  });

  test("the mode of the token counts", async () => {
    const { token } = await world().account({
      project: "shop",
      role: "role_admin",
      terms: { mode: "read_only", within: "shop.payments" },
    });
    const below = { ...ask, project: "shop.payments" };
    expect(await allowed([ask, below, { ...below, action: "run" }], token)).toEqual([false, true, false]);
  });

  test("a custom token may do what its rules and its owner both allow", async () => {
    const rules = [{ resource_type: "*", actions: ["view", "run"] }];
    const { token } = await world().account({
      project: "shop",
      rules: [{ resource_type: "flow", actions: ["@read"] }],
      terms: { mode: "custom", rules },
    });
    expect(await allowed([ask, { ...ask, action: "list" }, { ...ask, action: "run" }], token)).toEqual([
      true,
      false,
      false,
    ]);
  });

  test.each([
    ["resource_type", "flaw"],
    ["action", "veiw"],
    ["project", "nowhere"],
  ])("a %s there is not is refused at its field", async (field, value) => {
    const reply = await world().refuses(check([ask, { ...ask, [field]: value }]), 422);
    expect(pointers(reply)).toEqual([`/checks/1/${field}`]);
  });

  test("a project one cannot see is as if it were not there", async () => {
    const { token } = await world().account({ project: "shopping", rules: viewing });
    const hidden = await world().refuses(check([ask], token), 422);
    const missing = await world().refuses(check([{ ...ask, project: "nope" }], token), 422);
    expect(hidden.problem().detail.replace("shop", "nope")).toBe(missing.problem().detail);
  });

  test("no question, and a hundred and one, are refused", async () => {
    expect(await world().refusal(check([]))).toMatch("422");
    expect(await world().refusal(check(Array.from({ length: 101 }, () => ask)))).toMatch("422");
    expect((await world().send(check(Array.from({ length: 100 }, () => ask)))).status).toBe(200);
  });

  usualRefusals(world, { id: "access.check", request: () => check([ask]), stranger: 422, bystander: "none" });
});
