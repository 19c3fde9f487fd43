import { expect, test } from "vitest";
import { codesOf, explained, explainRequest } from "../../support/explained.ts";
import { pointers } from "../../support/operation-refusals.ts";
import { samples, viewing } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

type Json = Readonly<Record<string, unknown>>;

const ask = { resource_type: "flow", action: "view", project: "shop" };
const explaining = [{ resource_type: "jeton.access", actions: ["explain"] }, ...viewing];

onEveryDatabase("POST /v1/access:explain about others", (world) => {
  test("a service account is explained whatever its tokens leave of it, and by itself without a right", async () => {
    const terms = { mode: "custom", rules: [{ resource_type: "flow", actions: ["list"] }] };
    const { id, reference, token } = await world().account({ project: "shop", rules: viewing, terms });
    expect((await explained(world(), ask, token)).allowed).toBe(false);
    for (const name of [id, reference]) {
      const told = await explained(world(), { ...ask, service_account_id: name }, token);
      expect(told).toMatchObject({ allowed: true, token: null, subject: { id } });
    }
  });

  test("a role is explained as if it were bound where it is asked about", async () => {
    const { id, references } = await samples.role(world(), "shop");
    for (const project of ["shop", "shop.payments"]) {
      const told = await explained(world(), { ...ask, project, role_id: references[0] });
      expect(told).toMatchObject({ allowed: true, allowed_by: [{ role_id: id, project, inherited: false }] });
    }
    const above = await world().refuses(explainRequest({ ...ask, project: "shopping", role_id: id }), 422);
    expect(pointers(above)).toEqual(["/role_id"]);
  });

  test("others need `jeton.access:explain` where they ask, whomever they ask about", async () => {
    const other = await world().account({ project: "shop", rules: viewing });
    const role = await samples.role(world(), "shop");
    const seer = await world().account({ project: "shop", rules: explaining });
    const bystander = await world().account({ project: "shop", rules: viewing });
    const below = await world().account({ project: "shop", rules: viewing });
    await world().make("/v1/role-bindings", {
      role_id: "role_viewer",
      service_account_id: below.id,
      project: "shop.payments",
    });
    const subjects = [{ service_account_id: other.id }, { token_id: other.tokenId }, { role_id: role.id }];
    for (const subject of subjects) {
      await explained(world(), { ...ask, ...subject }, seer.token);
      const refused = await world().refuses(
        explainRequest({ ...ask, ...subject }, bystander.token),
        403,
        "forbidden",
      );
      expect(refused.json()["needs"]).toEqual({ permission: "jeton.access:explain", project: "shop" });
      const batch = explainRequest({ checks: [ask], ...subject }, bystander.token);
      await world().refuses({ ...batch, path: "/v1/access:check" }, 403, "forbidden");
      await explained(world(), { ...ask, project: "shop.payments", ...subject }, below.token);
      await world().refuses(explainRequest({ ...ask, ...subject }, below.token), 403, "forbidden");
    }
  });

  test("what is held where the asker does not see is `inherited`, and nothing else of it is told", async () => {
    const account = await world().account({ project: "shop.payments", role: "role_viewer", at: "shop" });
    await world().make("/v1/role-bindings", {
      role_id: "role_viewer",
      service_account_id: account.id,
      project: "system",
    });
    const { token } = await world().account({ project: "shop.payments", rules: explaining });
    const there = { ...ask, project: "shop.payments", service_account_id: account.id };
    const told = await explained(world(), there, token);
    expect(told.allowed_by).toEqual([
      {
        inherited: true,
        role_binding_id: null,
        role_id: null,
        role: null,
        group_id: null,
        group: null,
        project: null,
        expires_at: null,
        rule_index: null,
        rule: null,
      },
    ]);
    const denied = await explained(world(), { ...there, action: "run" }, token);
    expect(codesOf(denied)).toEqual(["no_rule_for_action"]);
    expect(JSON.stringify([told, denied])).not.toMatch(/viewer|"shop"|`shop`|rb_|@read/);
    expect((await explained(world(), there)).allowed_by).toMatchObject([
      { role_id: "role_viewer" },
      { role_id: "role_viewer" },
    ]);
  });

  test("a project that a token is kept within is named only to who sees it", async () => {
    const { tokenId } = await world().account({
      project: "shop",
      rules: viewing,
      terms: { within: "shopping" },
    });
    const { token } = await world().account({ project: "shop", rules: explaining });
    const told = await explained(world(), { ...ask, token_id: tokenId }, token);
    expect(told).toMatchObject({ token: { within: null }, missing: [{ code: "outside_within" }] });
    expect(JSON.stringify(told)).not.toContain("shopping");
    const seen = await explained(world(), { ...ask, token_id: tokenId });
    expect(seen.missing[0]?.detail).toContain("`shopping`");
  });

  test("a token whose time has not come, and one whose uses are spent, are told apart", async () => {
    const rules = viewing;
    const terms = { not_before: "2089-01-01T00:00:00Z" };
    const early = await world().account({ project: "shop", rules, terms });
    const told = await explained(world(), { ...ask, token_id: early.tokenId });
    expect(codesOf(told)).toEqual(["token_not_yet_valid"]);
    expect(told.detail).toContain("2089-01-01");
    const spent = await world().account({ project: "shop", rules, terms: { usage_limit: 1 } });
    expect((await explained(world(), { ...ask, token_id: spent.tokenId })).allowed).toBe(true);
    expect((await world().send({ path: "/v1/whoami", token: spent.token })).status).toBe(200);
    expect(codesOf(await explained(world(), { ...ask, token_id: spent.tokenId }))).toEqual(["token_used_up"]);
  });

  test("a token that was kept within a project that is gone may do nothing", async () => {
    const { object } = await samples.project(world());
    const name = String(object["name"]);
    const { tokenId } = await world().account({ project: "shop", rules: viewing, terms: { within: name } });
    const there = { ...ask, token_id: tokenId };
    expect((await explained(world(), { ...there, project: name })).allowed).toBe(true);
    const deleted = await world().send({ method: "DELETE", path: `/v1/projects/${name}` });
    expect(deleted.status).toBe(204);
    expect(codesOf(await explained(world(), there))).toEqual(["outside_within"]);
  });

  test.each(["service_account_id", "role_id", "token_id"])(
    "a %s that is not there, or not seen, is refused at its field",
    async (field) => {
      const { token } = await world().account({ project: "shopping", role: "role_admin" });
      const { id: account, references } = await samples.service_account(world());
      const hidden = await world().make("/v1/tokens", { service_account_id: account, name: "t" });
      const role = await samples.role(world());
      const ids: Json = { service_account_id: account, role_id: role.id, token_id: hidden["id"] };
      const at = { ...ask, project: "shopping" };
      for (const value of [ids[field], `${String(references[0])}-no`, "no-such", "tok_no", "sa/a/b/c/d"]) {
        const reply = await world().refuses(explainRequest({ ...at, [field]: value }, token), 422);
        expect(pointers(reply)).toEqual([`/${field}`]);
      }
    },
  );
});
