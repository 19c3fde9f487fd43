import { expect, test } from "vitest";
import type { Sent } from "../../support/http.ts";
import { samples, viewing } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("Idempotency-Key", (world) => {
  const post = (
    path: string,
    { key, body = {}, token }: { key: string; body?: unknown; token?: string },
  ): Sent => ({
    method: "POST",
    path,
    body,
    headers: { "idempotency-key": key },
    ...(token !== undefined && { token }),
  });
  const works = async (token: unknown): Promise<boolean> =>
    (await world().send({ path: "/v1/whoami", token: String(token) })).status === 200;
  const mint = async () => ({ service_account_id: (await samples.service_account(world())).id, name: "x" });

  test("a repeated mint is the same token with a fresh secret, and voids the first", async () => {
    const request = post("/v1/tokens", { key: world().unused(), body: await mint() });
    const first = await world().send(request);
    const second = await world().send(request);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(first.headers).not.toHaveProperty("idempotency-replayed");
    expect(second.headers["idempotency-replayed"]).toBe("true");
    expect(second.json()["id"]).toBe(first.json()["id"]);
    expect([await works(first.json()["secret"]), await works(second.json()["secret"])]).toEqual([
      false,
      true,
    ]);
    const third = await world().send(request);
    expect([await works(second.json()["secret"]), await works(third.json()["secret"])]).toEqual([
      false,
      true,
    ]);
    expect(third.json()).toMatchObject({ rotated_at: null });
  });

  test("a repeated rotation is one rotation, whose grace holds", async () => {
    const { token, tokenId } = await world().account({ project: "shop" });
    const request = post(`/v1/tokens/${tokenId}:rotate`, {
      key: world().unused(),
      body: { grace_period: "1h" },
    });
    const first = (await world().send(request)).json();
    const second = (await world().send(request)).json();
    expect(second["rotated_at"]).toBe(first["rotated_at"]);
    expect([await works(token), await works(first["secret"]), await works(second["secret"])]).toEqual([
      true,
      false,
      true,
    ]);
  });

  test("a token that lost the reply to its own rotation asks again with its old secret", async () => {
    const { token, tokenId } = await world().account({ project: "shop" });
    const request = post(`/v1/tokens/${tokenId}:rotate`, { key: world().unused(), token });
    const lost = (await world().send(request)).json();
    const got = await world().send(request);
    expect(got.status).toBe(200);
    expect([await works(lost["secret"]), await works(got.json()["secret"])]).toEqual([false, true]);
  });

  test("a repetition with the very secret that the rotation gave does not end it", async () => {
    const { token, tokenId } = await world().account({ project: "shop" });
    const path = `/v1/tokens/${tokenId}:rotate`;
    const key = world().unused();
    const secret = String((await world().send(post(path, { key, token }))).json()["secret"]);
    const again = await world().send(post(path, { key, token: secret }));
    expect([again.status, again.headers["idempotency-replayed"]]).toEqual([200, "true"]);
    expect(again.json()).not.toHaveProperty("secret");
    expect(await works(secret)).toBe(true);
  });

  test("a repetition does not get, or end, a secret that somebody has rotated in since", async () => {
    const request = post("/v1/tokens", { key: world().unused(), body: await mint() });
    const { id } = (await world().send(request)).json();
    const rotated = (
      await world().send({ method: "POST", path: `/v1/tokens/${String(id)}:rotate`, body: {} })
    ).json();
    const again = await world().send(request);
    expect(again.json()).toMatchObject({ id });
    expect(again.json()).not.toHaveProperty("secret");
    expect(await works(rotated["secret"])).toBe(true);
  });

  test("a repetition after a revocation shows the token and revives nothing", async () => {
    const request = post("/v1/tokens", { key: world().unused(), body: await mint() });
    const first = (await world().send(request)).json();
    await world().send({ method: "POST", path: `/v1/tokens/${String(first["id"])}:revoke` });
    const again = await world().send(request);
    expect(again.json()).toMatchObject({ state: "revoked" });
    expect(again.json()).not.toHaveProperty("secret");
    expect(await works(first["secret"])).toBe(false);
  });

  test("another body under the same key is refused", async () => {
    const key = world().unused();
    const body = await mint();
    await world().send(post("/v1/tokens", { key, body }));
    expect(await world().refusal(post("/v1/tokens", { key, body: { ...body, description: "y" } }))).toBe(
      "422 idempotency_key_reused",
    );
  });

  test("repetitions at the same time make one object", async () => {
    const request = post("/v1/tokens", { key: world().unused(), body: await mint() });
    const replies = await Promise.all(Array.from({ length: 8 }, () => world().send(request)));
    const made = replies.filter(({ status }) => status === 201);
    expect(replies.filter(({ status }) => status !== 201 && status !== 409)).toEqual([]);
    expect(new Set(made.map((reply) => reply.json()["id"])).size).toBe(1);
    const live = await Promise.all(made.map((reply) => works(reply.json()["secret"])));
    expect(live.filter(Boolean)).toHaveLength(1);
  });

  test("a repetition is authorized anew", async () => {
    const rules = [{ resource_type: "jeton.token", actions: ["*"] }, ...viewing];
    const minter = await world().account({ project: "shop", rules });
    const request = post("/v1/tokens", {
      key: world().unused(),
      token: minter.token,
      body: { service_account_id: minter.id, name: "mine" },
    });
    expect((await world().send(request)).status).toBe(201);
    // What the owner gained since, a second binding, the token holds too; what it lost, the repetition lacks.
    await world().send({ method: "DELETE", path: `/v1/role-bindings/${minter.bindingId}` });
    const reply = await world().refuses(request, 404);
    expect(reply.text).not.toContain("jtns_");
  });

  test("a key is its caller's own", async () => {
    const key = world().unused();
    const body = await mint();
    const first = await world().send(post("/v1/tokens", { key, body }));
    const other = await world().account({ role: "role_admin" });
    expect(await world().refusal(post("/v1/tokens", { key, body, token: other.token }))).toBe(
      "409 name_taken",
    );
    expect(first.status).toBe(201);
  });

  test("a refused request leaves its key free", async () => {
    const key = world().unused();
    const body = await mint();
    expect(await world().refusal(post("/v1/tokens", { key, body: { ...body, within: "nowhere" } }))).toMatch(
      "422",
    );
    expect((await world().send(post("/v1/tokens", { key, body }))).status).toBe(201);
  });

  test.each(["/v1/projects", "/v1/service-accounts", "/v1/roles", "/v1/resource-types"])(
    "a repeated POST %s makes one object",
    async (path) => {
      const name = world().unused();
      const bodies: Record<string, object> = {
        "/v1/projects": { name },
        "/v1/service-accounts": { name, project: "shop" },
        "/v1/roles": { name, project: "shop", rules: viewing },
        "/v1/resource-types": { name, actions: [{ name: "view", access: "read" }] },
      };
      const request = post(path, { key: name, body: bodies[path] });
      const first = await world().send(request);
      const before = await world().dump();
      const second = await world().send(request);
      expect([second.status, second.json()]).toEqual([201, first.json()]);
      expect(await world().dump()).toBe(before);
    },
  );
});
