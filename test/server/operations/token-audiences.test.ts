import { expect, test } from "vitest";
import type { Sent } from "../../support/http.ts";
import { pointers } from "../../support/operation-refusals.ts";
import { samples } from "../../support/operation-samples.ts";
import { onEveryDatabase, publicUrl } from "../../support/operation-world.ts";

onEveryDatabase("audiences of tokens", (world) => {
  const api = "https://api.example.org/";
  const make = (audiences: readonly string[] | null, terms: object = {}) =>
    world().make("/v1/tokens", {
      role_id: "role_viewer",
      project: "shop",
      name: world().unused(),
      audiences,
      ...terms,
    });
  const patch = (path: string, body: object, token?: string): Sent => ({
    method: "PATCH",
    path,
    body,
    ...(token !== undefined && { token }),
  });
  const at = (id: unknown): string => `/v1/tokens/${String(id)}`;
  const status = async (path: string, secret: unknown): Promise<number> =>
    (await world().send({ path, token: String(secret) })).status;
  const introspected = async (secret: unknown, token: string): Promise<Record<string, unknown>> => {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const body = `token=${String(secret)}`;
    return (await world().send({ method: "POST", path: "/oauth/introspect", body, headers, token })).json();
  };
  /** An account that answers for an audience, and may introspect everywhere. */
  const service = async (audience: string | null) => {
    const rules = [{ resource_type: "jeton.token", actions: ["introspect"] }];
    const account = await world().account({ project: "shop", rules, at: "system" });
    await world().send(patch(`/v1/service-accounts/${account.id}`, { audience }));
    return account;
  };

  test.each([
    ["/audiences", []],
    ["/audiences", api],
    ["/audiences", [api, api]],
    ["/audiences/0", [""]],
    ["/audiences/0", ["a b"]],
    ["/audiences/1", [api, "é"]],
    ["/audiences/0", ["x".repeat(256)]],
    ["/audiences/0", [1]],
    ["/audiences", Array.from({ length: 65 }, (_, index) => `a${String(index)}`)],
  ])("%s is named when they are %j", async (pointer, audiences) => {
    const body = { role_id: "role_viewer", project: "shop", name: world().unused(), audiences };
    const create = { method: "POST", path: "/v1/tokens", body };
    expect(pointers(await world().refuses(create, 422))).toContain(pointer);
    const { id } = await make(null);
    expect(pointers(await world().refuses(patch(at(id), { audiences }), 422))).toContain(pointer);
  });

  test("a token with audiences works at Jeton only if its own is among them, to the letter", async () => {
    const made = await make([publicUrl, api]);
    expect(made["audiences"]).toEqual([publicUrl, api]);
    expect(await status("/v1/whoami", made["secret"])).toBe(200);
    for (const audiences of [[api], [`${publicUrl}/`], [publicUrl.toUpperCase()], ["*"]]) {
      const { id, secret } = await make(audiences);
      for (const request of [
        { path: "/v1/whoami" },
        { path: at(id) },
        { path: "/v1/forward-auth" },
        { method: "POST", path: `${at(id)}:rotate`, body: {} },
        { method: "POST", path: `${at(id)}:revoke` },
      ]) {
        const reply = await world().refuses({ ...request, token: String(secret) }, 401, "invalid_token");
        expect(reply.problem().detail).toContain(publicUrl);
        expect(reply.headers["www-authenticate"]).toBe('Bearer error="invalid_token"');
      }
    }
  });

  test("the reason is told to nobody but the bearer of a live token", async () => {
    const { id, secret } = await make([api]);
    await world().send({ method: "POST", path: `${at(id)}:revoke` });
    const reply = await world().refuses({ path: "/v1/whoami", token: String(secret) }, 401, "invalid_token");
    expect(reply.problem().detail).not.toContain("audience");
  });

  test("audiences are changed and cleared, and what was meant for others works again at once", async () => {
    const { id, secret } = await make([api]);
    expect(await status("/v1/whoami", secret)).toBe(401);
    await world().send(patch(at(id), { audiences: [publicUrl] }));
    expect(await status("/v1/whoami", secret)).toBe(200);
    await world().send(patch(at(id), { audiences: [api] }));
    expect(await status("/v1/whoami", secret)).toBe(401);
    expect((await world().send(patch(at(id), { audiences: null }))).json()["audiences"]).toBe(null);
    expect(await status("/v1/whoami", secret)).toBe(200);
  });

  test("forward-auth passes what is meant for the proxy's audience, and refuses what is not", async () => {
    const ask = (audience: string): string => `/v1/forward-auth?audience=${encodeURIComponent(audience)}`;
    const { secret } = await make([api]);
    const everyones = await make(null);
    expect(await status(ask(api), secret)).toBe(200);
    expect(await status(ask("https://api.example.org"), secret)).toBe(401);
    expect(await status(ask(publicUrl), secret)).toBe(401);
    expect(await status(ask(api), everyones["secret"])).toBe(200);
    const jetons = await make([publicUrl]);
    expect(await status("/v1/forward-auth", jetons["secret"])).toBe(200);
    expect(await status(ask(api), jetons["secret"])).toBe(401);
    expect(await status("/v1/forward-auth?audience=", secret)).toBe(403);
  });

  test("introspection finds a token only for an account whose audience is among its audiences", async () => {
    const { secret } = await make([api, "shop-api"]);
    const everyones = await make(null);
    const meant = await service(api);
    const others = await service("https://other.example.org");
    const none = await service(null);
    expect(await introspected(secret, meant.token)).toMatchObject({ active: true, aud: api });
    for (const { token } of [others, none, world()]) {
      expect(await introspected(secret, token)).toEqual({ active: false });
      const answer = await introspected(everyones["secret"], token);
      expect([answer["active"], answer["aud"]]).toEqual([true, undefined]);
    }
    const own = await make([publicUrl]);
    expect(await introspected(own["secret"], meant.token)).toEqual({ active: false });
    expect(await introspected(own["secret"], world().token)).toEqual({ active: false });
  });

  test("an account's audience is its alone", async () => {
    const { id } = await service("https://one.example.org");
    const other = await samples.service_account(world());
    const give = patch(`/v1/service-accounts/${other.id}`, { audience: "https://one.example.org" });
    const reply = await world().refuses(give, 409, "name_taken");
    expect([reply.problem().existing_id, pointers(reply)]).toEqual([id, ["/audience"]]);
    const create = { name: world().unused(), project: "shopping", audience: "https://one.example.org" };
    const made = { method: "POST", path: "/v1/service-accounts", body: create };
    expect(await world().refusal(made)).toBe("409 name_taken");
    await world().send(patch(`/v1/service-accounts/${id}`, { audience: null }));
    expect((await world().send(give)).json()["audience"]).toBe("https://one.example.org");
  });

  test("a project's admin gives no account an audience, and takes none that another has", async () => {
    const admin = await world().account({ project: "shop", role: "role_admin" });
    const { id } = await samples.service_account(world());
    const path = `/v1/service-accounts/${id}`;
    const give = patch(path, { audience: world().unused("aud") }, admin.token);
    const reply = await world().refuses(give, 403, "forbidden");
    expect(reply.problem().needs).toEqual({ permission: "jeton.service-account:update", project: "system" });
    const body = { name: world().unused(), project: "shop", audience: world().unused("aud") };
    const create = { method: "POST", path: "/v1/service-accounts", body, token: admin.token };
    expect(await world().refusal(create)).toBe("403 forbidden");
    await world().send(patch(path, { audience: "given-from-above" }));
    const same = await world().send(
      patch(path, { audience: "given-from-above", description: "d" }, admin.token),
    );
    expect(same.status).toBe(200);
  });

  test("a token makes none of its own owner's with wider audiences, nor widens one", async () => {
    const rules = [{ resource_type: "jeton.token", actions: ["*"] }];
    const terms = { audiences: [publicUrl, api] };
    const account = await world().account({ project: "shop", rules, terms });
    const body = { service_account_id: account.id, name: "child" };
    const post = (audiences: unknown): Sent => ({
      method: "POST",
      path: "/v1/tokens",
      body: { ...body, audiences },
      token: account.token,
    });
    const { id } = (await world().send(post([api]))).json();
    for (const audiences of [null, ["other"], [api, "other"]]) {
      expect(await world().refusal(post(audiences))).toBe("403 exceeds_own_rights");
      expect(await world().refusal(patch(at(id), { audiences }, account.token))).toBe(
        "403 exceeds_own_rights",
      );
    }
    const wide = await world().make("/v1/tokens", { ...body, name: "wide" });
    const rotate = { method: "POST", path: `${at(wide["id"])}:rotate`, body: {}, token: account.token };
    expect(await world().refusal(rotate)).toBe("403 exceeds_own_rights");
  });

  test("the last administrator's token is not made to work elsewhere only", async () => {
    const { items } = (await world().send({ path: "/v1/tokens?role_id=role_admin&project=system" })).json();
    const [boot] = items as { id: string }[];
    const other = await world().account({ rules: [{ resource_type: "*", actions: ["*"] }] });
    const away = patch(at(boot?.id), { audiences: [api] }, other.token);
    expect(await world().refusal(away)).toBe("409 last_admin");
    expect((await world().send(patch(at(boot?.id), { audiences: [publicUrl] }, other.token))).status).toBe(
      200,
    );
  });
});
