import { expect, test } from "vitest";
import type { Sent } from "../../support/http.ts";
import { samples, viewing } from "../../support/operation-samples.ts";
import { pointers, usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("POST /v1/tokens/{id}:rollback", (world) => {
  const post = (path: string, body: object, token?: string): Sent => ({
    method: "POST",
    path: `/v1/tokens/${path}`,
    body,
    ...(token !== undefined && { token }),
  });
  const rollBack = (id: string, rotation_id: string, token?: string): Sent =>
    post(`${id}:rollback`, { rotation_id }, token);
  const rotate = async (id: string, body: object = { grace_period: "1h" }, token?: string) => {
    const reply = await world().send(post(`${id}:rotate`, body, token));
    expect({ status: reply.status, text: reply.text }).toMatchObject({ status: 200 });
    const { secret, rotation_id: rotation } = reply.json();
    return { secret: String(secret), rotation: String(rotation) };
  };
  const works = async (token: string): Promise<boolean> =>
    (await world().send({ path: "/v1/whoami", token })).status === 200;
  const shown = async (id: string) => (await world().send({ path: `/v1/tokens/${id}` })).json();

  test("ends the new secret and keeps the old one, which is the current again", async () => {
    const { token, tokenId } = await world().account({ project: "shop" });
    const before = await shown(tokenId);
    const { secret, rotation } = await rotate(tokenId);
    expect(rotation).toMatch(/^rot_/);
    const reply = await world().send(rollBack(tokenId, rotation));
    expect(reply.json()).toEqual({ ...before, updated_at: reply.json()["updated_at"] });
    expect([await works(token), await works(secret)]).toEqual([true, false]);
    // No grace is left to run out: it is replaced like any other current one.
    const next = await rotate(tokenId, {});
    expect([await works(token), await works(next.secret)]).toEqual([false, true]);
  });

  test("brings back the end that the rotation changed", async () => {
    const expires_at = "2090-01-01T00:00:00.000Z";
    const { tokenId } = await world().account({ project: "shop", terms: { expires_at } });
    const { rotation } = await rotate(tokenId, { grace_period: "1h", expires_at: "2091-01-01T00:00:00Z" });
    expect((await world().send(rollBack(tokenId, rotation))).json()).toMatchObject({
      expires_at,
      rotated_at: null,
    });
  });

  test("an end that was changed since is brought back no later than it is", async () => {
    const { tokenId } = await world().account({
      project: "shop",
      terms: { expires_at: "2090-01-01T00:00:00Z" },
    });
    const { rotation } = await rotate(tokenId, { grace_period: "1h", expires_at: null });
    const expires_at = "2080-01-01T00:00:00.000Z";
    await world().send({ method: "PATCH", path: `/v1/tokens/${tokenId}`, body: { expires_at } });
    expect((await world().send(rollBack(tokenId, rotation))).json()).toMatchObject({ expires_at });
  });

  test("is refused past the grace, and without one", async () => {
    const { token, tokenId } = await world().account({ project: "shop" });
    const at_once = await rotate(tokenId, {});
    expect(await world().refusal(rollBack(tokenId, at_once.rotation))).toBe("409 wrong_state");
    const soon = await rotate(tokenId, { grace_period: "1s" });
    await expect.poll(() => works(at_once.secret), { timeout: 5000 }).toBe(false);
    const reply = await world().refuses(rollBack(tokenId, soon.rotation), 409, "wrong_state");
    expect(reply.problem().detail).toMatch("the grace of the old secret is over");
    expect([await works(token), await works(soon.secret)]).toEqual([false, true]);
  });

  test("is refused once another rotation followed, once it was taken back, and of another token", async () => {
    const { tokenId } = await world().account({ project: "shop" });
    const first = await rotate(tokenId);
    const second = await rotate(tokenId);
    expect(await world().refusal(rollBack(tokenId, first.rotation))).toBe("409 wrong_state");
    const other = await samples.token(world());
    expect(await world().refusal(rollBack(other.id, second.rotation))).toBe("409 wrong_state");
    expect((await world().send(rollBack(tokenId, second.rotation))).status).toBe(200);
    expect(await world().refusal(rollBack(tokenId, second.rotation))).toBe("409 wrong_state");
    expect([await works(first.secret), await works(second.secret)]).toEqual([true, false]);
    // What the second rotation ended stays ended.
    expect(await world().refusal(rollBack(tokenId, first.rotation))).toBe("409 wrong_state");
  });

  test("is refused once the token was transferred, which is no rotation to take back", async () => {
    const { token, tokenId } = await world().account({ project: "shop" });
    const { rotation } = await rotate(tokenId);
    const { id } = await samples.service_account(world());
    const body = { service_account_id: id, grace_period: "1h" };
    const reply = await world().send(post(`${tokenId}:transfer`, body));
    expect(reply.json()).not.toHaveProperty("rotation_id");
    expect(await world().refusal(rollBack(tokenId, rotation))).toBe("409 wrong_state");
    expect(await works(token)).toBe(false);
  });

  test("is refused for a revoked token", async () => {
    const { token, tokenId } = await world().account({ project: "shop" });
    const { rotation } = await rotate(tokenId);
    await world().send({ method: "POST", path: `/v1/tokens/${tokenId}:revoke` });
    expect(await world().refusal(rollBack(tokenId, rotation))).toBe("409 wrong_state");
    expect(await works(token)).toBe(false);
  });

  test("a token takes back its own rotation, with either secret", async () => {
    for (const by of ["old", "new"] as const) {
      const { token, tokenId } = await world().account({ project: "shop" });
      const { secret, rotation } = await rotate(tokenId, {}, token);
      const reply = await world().send(rollBack(tokenId, rotation, by === "old" ? token : secret));
      expect(reply.json()).toMatchObject({ id: tokenId, rotated_at: null });
      expect([await works(token), await works(secret)]).toEqual([true, false]);
    }
  });

  test("whoever has the old secret cannot undo the rotation that was to be rid of them", async () => {
    const { token, tokenId } = await world().account({ project: "shop", role: "role_admin" });
    const { secret, rotation } = await rotate(tokenId);
    expect(await world().refusal(rollBack(tokenId, rotation, token))).toBe("403 forbidden");
    expect([await works(token), await works(secret)]).toEqual([true, true]);
  });

  test("nobody keeps alive the secret of a token that may do what they may not", async () => {
    const rules = [{ resource_type: "jeton.token", actions: ["*"] }, ...viewing];
    const weak = await world().account({ project: "shop", rules });
    const strong = await world().account({ project: "shop", role: "role_admin" });
    const { rotation } = await rotate(strong.tokenId);
    expect(await world().refusal(rollBack(strong.tokenId, rotation, weak.token))).toBe(
      "403 exceeds_own_rights",
    );
  });

  test("a repetition after a lost reply is answered, and a repeated rotation has the same id", async () => {
    const { tokenId, token } = await world().account({ project: "shop" });
    const headers = { "idempotency-key": world().unused() };
    const rotation = { ...post(`${tokenId}:rotate`, { grace_period: "1h" }), headers };
    const first = (await world().send(rotation)).json();
    const again = (await world().send(rotation)).json();
    expect(again["rotation_id"]).toBe(first["rotation_id"]);
    const request = { ...rollBack(tokenId, String(first["rotation_id"])), headers };
    const replies = [await world().send(request), await world().send(request)];
    expect(replies.map(({ status }) => status)).toEqual([200, 200]);
    expect(replies[1]?.headers["idempotency-replayed"]).toBe("true");
    expect([await works(token), await works(String(again["secret"]))]).toEqual([true, false]);
    // The rotation that was taken back is not done again, nor does its repetition give a secret away.
    const late = await world().send(rotation);
    expect(late.json()).not.toHaveProperty("secret");
    expect(await works(token)).toBe(true);
  });

  test("the audit says what was taken back", async () => {
    const { tokenId } = await world().account({ project: "shop" });
    const { rotation } = await rotate(tokenId);
    await world().send(rollBack(tokenId, rotation));
    const path = `/v1/audit-events?action=token.rollback&target_id=${tokenId}`;
    const { items } = (await world().send({ path })).json() as { items: { changes: object }[] };
    expect(items.map(({ changes }) => Object.keys(changes).toSorted())).toEqual([["hint", "rotated_at"]]);
  });

  test.each([{}, { rotation_id: "" }, { rotation_id: 1 }, { rotation_id: "x".repeat(101) }])(
    "%j is refused",
    async (body) => {
      const { id } = await samples.token(world());
      expect(pointers(await world().refuses(post(`${id}:rollback`, body), 422))).toEqual(["/rotation_id"]);
    },
  );

  usualRefusals(world, {
    id: "token.rollback",
    request: async () => {
      const { id } = await samples.token(world());
      return rollBack(id, (await rotate(id)).rotation);
    },
  });
});
