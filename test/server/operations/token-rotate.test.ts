import { expect, test } from "vitest";
import type { Sent } from "../../support/http.ts";
import { samples, viewing } from "../../support/operation-samples.ts";
import { pointers, usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("POST /v1/tokens/{id}:rotate", (world) => {
  const rotate = (id: string, body: unknown = {}, token?: string): Sent => ({
    method: "POST",
    path: `/v1/tokens/${id}:rotate`,
    body,
    ...(token !== undefined && { token }),
  });
  const works = async (token: string): Promise<boolean> =>
    (await world().send({ path: "/v1/whoami", token })).status === 200;
  const secretOf = async (sent: Sent): Promise<string> => {
    const reply = await world().send(sent);
    expect({ status: reply.status, text: reply.text }).toMatchObject({ status: 200 });
    return String(reply.json()["secret"]);
  };

  test("gives a new secret for the same token; the old one ends at once", async () => {
    const { id, token, tokenId } = await world().account({ project: "shop" });
    const reply = await world().send(rotate(tokenId));
    expect(reply.json()).toMatchObject({ id: tokenId, service_account_id: id, state: "active" });
    expect(reply.json()["rotated_at"]).not.toBeNull();
    const secret = String(reply.json()["secret"]);
    expect(secret.slice(0, 17)).toBe(reply.json()["hint"]);
    expect([await works(token), await works(secret)]).toEqual([false, true]);
  });

  test("the old secret lives on for the grace, and no longer", async () => {
    const { token, tokenId } = await world().account({ project: "shop" });
    const secret = await secretOf(rotate(tokenId, { grace_period: "1s" }));
    expect([await works(token), await works(secret)]).toEqual([true, true]);
    await expect.poll(() => works(token), { timeout: 5000 }).toBe(false);
    expect(await works(secret)).toBe(true);
  });

  test("a grace never outlives the old secret's own end", async () => {
    const { token, tokenId } = await world().account({
      project: "shop",
      terms: { expires_at: new Date(Date.now() + 1500).toISOString() },
    });
    const secret = await secretOf(
      rotate(tokenId, { grace_period: "1d", expires_at: "2090-01-01T00:00:00Z" }),
    );
    expect(await works(token)).toBe(true);
    await expect.poll(() => works(token), { timeout: 5000 }).toBe(false);
    expect(await works(secret)).toBe(true);
  });

  test("at most two secrets live: a further rotation ends the older at once", async () => {
    const { token, tokenId } = await world().account({ project: "shop" });
    const second = await secretOf(rotate(tokenId, { grace_period: "1h" }));
    const third = await secretOf(rotate(tokenId, { grace_period: "1h" }));
    expect([await works(token), await works(second), await works(third)]).toEqual([false, true, true]);
  });

  test("a token that rotates itself keeps its end and has a grace of at least a minute", async () => {
    const expires_at = "2090-01-01T00:00:00.000Z";
    const { token, tokenId } = await world().account({
      project: "shop",
      terms: { expires_at, mode: "read_only" },
    });
    expect(await world().refusal(rotate(tokenId, { expires_at: "2091-01-01T00:00:00Z" }, token))).toMatch(
      "422",
    );
    const reply = await world().send(rotate(tokenId, { grace_period: "0s" }, token));
    expect(reply.json()).toMatchObject({ expires_at });
    expect([await works(token), await works(String(reply.json()["secret"]))]).toEqual([true, true]);
    const [old] = await world().database.sql(
      `select ends_at from secrets where token_id = '${tokenId}' and ends_at is not null`,
    );
    const grace = Date.parse(String(old?.["ends_at"])) - Date.parse(String(reply.json()["rotated_at"]));
    expect(grace).toBe(60_000);
  });

  test("with a longest age another's rotation counts it anew, the token's own does not", async () => {
    const { token, tokenId } = await world().account({ project: "shop", terms: { max_age: "1h" } });
    const before = (await world().send({ path: `/v1/tokens/${tokenId}` })).json();
    const own = (await world().send(rotate(tokenId, {}, token))).json();
    expect(own["expires_at"]).toBe(before["expires_at"]);
    const other = (await world().send(rotate(tokenId))).json();
    expect(Date.parse(String(other["expires_at"])) - Date.parse(String(other["rotated_at"]))).toBe(3_600_000);
    expect(
      pointers(await world().refuses(rotate(tokenId, { expires_at: "2090-01-01T00:00:00Z" }), 422)),
    ).toEqual(["/expires_at"]);
  });

  test("an expired token is rotated by another, with a new end; its old secret stays dead", async () => {
    const { token, tokenId } = await world().account({
      project: "shop",
      terms: { expires_at: new Date(Date.now() + 800).toISOString() },
    });
    await expect.poll(() => works(token), { timeout: 5000 }).toBe(false);
    expect(await world().refusal(rotate(tokenId, {}, token))).toBe("401 invalid_token");
    expect(pointers(await world().refuses(rotate(tokenId), 422))).toEqual(["/expires_at"]);
    const secret = await secretOf(
      rotate(tokenId, { grace_period: "1h", expires_at: "2090-01-01T00:00:00Z" }),
    );
    expect([await works(token), await works(secret)]).toEqual([false, true]);
  });

  test("a revoked token is never rotated, by itself or by others", async () => {
    const { token, tokenId } = await world().account({ project: "shop" });
    await world().send({ method: "POST", path: `/v1/tokens/${tokenId}:revoke` });
    expect(await world().refusal(rotate(tokenId))).toBe("409 wrong_state");
    expect(await world().refusal(rotate(tokenId, {}, token))).toBe("401 invalid_token");
  });

  test("a secret that was replaced rotates its token no more, and ends no other, in its grace", async () => {
    const { token, tokenId } = await world().account({ project: "shop" });
    const second = await secretOf(rotate(tokenId, { grace_period: "1h" }));
    const refusal = await world().refuses(rotate(tokenId, {}, token), 409, "wrong_state");
    expect(refusal.problem().detail).toBe("this secret was replaced; use the new one");
    expect([await works(token), await works(second)]).toEqual([true, true]);
    const third = await secretOf(rotate(tokenId, {}, second));
    expect(await world().refusal(rotate(tokenId, {}, second))).toBe("409 wrong_state");
    expect([await works(token), await works(second), await works(third)]).toEqual([false, true, true]);
  });

  const rotator = { resource_type: "jeton.token", actions: ["*"] };

  test("nobody rotates a token that may do what they may not", async () => {
    const weak = await world().account({ project: "shop", rules: [rotator, ...viewing] });
    const strong = await world().account({ project: "shop", role: "role_admin" });
    expect(await world().refusal(rotate(strong.tokenId, {}, weak.token))).toBe("403 exceeds_own_rights");
    const narrow = await world().account({
      project: "shop",
      role: "role_admin",
      terms: { mode: "custom", rules: viewing },
    });
    expect(await works(await secretOf(rotate(narrow.tokenId, {}, weak.token)))).toBe(true);
  });

  test("a token rotates no sibling that may do more or lasts longer", async () => {
    const { id, token } = await world().account({
      project: "shop",
      role: "role_admin",
      terms: { max_age: "1d" },
    });
    const longer = await world().make("/v1/tokens", { service_account_id: id, name: "longer" });
    expect(await world().refusal(rotate(String(longer["id"]), {}, token))).toBe("403 exceeds_own_rights");
    const aged = await world().make("/v1/tokens", { service_account_id: id, name: "aged", max_age: "2d" });
    expect(await world().refusal(rotate(String(aged["id"]), {}, token))).toBe("403 exceeds_own_rights");
    const narrow = await world().account({
      project: "shop",
      role: "role_admin",
      terms: { mode: "custom", rules: [rotator, ...viewing] },
    });
    const full = await world().make("/v1/tokens", { service_account_id: narrow.id, name: "full" });
    expect(await world().refusal(rotate(String(full["id"]), {}, narrow.token))).toBe(
      "403 exceeds_own_rights",
    );
  });

  test("an ephemeral token is not made to last by rotating it", async () => {
    const { id } = await samples.service_account(world());
    const made = await world().make("/v1/tokens", {
      service_account_id: id,
      name: "run",
      ephemeral: true,
      expires_at: new Date(Date.now() + 60_000).toISOString(),
    });
    expect(await world().refusal(rotate(String(made["id"]), { expires_at: "2090-01-01T00:00:00Z" }))).toMatch(
      "422",
    );
    expect(await world().refusal(rotate(String(made["id"]), { expires_at: null }))).toMatch("422");
  });

  test.each([
    ["months", { grace_period: "P1M" }],
    ["a number", { grace_period: 60 }],
    ["a negative one", { grace_period: "-1s" }],
  ])("a grace of %s is refused", async (_, body) => {
    expect(pointers(await world().refuses(rotate((await samples.token(world())).id, body), 422))).toEqual([
      "/grace_period",
    ]);
  });

  usualRefusals(world, {
    id: "token.rotate",
    request: async () => rotate((await samples.token(world())).id),
  });
});
