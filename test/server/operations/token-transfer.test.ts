import { expect, test } from "vitest";
import type { Sent } from "../../support/http.ts";
import { samples, viewing } from "../../support/operation-samples.ts";
import { pointers, usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("POST /v1/tokens/{id}:transfer", (world) => {
  const transfer = (id: unknown, body: object, token?: string): Sent => ({
    method: "POST",
    path: `/v1/tokens/${String(id)}:transfer`,
    body,
    ...(token !== undefined && { token }),
  });
  const transferred = async (id: unknown, body: object, token?: string): Promise<Record<string, unknown>> => {
    const reply = await world().send(transfer(id, body, token));
    expect({ status: reply.status, text: reply.text }).toMatchObject({ status: 200 });
    return reply.json();
  };
  const whoami = async (token: unknown): Promise<Record<string, unknown>> =>
    (await world().send({ path: "/v1/whoami", token: String(token) })).json();
  const works = async (token: unknown): Promise<boolean> => "subject" in (await whoami(token));
  const shown = async (id: unknown) => (await world().send({ path: `/v1/tokens/${String(id)}` })).json();
  const account = async (project = "shop"): Promise<string> =>
    (await samples.service_account(world(), project)).id;
  const user = async (): Promise<string> => (await samples.user(world())).id;
  const managing = { resource_type: "jeton.token", actions: ["*"] };

  test("the token is the new owner's, in its project, with a new secret and all else as it was", async () => {
    const { token, tokenId } = await world().account({ project: "shopping", terms: { labels: { a: "b" } } });
    const { updated_at: _, rotated_at: __, hint: ___, ...before } = await shown(tokenId);
    const owner = await account("shop.payments");
    const { secret, updated_at, rotated_at, hint, ...after } = await transferred(tokenId, {
      service_account_id: owner,
    });
    expect(after).toEqual({ ...before, service_account_id: owner, project: "shop.payments" });
    expect(await shown(tokenId)).toEqual({ ...after, updated_at, rotated_at, hint });
    expect(rotated_at).toBe(updated_at);
    expect(secret).toMatch(new RegExp(`^${String(hint)}`));
    expect(await works(token)).toBe(false);
    expect(await whoami(secret)).toMatchObject({ subject: { id: owner, project: "shop.payments" } });
  });

  test("it has the new owner's rights and none of the old one's", async () => {
    const old = await world().account({
      project: "shop",
      rules: [{ resource_type: "flow", actions: ["run"] }],
    });
    const owner = await world().account({ project: "shop", rules: viewing });
    await world().send({ method: "PATCH", path: `/v1/tokens/${old.tokenId}`, body: { name: "moved" } });
    const { secret } = await transferred(old.tokenId, { service_account_id: owner.reference });
    const allowed = async (action: string): Promise<number> => {
      const path = `/v1/forward-auth?resource_type=flow&action=${action}&project=shop`;
      return (await world().send({ path, token: String(secret) })).status;
    };
    expect([await allowed("view"), await allowed("run")]).toEqual([200, 403]);
  });

  test("between users and service accounts, where the prefix becomes the new owner's", async () => {
    const { tokenId, token } = await world().account({ type: "user" });
    expect(token).toMatch(/^jtnu_/);
    const there = await transferred(tokenId, { service_account_id: await account() });
    expect(there).toMatchObject({ user_id: null, project: "shop", secret: expect.stringMatching(/^jtns_/) });
    expect(await works(there["secret"])).toBe(true);
    const owner = await user();
    const back = await transferred(tokenId, { user_id: owner });
    expect(back).toMatchObject({ user_id: owner, service_account_id: null, project: "system" });
    expect(back["secret"]).toMatch(/^jtnu_/);
    expect([await works(there["secret"]), await works(back["secret"])]).toEqual([false, true]);
    const next = await world().send({ method: "POST", path: `/v1/tokens/${tokenId}:rotate`, body: {} });
    expect(next.json()["secret"]).toMatch(/^jtnu_/);
  });

  test("with a grace the old secret lives on beside the new one, as the new owner's and whatever its prefix", async () => {
    const { tokenId, token } = await world().account({ type: "user" });
    const owner = await account();
    const { secret } = await transferred(tokenId, { service_account_id: owner, grace_period: "1h" });
    for (const text of [token, secret]) expect(await whoami(text)).toMatchObject({ subject: { id: owner } });
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const body = `token=${token}`;
    const seen = await world().send({ method: "POST", path: "/oauth/introspect", headers: form, body });
    expect(seen.json()).toMatchObject({ active: true });
    // A rotation ends what is in its grace, as ever.
    await world().send({
      method: "POST",
      path: `/v1/tokens/${tokenId}:rotate`,
      body: { grace_period: "1h" },
    });
    expect([await works(token), await works(secret)]).toEqual([false, true]);
  });

  test("off-boarding the old owner ends the old secret in its grace, and leaves the token", async () => {
    const leaving = await world().account({ type: "user", role: "role_user" });
    const own = { user_id: leaving.id, name: "own" };
    const { id, secret: old } = await world().make("/v1/tokens", own, leaving.token);
    const { secret } = await transferred(id, { service_account_id: await account(), grace_period: "1h" });
    expect([await works(old), await works(secret)]).toEqual([true, true]);
    const path = `/v1/users/${leaving.id}:off-board`;
    const ended = (await world().send({ method: "POST", path, body: {} })).json();
    expect(ended["shown_tokens"]).toMatchObject([{ id }]);
    expect([await works(old), await works(secret)]).toEqual([false, true]);
  });

  test("the audit says from whom to whom, and no secret", async () => {
    const { id, tokenId } = await world().account({ project: "shop" });
    const owner = await user();
    const { secret } = await transferred(tokenId, { user_id: owner });
    const path = `/v1/audit-events?action=token.transfer&target_id=${tokenId}`;
    const reply = await world().send({ path });
    expect(reply.json()["items"]).toMatchObject([
      { changes: { from: { type: "service_account", id }, to: { type: "user", id: owner } } },
    ]);
    expect(reply.text).not.toContain(String(secret).slice(17));
  });

  test("a repetition after a lost reply gets a fresh secret, also of who has no right where it came from", async () => {
    const { tokenId } = await world().account({ project: "shop" });
    const caller = await world().account({ project: "shop", rules: [managing] });
    const headers = { "idempotency-key": world().unused() };
    const request = { ...transfer(tokenId, { service_account_id: await account() }, caller.token), headers };
    const [first, again] = [await world().send(request), await world().send(request)];
    expect(again.headers["idempotency-replayed"]).toBe("true");
    expect(again.json()["secret"]).not.toBe(first.json()["secret"]);
    expect([await works(first.json()["secret"]), await works(again.json()["secret"])]).toEqual([false, true]);
  });

  test("a `max_age` begins anew, and a new end can be given where there is none", async () => {
    const aging = await world().account({ project: "shop", terms: { max_age: "2d" } });
    const { rotated_at, expires_at } = await transferred(aging.tokenId, {
      service_account_id: await account(),
    });
    expect(Date.parse(String(expires_at)) - Date.parse(String(rotated_at))).toBe(2 * 86_400_000);
    const lasting = await world().account({ project: "shop" });
    const body = { service_account_id: await account(), expires_at: "2090-01-01T00:00:00.000Z" };
    expect(await transferred(lasting.tokenId, body)).toMatchObject({ expires_at: body.expires_at });
  });

  test("a name that the new owner has in use is refused with the id of the token that has it", async () => {
    const [one, other] = [
      await world().account({ project: "shop" }),
      await world().account({ project: "shop" }),
    ];
    const reply = await world().refuses(
      transfer(one.tokenId, { service_account_id: other.id }),
      409,
      "name_taken",
    );
    expect(reply.json()["existing_id"]).toBe(other.tokenId);
  });

  test("a token does not transfer itself, nor to who owns it", async () => {
    const { id, token, tokenId } = await world().account({ project: "shop", role: "role_admin" });
    const away = transfer(tokenId, { service_account_id: await account() }, token);
    expect(await world().refusal(away)).toBe("403 forbidden");
    expect(await world().refusal(transfer(tokenId, { service_account_id: id }))).toBe("409 wrong_state");
  });

  test("what has ended or is bound to its owner is not transferred", async () => {
    const owner = await account();
    const { token } = await world().account({ role: "role_admin" });
    const refused = async (id: unknown): Promise<void> => {
      const request = transfer(id, { service_account_id: owner }, token);
      expect(await world().refusal(request)).toBe("409 wrong_state");
    };
    const revoked = await world().account({ project: "shop" });
    await world().send({ method: "POST", path: `/v1/tokens/${revoked.tokenId}:revoke` });
    await refused(revoked.tokenId);
    const soon = new Date(Date.now() + 1500).toISOString();
    const expired = await world().account({ project: "shop", terms: { expires_at: soon } });
    await expect.poll(async () => (await shown(expired.tokenId))["state"], { timeout: 8000 }).toBe("expired");
    await refused(expired.tokenId);
    const ends = new Date(Date.now() + 3_600_000).toISOString();
    await refused((await world().account({ terms: { ephemeral: true, expires_at: ends } })).tokenId);
    const ofRole = { role_id: "role_viewer", project: "shop", name: world().unused() };
    await refused((await world().make("/v1/tokens", ofRole))["id"]);
    await refused(((await whoami(world().token))["token"] as { id: string }).id);
  });

  test("nobody gives a token to somebody who may do what they may not, be it without a secret they see", async () => {
    const weak = await world().account({ project: "shop", rules: [managing, ...viewing] });
    const admin = await world().account({ project: "shop", role: "role_admin" });
    const { tokenId } = await world().account({ project: "shop" });
    await world().send({ method: "PATCH", path: `/v1/tokens/${tokenId}`, body: { name: "spare" } });
    for (const body of [{}, { grace_period: "1h" }]) {
      const request = transfer(tokenId, { ...body, service_account_id: admin.id }, weak.token);
      expect(await world().refusal(request)).toBe("403 exceeds_own_rights");
    }
    // One that may do less than its owner gives no more than that.
    const running = { resource_type: "flow", actions: ["run"] };
    const runner = await world().account({ project: "shop", rules: [running] });
    const custom = await world().account({
      project: "shop",
      terms: { mode: "custom", rules: viewing, name: "view" },
    });
    expect(
      (await world().send(transfer(custom.tokenId, { service_account_id: runner.id }, weak.token))).status,
    ).toBe(200);
  });

  test("whoever may make tokens at one place alone gives none away there, and takes none from elsewhere", async () => {
    const caller = await world().account({ project: "shop", rules: [managing] });
    const here = await world().account({ project: "shop" });
    const there = await world().account({ project: "shopping" });
    expect(
      await world().refusal(transfer(here.tokenId, { service_account_id: there.id }, caller.token)),
    ).toBe("422 validation_failed");
    expect(
      await world().refusal(transfer(there.tokenId, { service_account_id: here.id }, caller.token)),
    ).toBe("404 not_found");
    const moving = { resource_type: "jeton.token", actions: ["transfer"] };
    const mover = await world().account({ project: "shop", rules: [moving] });
    expect(await world().refusal(transfer(here.tokenId, { service_account_id: mover.id }, mover.token))).toBe(
      "403 forbidden",
    );
    const own = await world().account({ project: "shop", role: "role_user" });
    expect(await world().refusal(transfer(here.tokenId, { service_account_id: own.id }, own.token))).toBe(
      "404 not_found",
    );
  });

  test("a token of the new owner takes over none that outlasts it", async () => {
    const expires_at = new Date(Date.now() + 3_600_000).toISOString();
    const taker = await world().account({ project: "shop", role: "role_admin", terms: { expires_at } });
    const { tokenId } = await world().account({ project: "shop", terms: { name: "lasting" } });
    const take = (body: object): Sent =>
      transfer(tokenId, { service_account_id: taker.id, ...body }, taker.token);
    expect(await world().refusal(take({}))).toBe("403 exceeds_own_rights");
    expect((await world().send(take({ expires_at }))).status).toBe(200);
  });

  test("a disabled owner's secret is not revived: there is no grace, and the token stays as disabled as it was", async () => {
    const gone = await world().account({ project: "shop" });
    const path = `/v1/service-accounts/${gone.id}`;
    await world().send({ method: "PATCH", path, body: { disabled: true } });
    const body = { service_account_id: await account() };
    const reply = await world().refuses(transfer(gone.tokenId, { ...body, grace_period: "1h" }), 422);
    expect(pointers(reply)).toEqual(["/grace_period"]);
    const { secret } = await transferred(gone.tokenId, body);
    expect([await works(gone.token), await works(secret)]).toEqual([false, true]);

    const off = await world().account({ project: "shop" });
    await world().send({ method: "POST", path: `/v1/tokens/${off.tokenId}:disable` });
    const there = { service_account_id: await account() };
    expect(await world().refusal(transfer(off.tokenId, { ...there, grace_period: "1h" }))).toBe(
      "422 validation_failed",
    );
    const next = await transferred(off.tokenId, there);
    expect(next).toMatchObject({ state: "disabled" });
    expect(await works(next["secret"])).toBe(false);
  });

  test("the new owner's policies are those of a new token: approval, who makes them and how long they last", async () => {
    const project = String((await samples.project(world())).object["name"]);
    const policy = await world().make("/v1/policies", { project, require_approval: true });
    const change = (body: object): Sent => ({
      method: "PATCH",
      path: `/v1/policies/${String(policy["id"])}`,
      body,
    });
    const { token, tokenId } = await world().account({ project: "shop" });
    const body = { service_account_id: await account(project), grace_period: "1h" };
    const { secret, state } = await transferred(tokenId, body);
    expect(state).toBe("pending");
    expect([await works(token), await works(secret)]).toEqual([false, false]);
    const { token: another } = await world().account({ role: "role_admin" });
    const { etag } = (await world().send({ path: `/v1/tokens/${tokenId}` })).headers;
    const approve = { method: "POST", path: `/v1/tokens/${tokenId}:approve`, body: { etag } };
    expect(await world().refusal(approve)).toBe("403 forbidden");
    expect((await world().send({ ...approve, token: another })).status).toBe(200);
    expect(await works(secret)).toBe(true);

    await world().send(change({ require_approval: false, max_lifetime: "30d" }));
    const lasting = await world().account({ project: "shop", terms: { name: "lasting" } });
    const there = { service_account_id: await account(project) };
    expect(pointers(await world().refuses(transfer(lasting.tokenId, there), 422))).toEqual(["/expires_at"]);
    await world().send(change({ max_lifetime: null, creators: "admins" }));
    const caller = await world().account({ project: "shop", rules: [managing] });
    expect(await world().refusal(transfer(lasting.tokenId, there, caller.token))).toBe("403 forbidden");
  });

  test.each([
    [{}, ["/service_account_id"]],
    [{ service_account_id: "sa/shop/nobody" }, ["/service_account_id"]],
    [{ user_id: "usr/nobody@example.com" }, ["/user_id"]],
    [{ role_id: "role_viewer" }, ["/role_id", "/service_account_id"]],
    [{ service_account_id: "sa/shop/a", user_id: "usr/a@example.com" }, ["/user_id"]],
    [{ service_account_id: "sa/shop/a", grace_period: "soon" }, ["/grace_period"]],
  ])("%j is refused", async (body, at) => {
    const { id } = await samples.token(world());
    const reply = await world().refuses(transfer(id, body), 422, "validation_failed");
    expect(pointers(reply)).toEqual(expect.arrayContaining(at.slice(0, 1)));
  });

  usualRefusals(world, {
    id: "token.transfer",
    request: async () => {
      const { id } = await samples.token(world());
      return transfer(id, { service_account_id: await account() });
    },
  });
});
