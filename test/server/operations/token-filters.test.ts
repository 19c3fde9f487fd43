import { expect, test } from "vitest";
import { pointers } from "../../support/operation-refusals.ts";
import { samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("GET /v1/tokens, narrowed", (world) => {
  type Given = Readonly<Record<string, string>>;

  /** Some tokens of one new account, and the names of those of them that a list finds. */
  const tokensOf = async (bodies: readonly Readonly<Record<string, unknown>>[]) => {
    const owner = await samples.service_account(world());
    for (const body of bodies) await world().make("/v1/tokens", { service_account_id: owner.id, ...body });
    const path = (query: Given): string =>
      `/v1/tokens?${new URLSearchParams({ service_account_id: owner.id, ...query }).toString()}`;
    const find = async (query: Given): Promise<string[]> => {
      const reply = await world().send({ path: path(query) });
      return (reply.json()["items"] as { name: string }[]).map(({ name }) => name).toSorted();
    };
    const set = (name: string, column: string, value: string): Promise<unknown> =>
      world().database.sql(
        `update tokens set ${column} = '${value}' where service_account_id = '${owner.id}' and name = '${name}'`,
      );
    return { owner, path, find, set };
  };

  test("a state is asked of the clock, and each token is in exactly the one it shows", async () => {
    const names = ["active", "lasting", "disabled", "expired", "off", "revoked"];
    const it = await tokensOf([
      { name: "active" },
      { name: "lasting", expires_at: "2999-01-01T00:00:00Z" },
      { name: "disabled", disabled: true },
      { name: "expired" },
      { name: "off", disabled: true },
      { name: "revoked" },
    ]);
    for (const name of ["expired", "off", "revoked"])
      await it.set(name, "expires_at", "2020-01-01T00:00:00.000Z");
    await it.set("revoked", "revoked_at", "2020-01-01T00:00:00.000Z");
    const found: Record<string, string[]> = {};
    for (const state of ["active", "disabled", "expired", "revoked"]) {
      found[state] = await it.find({ state });
      const reply = await world().send({ path: it.path({ state }) });
      for (const item of reply.json()["items"] as { state: string }[]) expect(item.state).toBe(state);
    }
    expect(found).toEqual({
      active: ["active", "lasting"],
      disabled: ["disabled"],
      expired: ["expired", "off"],
      revoked: ["revoked"],
    });
    expect(await it.find({})).toEqual(names.toSorted());
    expect(await it.find({ state: "active", expires_before: "2999-01-02T00:00:00Z" })).toEqual(["lasting"]);
    expect(await world().refusal({ path: it.path({ state: "asleep" }) })).toBe("422 validation_failed");
  });

  test("times are from an instant on and before another, in any zone, and never is neither", async () => {
    const it = await tokensOf([{ name: "never" }, { name: "early" }, { name: "late" }]);
    for (const [column, filter] of [
      ["created_at", "created"],
      ["expires_at", "expires"],
      ["last_used_at", "last_used"],
    ] as const) {
      await it.set("early", column, "2031-01-01T00:00:00.000Z");
      await it.set("late", column, "2032-01-01T00:00:00.000Z");
      const after = `${filter}_after`;
      const before = `${filter}_before`;
      expect(await it.find({ [after]: "2031-01-01T00:00:00Z" })).toEqual(["early", "late"]);
      expect(await it.find({ [after]: "2031-01-01T00:00:00.001Z" })).toEqual(["late"]);
      expect(
        await it.find({ [after]: "2031-01-01T02:00:00+02:00", [before]: "2032-01-01T00:00:00Z" }),
      ).toEqual(["early"]);
      expect(await it.find({ [before]: "2033-01-01T00:00:00Z", [after]: "2032-01-01T00:00:00Z" })).toEqual([
        "late",
      ]);
      expect(await it.find({ [before]: "2033-01-01T00:00:00Z" })).toEqual(
        column === "created_at" ? ["early", "late", "never"] : ["early", "late"],
      );
    }
  });

  test("unused since: never or not since then, and made before then", async () => {
    const it = await tokensOf([
      { name: "forgotten" },
      { name: "dormant" },
      { name: "used" },
      { name: "new" },
    ]);
    for (const name of ["forgotten", "dormant", "used"])
      await it.set(name, "created_at", "2020-01-01T00:00:00.000Z");
    await it.set("dormant", "last_used_at", "2021-05-31T23:59:59.999Z");
    await it.set("used", "last_used_at", "2021-06-01T00:00:00.000Z");
    expect(await it.find({ unused_since: "2021-06-01T00:00:00Z" })).toEqual(["dormant", "forgotten"]);
    expect(await it.find({ unused_since: "2021-06-01T00:00:00.001Z" })).toEqual([
      "dormant",
      "forgotten",
      "used",
    ]);
    expect(await it.find({ unused_since: "2020-01-01T00:00:00Z" })).toEqual([]);
    expect(
      await it.find({ unused_since: "2021-06-01T00:00:00Z", last_used_after: "2021-01-01T00:00:00Z" }),
    ).toEqual(["dormant"]);
  });

  test("a text is a part of the name or the description, itself but for the case of A to Z", async () => {
    const it = await tokensOf([
      { name: "Deploy 100%" },
      { name: "other", description: "used to DEPLOY_it" },
      { name: "É" },
      { name: "deplo" },
    ]);
    expect(await it.find({ search: "dePLOY" })).toEqual(["Deploy 100%", "other"]);
    const { items } = (await world().send({ path: it.path({ search: "other" }) })).json();
    const [{ hint }] = items as [{ hint: string }];
    expect(await it.find({ search: hint.slice(5).toLowerCase() })).toContain("other");
    expect(await it.find({ search: "0%" })).toEqual(["Deploy 100%"]);
    expect(await it.find({ search: "y_" })).toEqual(["other"]);
    expect(await it.find({ search: "é" })).toEqual([]);
    expect(await it.find({ search: "É" })).toEqual(["É"]);
    for (const text of ["", "x".repeat(201)])
      expect(await world().refusal({ path: it.path({ text }) })).toBe("422 validation_failed");
  });

  test("a maker's tokens are found by its id, those it made and no other", async () => {
    const maker = await world().account({ role: "role_admin" });
    const it = await tokensOf([{ name: "of-another" }]);
    await world().make("/v1/tokens", { service_account_id: it.owner.id, name: "made" }, maker.token);
    expect(await it.find({ created_by: maker.id })).toEqual(["made"]);
    expect(await it.find({ created_by: maker.reference })).toEqual([]);
  });

  test.each([
    [{ created_after: "2026-01-02T00:00:00Z", created_before: "2026-01-01T00:00:00Z" }, "created_after"],
    [{ expires_after: "2026-01-01T01:00:00+01:00", expires_before: "2026-01-01T00:00:00Z" }, "expires_after"],
    [{ last_used_after: "2026-01-01T00:00:00Z", unused_since: "2026-01-01T00:00:00Z" }, "last_used_after"],
    [{ created_after: "2026-01-02T00:00:00Z", unused_since: "2026-01-01T00:00:00Z" }, "created_after"],
    [{ created_after: "yesterday" }, "created_after"],
    [{ unused_since: "2026-02-30T00:00:00Z" }, "unused_since"],
    [{ expires_before: "2026-01-01" }, "expires_before"],
    [{ project: "nowhere" }, "project"],
    [{ role_id: "nobody" }, "role_id"],
  ])("%o is refused at `%s`", async (query, pointer) => {
    const path = `/v1/tokens?${new URLSearchParams(query).toString()}`;
    expect(pointers(await world().refuses({ path }, 422, "validation_failed"))).toEqual([pointer]);
  });

  test("pages of a narrowed list miss and repeat none of what was there, while tokens are made and end", async () => {
    const names = Array.from({ length: 24 }, (_, index) => `batch-${String(index).padStart(2, "0")}`);
    const it = await tokensOf(names.map((name, index) => ({ name, disabled: index % 2 === 0 })));
    const wanted = await it.find({ search: "BATCH", state: "disabled" });
    expect(wanted).toHaveLength(12);
    const found: string[] = [];
    let next: string | null = "";
    for (let turn = 0; next !== null; turn += 1) {
      const query: Given = {
        search: "BATCH",
        state: "disabled",
        page_size: "5",
        ...(next !== "" && { page_token: next }),
      };
      const [reply] = await Promise.all([
        world().send({ path: it.path(query) }),
        world().make("/v1/tokens", { service_account_id: it.owner.id, name: `batch-on-${String(turn)}` }),
      ]);
      const page = reply.json() as { items: { name: string }[]; next_page_token: string | null };
      found.push(...page.items.map(({ name }) => name));
      next = page.next_page_token;
    }
    expect(found.toSorted()).toEqual(wanted);
  });
});
