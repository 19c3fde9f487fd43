import { expect, test } from "vitest";
import type { Sent } from "../../support/http.ts";
import { pointers, usualRefusals } from "../../support/operation-refusals.ts";
import { samples } from "../../support/operation-samples.ts";
import { onEveryDatabase, type OperationWorld } from "../../support/operation-world.ts";

type Json = Readonly<Record<string, unknown>>;
const everything = [{ resource_type: "*", actions: ["*"] }];
const ownTokens = [{ resource_type: "jeton.token", actions: ["*"], resource_names: ["@own"] }];

onEveryDatabase("POST /v1/tokens:bulk-revoke", (world) => {
  const revoke = (body: unknown, token?: string): Sent => ({
    method: "POST",
    path: "/v1/tokens:bulk-revoke",
    body,
    ...(token !== undefined && { token }),
  });
  const revoked = async (body: Json, token?: string): Promise<{ count: number; ids: string[] }> => {
    const reply = await world().send(revoke(body, token));
    expect({ status: reply.status, text: reply.text }).toMatchObject({ status: 200 });
    return reply.json() as { count: number; ids: string[] };
  };
  const stateOf = async (id: string): Promise<unknown> =>
    (await world().send({ path: `/v1/tokens/${id}` })).json()["state"];
  const tokensOf = async (it: OperationWorld, owner: string, names: readonly string[]): Promise<string[]> => {
    const ids: string[] = [];
    for (const name of names)
      ids.push(String((await it.make("/v1/tokens", { service_account_id: owner, name }))["id"]));
    return ids;
  };

  test("ends all tokens of an owner with the next request, ephemeral ones too, each with its entry", async () => {
    const { id: owner, token, tokenId } = await world().account({ project: "shop" });
    const run = await world().make("/v1/tokens", {
      service_account_id: owner,
      name: "run",
      ephemeral: true,
      max_age: "15m",
    });
    const bystander = await samples.token(world());
    const ids = [tokenId, String(run["id"])].toSorted();
    expect(await revoked({ service_account_id: owner })).toEqual({ count: 2, ids });
    for (const text of [token, String(run["secret"])])
      expect(await world().refusal({ path: "/v1/whoami", token: text })).toBe("401 invalid_token");
    expect(await stateOf(bystander.id)).toBe("active");
    for (const id of ids) {
      const path = `/v1/audit-events?action=token.revoke&target_id=${id}`;
      expect((await world().send({ path })).json()["items"]).toHaveLength(1);
    }
    expect(await revoked({ service_account_id: owner })).toEqual({ count: 0, ids: [] });
  });

  test("every filter of the list narrows it, and a flag is a boolean", async () => {
    const account = await samples.service_account(world());
    const of = { service_account_id: account.references[0] };
    const [first = "", second = "", third = ""] = await tokensOf(world(), account.id, [
      "ci-1",
      "CI-2",
      "other",
    ]);
    await world().send({ method: "PATCH", path: `/v1/tokens/${second}`, body: { disabled: true } });
    expect((await revoked({ ...of, search: "ci-", state: "disabled" })).ids).toEqual([second]);
    expect((await revoked({ ...of, name: "ci-1", project: "shop", ephemeral: false })).ids).toEqual([first]);
    expect(await revoked({ ...of, ephemeral: true })).toMatchObject({ count: 0 });
    expect(await revoked({ ...of, created_before: "2020-01-01T00:00:00Z" })).toMatchObject({ count: 0 });
    const reply = await world().refuses(revoke({ ...of, ephemeral: "false" }), 422);
    expect(pointers(reply)).toEqual(["/ephemeral"]);
    expect(await stateOf(third)).toBe("active");
  });

  test("a role's tokens end by the role, and those nobody used by the time", async () => {
    const role = await samples.role(world());
    const { id } = await world().make("/v1/tokens", { role_id: role.id, name: "stage" });
    expect(await revoked({ role_id: role.id })).toEqual({ count: 1, ids: [id] });
    const account = await samples.service_account(world());
    const [old = ""] = await tokensOf(world(), account.id, ["old", "new"]);
    await world().database.sql(
      `update tokens set created_at = '2020-01-01T00:00:00.000Z' where id = '${old}'`,
    );
    expect((await revoked({ unused_since: "2021-01-01T00:00:00Z" })).ids).toEqual([old]);
  });

  test("a dry run answers the same and changes nothing", async () => {
    const account = await samples.service_account(world());
    const ids = await tokensOf(world(), account.id, ["a", "b"]);
    const before = await world().dump();
    const body = { service_account_id: account.id };
    expect(await revoked({ ...body, dry_run: true })).toEqual({ count: 2, ids });
    expect(await world().dump()).toBe(before);
    expect(await revoked({ ...body, dry_run: false })).toEqual({ count: 2, ids });
  });

  test("the token that asks is passed over, unless it is said", async () => {
    const { id, token, tokenId } = await world().account({ project: "shop", rules: ownTokens });
    const [other = ""] = await tokensOf(world(), id, ["other"]);
    expect((await revoked({ service_account_id: id }, token)).ids).toEqual([other]);
    expect((await revoked({ service_account_id: id, include_self: true }, token)).ids).toEqual([tokenId]);
    expect(await world().refusal({ path: "/v1/whoami", token })).toBe("401 invalid_token");
  });

  test("one that is seen and not the caller's to revoke refuses all of it, by its id, the dry run too", async () => {
    const { id, token } = await world().account({
      project: "shop",
      rules: [...ownTokens, { resource_type: "jeton.token", actions: ["read"] }],
    });
    const [mine = ""] = await tokensOf(world(), id, ["foreign-mine"]);
    const account = await samples.service_account(world());
    const [foreign = ""] = await tokensOf(world(), account.id, ["foreign"]);
    for (const dry_run of [false, true]) {
      const reply = await world().refuses(revoke({ search: "foreign", dry_run }, token), 403, "forbidden");
      expect(reply.problem()).toMatchObject({ needs: { permission: "jeton.token:revoke", project: "shop" } });
      expect(reply.problem().detail).toContain(foreign);
    }
    expect(await stateOf(mine)).toBe("active");
  });

  test("what the caller cannot see is not matched, and cannot be named", async () => {
    const { token } = await world().account({ project: "shopping", role: "role_admin" });
    const [here, there] = [
      await samples.service_account(world(), "shopping"),
      await samples.service_account(world()),
    ];
    const [mine = ""] = await tokensOf(world(), here.id, ["across"]);
    const [unseen = ""] = await tokensOf(world(), there.id, ["across"]);
    expect(await revoked({ name: "across" }, token)).toEqual({ count: 1, ids: [mine] });
    expect(await stateOf(unseen)).toBe("active");
    for (const body of [{ service_account_id: there.id }, { project: "shop" }]) {
      const reply = await world().refuses(revoke(body, token), 422, "validation_failed");
      expect(pointers(reply)).toEqual(Object.keys(body).map((name) => `/${name}`));
    }
  });

  test.each([
    [{}, ""],
    [{ dry_run: true }, ""],
    [{ state: "active", ephemeral: false, include_self: true }, ""],
    [{ created_before: "2999-01-01T00:00:00Z" }, ""],
    [{ service_account_id: null }, "/service_account_id"],
    [{ search: "" }, "/search"],
    [{ name: "x", dry_run: "yes" }, "/dry_run"],
    [{ name: "x", state: "ended" }, "/state"],
    [
      { name: "x", created_after: "2026-01-02T00:00:00Z", created_before: "2026-01-01T00:00:00Z" },
      "/created_after",
    ],
  ])("%o never means all, and is refused at `%s`", async (body, pointer) => {
    const reply = await world().refuses(revoke(body), 422, "validation_failed");
    expect(pointers(reply)).toContain(pointer);
  });

  test("more than ten thousand are refused whole, and what is within it names the first thousand", async () => {
    const account = await samples.service_account(world());
    const [id = ""] = await tokensOf(world(), account.id, ["many"]);
    const { database } = world();
    const [row = {}] = await database.sql(`select * from tokens where id = '${id}'`);
    const columns = Object.keys(row);
    const copied = columns
      .map((name) => (name === "id" || name === "name" ? `${name} || '-' || n` : name))
      .join(", ");
    const fill = (first: number, last: number): Promise<unknown> =>
      database.sql(
        `with recursive numbers(n) as (select ${String(first)} union all select n + 1 from numbers where n < ${String(last)})
         insert into tokens (${columns.join(", ")}) select ${copied} from numbers, tokens where id = '${id}'`,
      );
    await fill(1, 1_200);
    const ended = await revoked({ service_account_id: account.id });
    expect([ended.count, ended.ids.length]).toEqual([1_201, 1_000]);
    expect(await revoked({ service_account_id: account.id })).toMatchObject({ count: 0 });
    await database.sql(`update tokens set revoked_at = null where service_account_id = '${account.id}'`);
    await fill(1_201, 10_000);
    const reply = await world().refuses(revoke({ service_account_id: account.id }), 422, "validation_failed");
    expect(reply.problem().detail).toContain("more than 10000 tokens match");
    await database.sql(`delete from tokens where service_account_id = '${account.id}'`);
  });

  test("the last administrator's token stays, and a dry run says so", async () => {
    const { token } = await world().account({ rules: everything });
    const { items } = (
      await world().send({ path: "/v1/role-bindings?role_id=role_admin&project=system" })
    ).json() as { items: { service_account_id: string }[] };
    for (const { service_account_id: id } of items)
      await world().send({ method: "DELETE", path: `/v1/service-accounts/${id}` });
    for (const dry_run of [true, false])
      expect(await world().refusal(revoke({ role_id: "role_admin", dry_run }, token))).toBe("409 last_admin");
  });

  usualRefusals(world, {
    id: "token.bulk-revoke",
    request: async (it) => {
      const account = await samples.service_account(it);
      await tokensOf(it, account.id, ["main"]);
      return revoke({ service_account_id: account.id });
    },
    stranger: 422,
  });
});
