import { expect, test } from "vitest";
import type { Sent } from "../../support/http.ts";
import { samples, viewing } from "../../support/operation-samples.ts";
import { pointers, usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("POST /v1/tokens", (world) => {
  const post = (path: string, body: unknown, token?: string): Sent => ({
    method: "POST",
    path,
    body,
    ...(token !== undefined && { token }),
  });

  const path = "/v1/tokens";
  const owner = async (project?: string) => (await samples.service_account(world(), project)).id;

  test("makes a token, its secret in this one reply", async () => {
    const { id, references } = await samples.service_account(world());
    const reply = await world().send(
      post(path, { service_account_id: references[1], name: "✓ a name/with a slash" }),
    );
    expect(reply.status).toBe(201);
    expect(reply.headers["cache-control"]).toBe("no-store");
    const { secret, hint, ...token } = reply.json();
    expect(secret).toMatch(/^jtns_[0-9A-Za-z]{50}$/);
    expect(String(secret).slice(0, 17)).toBe(hint);
    expect(token).toMatchObject({
      service_account_id: id,
      role_id: null,
      project: "shop",
      mode: "full_access",
      state: "active",
      expires_at: null,
      uses: 0,
      labels: {},
    });
    expect((await world().send({ path: `${path}/${String(token["id"])}` })).json()).not.toHaveProperty(
      "secret",
    );
  });

  test("a role's token acts as if the role were bound at the token's project", async () => {
    const made = await world().make(path, { role_id: "role_viewer", project: "shop", name: "viewer" });
    expect(made["secret"]).toMatch(/^jtnr_/);
    const token = String(made["secret"]);
    expect((await world().send({ path: "/v1/projects/shop.payments", token })).status).toBe(200);
    expect(await world().refusal({ path: "/v1/projects/shopping", token })).toMatch("404");
  });

  test("a built-in role's token needs a project; another's takes its role's, or one below", async () => {
    expect(pointers(await world().refuses(post(path, { role_id: "role_viewer", name: "x" }), 422))).toEqual([
      "/project",
    ]);
    const role = await samples.role(world(), "shop");
    expect(await world().make(path, { role_id: role.id, name: "a" })).toMatchObject({ project: "shop" });
    expect(await world().make(path, { role_id: role.id, name: "b", project: "shop.payments" })).toMatchObject(
      { project: "shop.payments" },
    );
    for (const project of ["system", "shopping"]) {
      expect(
        pointers(await world().refuses(post(path, { role_id: role.id, name: "c", project }), 422)),
      ).toEqual(["/project"]);
    }
  });

  test("exactly one owner is given", async () => {
    expect(await world().refusal(post(path, { name: "x" }))).toMatch("422");
    expect(
      await world().refusal(
        post(path, { name: "x", service_account_id: await owner(), role_id: "role_viewer" }),
      ),
    ).toMatch("422");
    expect(
      pointers(await world().refuses(post(path, { name: "x", service_account_id: "sa/shop/nobody" }), 422)),
    ).toEqual(["/service_account_id"]);
    expect(
      pointers(
        await world().refuses(
          post(path, { name: "x", service_account_id: await owner(), project: "shopping" }),
          422,
        ),
      ),
    ).toEqual(["/project"]);
  });

  test("a name is unique among the owner's live tokens, and free once its token is revoked", async () => {
    const service_account_id = await owner();
    const { id } = await world().make(path, { service_account_id, name: "x" });
    expect(
      (await world().refuses(post(path, { service_account_id, name: "x" }), 409, "name_taken")).problem()
        .existing_id,
    ).toBe(id);
    await world().make(path, { service_account_id: await owner(), name: "x" });
    await world().send(post(`${path}/${String(id)}:revoke`, undefined));
    await world().make(path, { service_account_id, name: "x" });
  });

  test.each([
    ["an end in the past", { expires_at: "2020-01-01T00:00:00Z" }, "/expires_at"],
    ["an end that is no instant", { expires_at: "2030-02-30T00:00:00Z" }, "/expires_at"],
    ["an end and a longest age", { expires_at: "2090-01-01T00:00:00Z", max_age: "1d" }, "/max_age"],
    ["an age of months", { max_age: "P1M" }, "/max_age"],
    ["an age of nothing", { max_age: "0s" }, "/max_age"],
    ["a custom mode without rules", { mode: "custom" }, "/rules"],
    ["rules without the custom mode", { rules: viewing }, "/rules"],
    ["no rules", { mode: "custom", rules: [] }, "/rules"],
    ["a mode there is not", { mode: "admin" }, "/mode"],
    [
      "a rule on a type nobody declared",
      { mode: "custom", rules: [{ resource_type: "x", actions: ["*"] }] },
      "/rules/0/resource_type",
    ],
    ["a project there is not", { within: "nowhere" }, "/within"],
    ["an empty name", { name: "" }, "/name"],
    ["a name of 129 characters", { name: "x".repeat(129) }, "/name"],
    ["a name with a line feed", { name: "a\nb" }, "/name"],
    ["a label that is no text", { labels: { a: 1 } }, "/labels/a"],
    ["a state", { state: "active" }, "/state"],
    ["an ephemeral token without an end", { ephemeral: true }, "/max_age"],
    ["an ephemeral token of more than a day", { ephemeral: true, max_age: "24h1s" }, "/max_age"],
  ])("%s is refused at its field", async (_, terms, pointer) => {
    const body = { service_account_id: await owner(), name: "x", ...terms };
    const [first = ""] = pointers(await world().refuses(post(path, body), 422, "validation_failed"));
    expect(first.startsWith(pointer)).toBe(true);
  });

  test("durations and instants come back in one spelling", async () => {
    const aged = await world().make(path, { service_account_id: await owner(), name: "x", max_age: "1d12h" });
    expect(aged["max_age"]).toBe("P1DT12H");
    expect(Date.parse(String(aged["expires_at"])) - Date.parse(String(aged["created_at"]))).toBe(
      36 * 3_600_000,
    );
    const ended = await world().make(path, {
      service_account_id: await owner(),
      name: "x",
      expires_at: "2090-01-01t02:00:00+02:00",
    });
    expect(ended["expires_at"]).toBe("2090-01-01T00:00:00.000Z");
  });

  test("an ephemeral token ends within a day and says what it is", async () => {
    const made = await world().make(path, {
      service_account_id: await owner(),
      name: "run",
      ephemeral: true,
      max_age: "1d",
    });
    expect(made["secret"]).toMatch(/^jtnx_/);
  });

  const minter = { resource_type: "jeton.token", actions: ["*"] };

  test("nobody mints for an owner who holds what they lack", async () => {
    const weak = await world().account({ project: "shop", rules: [minter, ...viewing] });
    const strong = await world().account({ project: "shop", role: "role_admin" });
    const elsewhere = await world().account({ project: "shop", rules: viewing, at: "shopping" });
    for (const service_account_id of [strong.id, elsewhere.id]) {
      expect(await world().refusal(post(path, { service_account_id, name: "x" }, weak.token))).toBe(
        "403 exceeds_own_rights",
      );
      expect(
        await world().refusal(post(path, { service_account_id, name: "x", mode: "read_only" }, weak.token)),
      ).toBe("403 exceeds_own_rights");
    }
    expect(
      await world().refusal(post(path, { role_id: "role_admin", project: "shop", name: "x" }, weak.token)),
    ).toBe("403 exceeds_own_rights");
  });

  test("what a token's mode and `within` take away need not be held to give it", async () => {
    const weak = await world().account({ project: "shop", rules: [minter, ...viewing] });
    const strong = await world().account({ project: "shop", role: "role_admin", at: "system" });
    const terms = { mode: "custom", rules: viewing, within: "shop" };
    await world().make(path, { service_account_id: strong.id, name: "narrow", ...terms }, weak.token);
    expect(
      await world().refusal(
        post(path, { service_account_id: strong.id, name: "wide", ...terms, within: null }, weak.token),
      ),
    ).toBe("403 exceeds_own_rights");
  });

  test("a token that mints for its own owner makes none that may do more, or lasts longer", async () => {
    const expires_at = "2090-01-01T00:00:00.000Z";
    const rules = [minter, ...viewing];
    const { id, token } = await world().account({
      role: "role_admin",
      terms: { mode: "custom", rules, within: "shop", expires_at },
    });
    // The account is in the system, which this token does not reach.
    expect(await world().refusal(post(path, { service_account_id: id, name: "x" }, token))).toMatch("403");
    const local = await world().account({
      project: "shop",
      role: "role_admin",
      terms: { mode: "custom", rules, expires_at },
    });
    const own = (terms: object) =>
      post(path, { service_account_id: local.id, name: world().unused(), ...terms }, local.token);
    for (const terms of [
      {},
      { mode: "read_only", expires_at },
      { mode: "custom", rules: [{ resource_type: "flow", actions: ["run"] }], expires_at },
    ]) {
      expect(await world().refusal(own(terms))).toBe("403 exceeds_own_rights");
    }
    expect(await world().refusal(own({ mode: "custom", rules: viewing }))).toBe("403 exceeds_own_rights");
    expect(
      await world().refusal(own({ mode: "custom", rules: viewing, expires_at: "2090-01-01T00:00:00.001Z" })),
    ).toBe("403 exceeds_own_rights");
    expect((await world().send(own({ mode: "custom", rules: viewing, expires_at }))).status).toBe(201);
  });

  test("what is held for a time is given to a token that ends no later", async () => {
    const until = "2035-01-01T00:00:00.000Z";
    const weak = await world().account({ project: "shop", rules: [minter, ...viewing], until });
    const role = await samples.role(world());
    const token = (terms: object) =>
      post(path, { role_id: role.id, name: world().unused(), ...terms }, weak.token);
    expect(await world().refusal(token({}))).toBe("403 exceeds_own_rights");
    expect(await world().refusal(token({ expires_at: "2036-01-01T00:00:00Z" }))).toBe(
      "403 exceeds_own_rights",
    );
    expect((await world().send(token({ expires_at: until }))).status).toBe(201);
  });

  test("the role `user` mints tokens of its own alone", async () => {
    const user = await world().account({ project: "shop", role: "role_user" });
    await world().make(path, { service_account_id: user.id, name: "second" }, user.token);
    const other = await world().account({ project: "shop", role: "role_user" });
    expect(
      await world().refusal(post(path, { service_account_id: other.id, name: "x" }, user.token)),
    ).toMatch("422");
  });

  usualRefusals(world, {
    id: "token.create",
    request: async () => post(path, { service_account_id: await owner(), name: "x" }),
    stranger: 422,
  });
});
