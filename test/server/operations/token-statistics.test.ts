import { expect, test, vi } from "vitest";
import { usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

interface Statistics {
  readonly from: string;
  readonly to: string;
  readonly days: readonly { readonly day: string; readonly uses: number; readonly denials: number }[];
}

/** Of a test that goes on past midnight too. */
function sumOf({ days }: Statistics): { readonly uses: number; readonly denials: number } {
  return days.reduce(
    (sum, { uses, denials }) => ({ uses: sum.uses + uses, denials: sum.denials + denials }),
    { uses: 0, denials: 0 },
  );
}

onEveryDatabase("GET /v1/tokens:statistics", (world) => {
  const ask = async (query = "", token = world().token): Promise<Statistics> =>
    // What the contract says.
    (await world().send({ path: `/v1/tokens:statistics${query}`, token })).json() as unknown as Statistics;
  const eventually = (query: string, expected: object, token?: string): Promise<void> =>
    vi.waitFor(async () => expect(sumOf(await ask(query, token))).toEqual(expected), {
      timeout: 30_000,
      interval: 200,
    });

  test("has every day that is asked for, thirty by default, the last of them today", async () => {
    const { days, from, to } = await ask();
    expect(days).toHaveLength(30);
    expect([days[0]?.day, days.at(-1)?.day]).toEqual([from, to]);
    expect(Date.parse(to) - Date.parse(from)).toBe(29 * 86_400_000);
    expect((await ask("?days=1")).days).toHaveLength(1);
    expect((await ask("?days=90")).days).toHaveLength(90);
  });

  test("counts what is authorized and what is refused, in the token's project and those above it", async () => {
    await world().make("/v1/projects", { name: "counted" });
    await world().make("/v1/projects", { name: "counted.below" });
    const rules = [{ resource_type: "flow", actions: ["view"] }];
    const { token } = await world().account({ project: "counted.below", rules });
    await world().send({ path: "/v1/whoami", token });
    await world().send({ path: "/v1/whoami", token });
    const passes = "/v1/forward-auth?resource_type=flow&action=view&project=counted.below";
    const stops = "/v1/forward-auth?resource_type=flow&action=run&project=counted.below";
    expect((await world().send({ path: passes, token })).status).toBe(200);
    expect((await world().send({ path: stops, token })).status).toBe(403);
    await eventually("?project=counted.below", { uses: 3, denials: 1 });
    await eventually("?project=counted", { uses: 3, denials: 1 });
    expect(sumOf(await ask("?project=shopping"))).toEqual({ uses: 0, denials: 0 });
  });

  test("counts what is bounded in its uses, and what is refused once they are gone or the token has ended", async () => {
    await world().make("/v1/projects", { name: "bounded" });
    const { token, tokenId } = await world().account({
      project: "bounded",
      role: "role_viewer",
      terms: { usage_limit: 2 },
    });
    const statuses = [];
    for (let count = 0; count < 3; count += 1) {
      statuses.push((await world().send({ path: "/v1/whoami", token })).status);
    }
    expect(statuses).toEqual([200, 200, 401]);
    await world().send({ method: "POST", path: `/v1/tokens/${tokenId}:revoke` });
    expect((await world().send({ path: "/v1/whoami", token })).status).toBe(401);
    await eventually("?project=bounded", { uses: 2, denials: 2 });
  });

  test("who reads tokens in one project is told of it alone, and who reads none of nothing", async () => {
    await world().make("/v1/projects", { name: "seen" });
    await world().make("/v1/projects", { name: "unseen" });
    const { token: viewer } = await world().account({ project: "seen", role: "role_viewer" });
    const { token: other } = await world().account({ project: "unseen", role: "role_viewer" });
    const { token: own } = await world().account({
      project: "seen",
      rules: [{ resource_type: "jeton.token", actions: ["read"], resource_names: ["@own"] }],
    });
    await world().send({ path: "/v1/whoami", token: other });
    await world().send({ path: "/v1/whoami", token: own });
    await eventually("?project=unseen", { uses: 1, denials: 0 });
    // One's own asking is a use like any other, and counted when it is answered.
    await vi.waitFor(async () => expect(sumOf(await ask("", viewer)).uses).toBeGreaterThan(1), 30_000);
    expect(sumOf(await ask("", own))).toEqual({ uses: 0, denials: 0 });
    for (const project of ["unseen", "nowhere"]) {
      const path = `/v1/tokens:statistics?project=${project}`;
      expect(await world().refusal({ path, token: viewer })).toBe("422 validation_failed");
    }
  });

  test("a token nobody made is counted in the system, where a flood of them is still one row a day", async () => {
    const before = sumOf(await ask("?project=system")).denials;
    const nobody = `jtns_${"0".repeat(50)}`;
    await Promise.all(Array.from({ length: 5 }, () => world().send({ path: "/v1/whoami", token: nobody })));
    await vi.waitFor(
      async () => expect(sumOf(await ask("?project=system")).denials).toBeGreaterThanOrEqual(before + 5),
      { timeout: 30_000, interval: 200 },
    );
    const [row] = await world().database.sql(
      "select count(*) as rows, count(distinct day) as days from day_counts where project_id = 'system'",
    );
    expect(Number(row?.["rows"])).toBe(Number(row?.["days"]));
  });

  test("refuses days that are not kept", async () => {
    for (const days of ["0", "91", "-1", "1.5", "x"]) {
      const path = `/v1/tokens:statistics?days=${days}`;
      expect(await world().refusal({ path })).toBe("422 validation_failed");
    }
  });

  usualRefusals(world, {
    id: "token.statistics",
    request: () => ({ path: "/v1/tokens:statistics?project=shop" }),
    stranger: 422,
    bystander: "none",
  });
});
