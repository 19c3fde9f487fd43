import { expect, test } from "vitest";
import { codesOf, explained, explainRequest } from "../../support/explained.ts";
import { pointers, usualRefusals } from "../../support/operation-refusals.ts";
import { samples, viewing } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

type Json = Readonly<Record<string, unknown>>;

const ask = { resource_type: "flow", action: "view", project: "shop" };

onEveryDatabase("POST /v1/access:explain", (world) => {
  test("names every binding, role and rule that allows it", async () => {
    const account = await world().account({
      project: "shop",
      rules: [{ resource_type: "jeton.*", actions: ["@read"] }, ...viewing],
      role: "role_viewer",
      until: "2090-01-01T00:00:00Z",
    });
    const { id, reference, token, tokenId, bindingId } = account;
    const told = await explained(world(), { ...ask, project: "shop.payments" }, token);
    expect(told).toMatchObject({
      allowed: true,
      subject: { type: "service_account", id, reference },
      token: { id: tokenId, name: "main", state: "active", mode: "full_access", within: null },
      missing: [],
    });
    expect(told.allowed_by).toHaveLength(2);
    const viewer = {
      role_id: "role_viewer",
      role: "role/system/viewer",
      rule_index: 0,
      rule: { resource_type: "@declared", actions: ["@read"], resource_names: null },
      project: "shop",
      inherited: true,
      expires_at: "2090-01-01T00:00:00.000Z",
    };
    const own = { role_binding_id: bindingId, rule_index: 1, rule: { resource_type: "flow" } };
    expect(told.allowed_by).toEqual(
      expect.arrayContaining([expect.objectContaining(viewer), expect.objectContaining({ rule_index: 1 })]),
    );
    expect(told.allowed_by.find(({ role_binding_id: binding }) => binding === bindingId)).toMatchObject(own);
    expect(told.detail).toContain(`\`${reference}\` may \`view\` every \`flow\` in \`shop.payments\``);
    expect(told.detail).toContain("`rules[0]` of `role/system/viewer` in `shop`");
  });

  test("names a hundred of them at most", async () => {
    const { token, bindingId } = await world().account({ project: "shop", rules: viewing });
    const copied =
      "created_at, updated_at, created_by, managed_by, role_id, service_account_id, user_id, group_id, project_id, expires_at";
    await world().database.sql(
      `insert into role_bindings (id, ${copied})
       with recursive n(i) as (select 1 union all select i + 1 from n where i < 120)
       select id || cast(i as text), ${copied} from role_bindings, n where id = '${bindingId}'`,
    );
    expect((await explained(world(), ask, token)).allowed_by).toHaveLength(100);
  });

  test("of a role's token it names the role, and no binding", async () => {
    const role = await samples.role(world());
    const made = await world().make("/v1/tokens", { role_id: role.id, name: "r" });
    const told = await explained(world(), ask, String(made["secret"]));
    expect(told.allowed_by).toMatchObject([
      { role_binding_id: null, role_id: role.id, project: "shop", inherited: false, expires_at: null },
    ]);
  });

  test.each<[string, Json, Json, string]>([
    ["no role", {}, {}, "no_role"],
    ["roles, and no rule for the type", { role: "role_user" }, {}, "no_rule_for_type"],
    ["rules, but not for the action", { rules: viewing }, { action: "run" }, "no_rule_for_action"],
    [
      "rules, but not for the name",
      { rules: [{ ...viewing[0], resource_names: ["a*"] }] },
      { name: "b" },
      "no_rule_for_name",
    ],
    [
      "rules, but not for every name",
      { rules: [{ ...viewing[0], resource_names: ["a*"] }] },
      {},
      "no_rule_for_name",
    ],
    [
      "a token that only reads",
      { role: "role_admin", terms: { mode: "read_only" } },
      { action: "run" },
      "not_in_mode",
    ],
    [
      "a token whose own rules leave it out",
      { role: "role_admin", terms: { mode: "custom", rules: viewing } },
      { action: "run" },
      "not_in_mode",
    ],
    [
      "a token kept within a project",
      { role: "role_admin", terms: { within: "shop.payments" } },
      {},
      "outside_within",
    ],
  ])("with %s it says so, in a code and in words", async (...[, options, over, code]) => {
    const account = await world().account({ project: "shop", ...options });
    const told = await explained(world(), { ...ask, ...over, token_id: account.tokenId });
    expect(codesOf(told)).toEqual([code]);
    expect(told.detail).toContain(told.missing[0]?.detail);
  });

  test("the bearer itself is told the same as who may explain", async () => {
    const { token, tokenId, reference } = await world().account({
      project: "shop",
      rules: viewing,
      terms: { mode: "read_only" },
    });
    for (const action of ["view", "run", "list"]) {
      const told = await explained(world(), { ...ask, action }, token);
      expect(await explained(world(), { ...ask, action, token_id: `${reference}/main` })).toEqual(told);
      expect(await explained(world(), { ...ask, action, token_id: tokenId }, token)).toEqual(told);
    }
  });

  test("the nearest rules are shown, with what they allow", async () => {
    const rules = [{ resource_type: "jeton.token", actions: ["read"] }, ...viewing];
    const { token, bindingId } = await world().account({ project: "shop", rules });
    const { missing } = await explained(world(), { ...ask, action: "run" }, token);
    expect(missing[0]?.nearest).toMatchObject([
      { role_binding_id: bindingId, rule_index: 1, rule: { resource_type: "flow", actions: ["view"] } },
    ]);
    expect(missing[0]?.detail).toContain("allows `view`");
  });

  test("several things in the way are all named", async () => {
    const terms = { mode: "read_only", within: "shopping" };
    const { tokenId } = await world().account({ project: "shop", rules: viewing, terms });
    const told = await explained(world(), { ...ask, action: "run", token_id: tokenId });
    expect(codesOf(told)).toEqual(["outside_within", "not_in_mode", "no_rule_for_action"]);
  });

  test("of a binding that has ended it says when", async () => {
    const account = await world().account({ project: "shop", rules: viewing, until: "2090-01-01T00:00:00Z" });
    const past = "2020-01-01T00:00:00.000Z";
    await world().database.sql(
      `update role_bindings set expires_at = '${past}' where id = '${account.bindingId}'`,
    );
    const told = await explained(world(), { ...ask, token_id: account.tokenId });
    expect(codesOf(told)).toEqual(["binding_expired"]);
    expect(told.missing[0]).toMatchObject({
      nearest: [{ role_binding_id: account.bindingId, expires_at: past, rule_index: 0 }],
    });
    expect(told.missing[0]?.detail).toContain(`ended at ${past}`);
  });

  test("a token that is disabled, revoked or expired, and a disabled owner, are told from outside", async () => {
    const { id, token, tokenId } = await world().account({ project: "shop", rules: viewing });
    const codes = async (): Promise<readonly string[]> =>
      codesOf(await explained(world(), { ...ask, token_id: tokenId }));
    const set = async (path: string, body: Json): Promise<void> => {
      expect((await world().send({ method: "PATCH", path, body })).status).toBe(200);
    };
    expect(await codes()).toEqual([]);
    await set(`/v1/tokens/${tokenId}`, { disabled: true });
    expect(await codes()).toEqual(["token_disabled"]);
    await set(`/v1/tokens/${tokenId}`, { disabled: false });
    await set(`/v1/service-accounts/${id}`, { disabled: true });
    expect(await codes()).toEqual(["owner_disabled"]);
    const about = await explained(world(), { ...ask, service_account_id: id });
    expect(codesOf(about)).toEqual(["owner_disabled"]);
    await world().database.sql(
      `update tokens set expires_at = '2020-01-01T00:00:00.000Z' where id = '${tokenId}'`,
    );
    expect(await codes()).toEqual(["token_expired", "owner_disabled"]);
    expect((await world().send({ method: "POST", path: `/v1/tokens/${tokenId}:revoke` })).status).toBe(200);
    expect(await codes()).toEqual(["token_revoked", "owner_disabled"]);
    expect((await world().send(explainRequest(ask, token))).status).toBe(401);
    expect((await world().send({ method: "DELETE", path: `/v1/tokens/${tokenId}` })).status).toBe(204);
    const gone = await world().refuses(
      explainRequest({ ...ask, token_id: tokenId }),
      422,
      "validation_failed",
    );
    expect(pointers(gone)).toEqual(["/token_id"]);
  });

  test("two subjects exclude each other", async () => {
    const both = { ...ask, service_account_id: "shop/x", token_id: "tok_x" };
    const reply = await world().refuses(explainRequest(both), 422, "validation_failed");
    expect(pointers(reply)).toEqual(["/token_id"]);
  });

  test.each([
    ["resource_type", "flaw"],
    ["action", "veiw"],
    ["project", "nowhere"],
  ])("a %s there is not is refused at its field", async (field, value) => {
    const reply = await world().refuses(explainRequest({ ...ask, [field]: value }), 422);
    expect(pointers(reply)).toEqual([`/${field}`]);
  });

  usualRefusals(world, {
    id: "access.explain",
    request: async (it) =>
      explainRequest({ ...ask, service_account_id: (await samples.service_account(it)).id }),
    stranger: 422,
  });
});
