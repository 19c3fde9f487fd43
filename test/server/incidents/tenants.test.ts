import { expect, test } from "vitest";
import { type OperationId, operationIds, type Route, routes } from "../../../server/contract/routes.ts";
import { samples } from "../../support/operation-samples.ts";
import { onEveryDatabase, type OperationWorld } from "../../support/operation-world.ts";
import { placesOf, plan } from "../../support/authorization/requests.ts";

/** What has happened to others, as far as it is about who may do what. */

const mutations = operationIds.filter((id) => {
  const { method, permission, path }: Route = routes[id];
  return method !== "GET" && permission !== undefined && path.startsWith("/v1/");
});

/** What each operation on something in `shop` answers, none of them changing anything. */
async function refusedAll(
  world: OperationWorld,
  ids: readonly OperationId[],
  token: string,
): Promise<readonly string[]> {
  const plans = [];
  for (const id of ids) plans.push({ id, ...(await plan(world, id, "shop")) });
  const before = await world.dump();
  const told = [];
  for (const { id, sent, isRead } of plans) {
    if (isRead === true) continue;
    const reply = await world.send({ ...sent, token });
    told.push(`${id}: ${String(reply.status)} ${String(reply.json()["code"])}`);
  }
  expect(await world.dump()).toBe(before);
  return told;
}

onEveryDatabase("incidents of others, about rights", (world) => {
  test("an API key never gets the previous key's rights (Grafana, CVE-2022-24812)", async () => {
    const admin = await world().account({ role: "role_admin" });
    const nobody = await world().account({ project: "shop" });
    const path = "/v1/projects/shopping";
    const statuses = new Map<string, number>();
    for (let round = 0; round < 25; round += 1) {
      // One after the other, and both at once.
      const tokens = [admin.token, nobody.token, admin.token, nobody.token];
      const ask = (token: string) => world().send({ path, token });
      const replies = round % 2 === 0 ? await Promise.all(tokens.map(ask)) : [];
      if (replies.length === 0) for (const token of tokens) replies.push(await ask(token));
      for (const [index, { status }] of replies.entries()) {
        const key = `${index % 2 === 0 ? "admin" : "nobody"} ${String(status)}`;
        statuses.set(key, (statuses.get(key) ?? 0) + 1);
      }
    }
    expect(Object.fromEntries(statuses)).toEqual({ "admin 200": 50, "nobody 404": 50 });
  });

  test("an id that leaked is of no use to the admin of another tenant, in any operation (OpenBao, CVE-2026-40264)", async () => {
    const { token } = await world().account({ project: "shopping", role: "role_admin" });
    // What is at system level is nobody's.
    const ids = operationIds.filter((id) => routes[id].path.includes("{id}") && placesOf(id).length > 1);
    const told = await refusedAll(world(), ids, token);
    expect(told.length).toBeGreaterThan(15);
    expect(told.filter((each) => !each.endsWith(": 404 not_found"))).toEqual([]);
  });

  test.each([
    "jeton.user",
    "jeton.group",
    "jeton.role",
    "jeton.role-binding",
    "jeton.service-account",
    "jeton.token",
  ])(
    "an admin of %s alone cannot make itself an admin of everything (OpenBao, CVE-2025-54996)",
    async (type) => {
      const rules = [
        { resource_type: type, actions: ["*"] },
        { resource_type: "jeton.*", actions: ["@read"] },
      ];
      const { id, token } = await world().account({ rules });
      const everything = [{ resource_type: "*", actions: ["*"] }];
      const ways = [
        ["/v1/role-bindings", { role_id: "role_admin", service_account_id: id, project: "system" }],
        ["/v1/roles", { name: world().unused("mine"), project: "system", rules: everything }],
        ["/v1/tokens", { role_id: "role_admin", project: "system", name: "mine" }],
      ] as const;
      for (const [path, body] of ways)
        expect(await world().refusal({ method: "POST", path, body, token })).toMatch("403");
    },
  );

  test("a read-only token of an admin changes nothing, by any operation (Grav, CVE-2026-72833)", async () => {
    const { token } = await world().account({ role: "role_admin", terms: { mode: "read_only" } });
    const told = await refusedAll(world(), mutations, token);
    expect(told.length).toBeGreaterThan(20);
    expect(told.filter((each) => !each.endsWith(": 403 forbidden"))).toEqual([]);
  });

  test("who may make tokens makes none for an account that may more (Grav, CVE-2026-65007; StudioCMS, CVE-2026-30944)", async () => {
    const minting = [{ resource_type: "jeton.token", actions: ["*"] }];
    const { token } = await world().account({ rules: minting });
    const admin = await world().account({ role: "role_admin" });
    const mint = (body: object) => ({ method: "POST", path: "/v1/tokens", body, token });
    const refused = [
      mint({ service_account_id: admin.id, name: "mine" }),
      mint({ service_account_id: admin.id, name: "mine", mode: "read_only" }),
      mint({ role_id: "role_viewer", project: "system", name: "mine" }),
      { method: "POST", path: `/v1/tokens/${admin.tokenId}:rotate`, body: {}, token },
    ];
    for (const request of refused) expect(await world().refusal(request)).toBe("403 exceeds_own_rights");
    const { id } = await samples.service_account(world());
    expect((await world().send(mint({ service_account_id: id, name: "harmless" }))).status).toBe(201);
  });
});
