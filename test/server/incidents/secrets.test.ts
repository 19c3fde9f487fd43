import { expect, test } from "vitest";
import { operationIds, type Route, routes } from "../../../server/contract/routes.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";
import { plan } from "../../support/authorization/requests.ts";

/** What has happened to others, as far as it is about secrets. */

onEveryDatabase("incidents of others, about secrets", (world) => {
  test("no secret is in the audit, whatever became of its token (Vault, GO-2024-3113)", async () => {
    const { tokenId, token } = await world().account({ project: "shop" });
    const rotated = await world().send({ method: "POST", path: `/v1/tokens/${tokenId}:rotate`, body: {} });
    await world().send({ method: "POST", path: `/v1/tokens/${tokenId}:revoke` });
    await world().send({ path: `/v1/tokens/${token}` });
    const audit = await world().send({ path: "/v1/audit-events:export" });
    expect(audit.text).toContain(tokenId);
    for (const secret of [token, String(rotated.json()["secret"]), world().token]) {
      // Past the lookup id, which is not secret.
      expect(audit.text).not.toContain(secret.slice(17));
      expect(world().log()).not.toContain(secret.slice(17));
    }
  });

  test("nothing that is read shows an admin's token, to an admin or anybody (devtron, #7013)", async () => {
    const { token, tokenId } = await world().account({ role: "role_admin" });
    for (const id of operationIds.filter((each) => (routes[each] as Route).method === "GET")) {
      const { sent } = await plan(world(), id, "shop");
      for (const reader of [token, world().token]) {
        const reply = await world().send({ ...sent, token: reader });
        expect(`${id} ${reply.text}`).not.toMatch(/jtn[usrxb]_[0-9A-Za-z]{13}/);
      }
    }
    const own = await world().send({ path: `/v1/tokens/${tokenId}`, token });
    expect(own.json()).not.toHaveProperty("secret");
  });

  test("a deleted token stays dead when another gets its name, each time (devtron, #4960)", async () => {
    const { id } = await world().account({ project: "shop" });
    const dead: string[] = [];
    for (let round = 0; round < 10; round += 1) {
      const made = await world().make("/v1/tokens", { service_account_id: id, name: "again" });
      await world().send({ method: "DELETE", path: `/v1/tokens/${String(made["id"])}` });
      dead.push(String(made["secret"]));
    }
    await world().make("/v1/tokens", { service_account_id: id, name: "again" });
    for (const token of dead)
      expect(await world().refusal({ path: "/v1/whoami", token })).toBe("401 invalid_token");
  });
});
