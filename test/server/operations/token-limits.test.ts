import { expect, test } from "vitest";
import type { Sent } from "../../support/http.ts";
import { pointers } from "../../support/operation-refusals.ts";
import { samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("limits of tokens", (world) => {
  const path = "/v1/tokens";
  const at = (id: unknown) => `${path}/${String(id)}`;
  const post = (body: unknown, token?: string): Sent => ({
    method: "POST",
    path,
    body,
    ...(token !== undefined && { token }),
  });
  const patch = (id: unknown, body: unknown, token?: string): Sent => ({
    ...post(body, token),
    method: "PATCH",
    path: at(id),
  });
  const make = async (terms: object, token?: string) => {
    const body = { role_id: "role_viewer", project: "shop", name: world().unused(), ...terms };
    return world().make(path, body, token);
  };
  const use = async (secret: unknown): Promise<number> =>
    (await world().send({ path: "/v1/whoami", token: String(secret) })).status;
  const far = "2090-01-01T00:00:00.000Z";
  const past = "2020-01-01T00:00:00.000Z";

  test.each([
    ["/max_age", { extend_on_use: true }],
    ["/max_age", { extend_on_use: true, max_age: "59s" }],
    ["/max_age", { extend_on_use: true, expires_at: far }],
    ["/extend_on_use", { extend_on_use: "yes" }],
    ["/absolute_expires_at", { absolute_expires_at: past }],
    ["/absolute_expires_at", { absolute_expires_at: past, max_age: "1d" }],
    ["/absolute_expires_at", { absolute_expires_at: "tomorrow" }],
    ["/expires_at", { absolute_expires_at: far, expires_at: "2091-01-01T00:00:00Z" }],
    ["/not_before", { not_before: far, max_age: "1d" }],
    ["/not_before", { not_before: far, expires_at: far }],
    ["/not_before", { not_before: 0 }],
    ["/usage_limit", { usage_limit: 0 }],
    ["/usage_limit", { usage_limit: 1.5 }],
    ["/usage_limit", { usage_limit: "3" }],
    ["/usage_limit", { usage_limit: 2 ** 60 }],
    ["/usage_limit", { usage_limit: 1e12 + 1 }],
    ["/allowed_cidrs", { allowed_cidrs: [] }],
    ["/allowed_cidrs", { allowed_cidrs: "10.0.0.0/8" }],
    ["/allowed_cidrs", { allowed_cidrs: ["10.0.0.0/8", "10.0.0.0/8"] }],
    ["/allowed_cidrs/0", { allowed_cidrs: ["10.0.0.1/8"] }],
    ["/allowed_cidrs/1", { allowed_cidrs: ["10.0.0.0/8", "192.0.2.1"] }],
    ["/allowed_cidrs/0", { allowed_cidrs: ["2001:DB8::/32"] }],
    ["/allowed_cidrs/0", { allowed_cidrs: ["::ffff:10.0.0.0/104"] }],
    ["/allowed_cidrs/0", { allowed_cidrs: ["x\u0000"] }],
  ])("%s is named when %j is asked for, at creation and in a change", async (pointer, terms) => {
    const body = { role_id: "role_viewer", project: "shop", name: world().unused(), ...terms };
    expect(pointers(await world().refuses(post(body), 422))).toContain(pointer);
    const { id } = await make({});
    expect(pointers(await world().refuses(patch(id, terms), 422))).toContain(pointer);
  });

  test("a limit beyond all reason is refused once, with the bound in words", async () => {
    const bound = "must be a whole number from 1 to 1000000000000; without a limit leave it out";
    for (const [usage_limit, detail] of [
      [2 ** 53, bound],
      [2 ** 60, bound],
      [1e300, bound],
      [1e12 + 1, bound],
      [1.5, "must be a whole number"],
    ] as const) {
      const body = { role_id: "role_viewer", project: "shop", name: "x", usage_limit };
      const { errors } = (await world().refuses(post(body), 422)).problem();
      expect(errors).toEqual([{ pointer: "/usage_limit", detail }]);
    }
    expect((await make({ usage_limit: 1e12 }))["usage_limit"]).toBe(1e12);
  });

  test("are shown as they were given, and cleared to none", async () => {
    const limits = {
      max_age: "PT1H",
      extend_on_use: true,
      absolute_expires_at: far,
      not_before: past,
      usage_limit: 7,
      allowed_cidrs: ["2001:db8::/32", "0.0.0.0/0"],
    };
    const made = await make(limits);
    expect(made).toMatchObject({ ...limits, state: "active" });
    const none = {
      max_age: null,
      extend_on_use: null,
      absolute_expires_at: null,
      not_before: null,
      usage_limit: null,
      allowed_cidrs: null,
    };
    expect((await world().send(patch(made["id"], none))).json()).toMatchObject({
      ...none,
      extend_on_use: false,
      expires_at: null,
    });
  });

  test("the absolute end is the end where there is no other, and moves with it", async () => {
    const { id, expires_at } = await make({ absolute_expires_at: far });
    expect(expires_at).toBe(far);
    const endAfter = async (body: object) => (await world().send(patch(id, body))).json()["expires_at"];
    expect(await endAfter({ absolute_expires_at: "2091-01-01T00:00:00Z" })).toBe("2091-01-01T00:00:00.000Z");
    expect(await endAfter({ expires_at: "2080-01-01T00:00:00Z" })).toBe("2080-01-01T00:00:00.000Z");
    expect(await endAfter({ absolute_expires_at: far })).toBe("2080-01-01T00:00:00.000Z");
    expect(await endAfter({ absolute_expires_at: "2070-01-01T00:00:00Z" })).toBe("2070-01-01T00:00:00.000Z");
    expect(await endAfter({ absolute_expires_at: null })).toBe(null);
    const later = { method: "POST", path: `${at(id)}:rotate`, body: { expires_at: "2091-01-01T00:00:00Z" } };
    await world().send(patch(id, { absolute_expires_at: far }));
    expect(pointers(await world().refuses(later, 422))).toEqual(["/expires_at"]);
    const aged = await make({ max_age: "36500d", absolute_expires_at: far });
    expect(aged["expires_at"]).toBe(far);
  });

  test("a token whose time has not come is `active` and refused, and no introspection finds it", async () => {
    const token = await make({ not_before: far });
    expect(token["state"]).toBe("active");
    expect(await world().refusal({ path: "/v1/whoami", token: String(token["secret"]) })).toBe(
      "401 invalid_token",
    );
    expect(await introspected(token["secret"])).toBe(false);
    await world().send(patch(token["id"], { not_before: past }));
    expect(await use(token["secret"])).toBe(200);
    expect(await introspected(token["secret"])).toBe(true);
  });

  const introspected = async (secret: unknown, token = world().token): Promise<unknown> => {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const body = `token=${String(secret)}`;
    const reply = await world().send({ method: "POST", path: "/oauth/introspect", body, headers, token });
    return reply.json()["active"];
  };

  test("a token used up is `active` and refused; what is refused, and introspection by others, is no use", async () => {
    const { id, secret } = await make({ usage_limit: 2 });
    for (let time = 0; time < 3; time += 1) expect(await introspected(secret)).toBe(true);
    expect((await world().send({ path: "/v1/tokens/tok_none", token: String(secret) })).status).toBe(404);
    expect([await use(secret), await use(secret), await use(secret)]).toEqual([200, 200, 401]);
    expect((await world().send({ path: at(id) })).json()).toMatchObject({ uses: 2, state: "active" });
    expect(await introspected(secret)).toBe(false);
    await world().send(patch(id, { usage_limit: 3 }));
    expect([await use(secret), await use(secret)]).toEqual([200, 401]);
  });

  test("of 50 requests at once on a limit of 10, exactly 10 are accepted", async () => {
    const { id, secret } = await make({ usage_limit: 10 });
    const statuses = await Promise.all(Array.from({ length: 50 }, () => use(secret)));
    expect(statuses.filter((status) => status === 200)).toHaveLength(10);
    expect(statuses.filter((status) => status === 401)).toHaveLength(40);
    expect((await world().send({ path: at(id) })).json()["uses"]).toBe(10);
  });

  test("of 20 changes at once on a limit of 5, exactly 5 are made", async () => {
    const { secret } = await make({ role_id: "role_admin", usage_limit: 5 });
    const names = Array.from({ length: 20 }, () => world().unused("limited"));
    const replies = await Promise.all(
      names.map((name) =>
        world().send({
          method: "POST",
          path: "/v1/service-accounts",
          body: { name, project: "shop" },
          token: String(secret),
        }),
      ),
    );
    const made = names.filter((_, index) => replies[index]?.status === 201);
    expect(made).toHaveLength(5);
    const list = await world().send({ path: "/v1/service-accounts?project=shop&page_size=200" });
    const stored = (list.json()["items"] as { name: string }[]).map(({ name }) => name);
    expect(names.filter((name) => stored.includes(name))).toEqual(made);
  });

  test("forward-auth counts, and refuses like everything else", async () => {
    const { secret } = await make({ usage_limit: 1 });
    const request = { path: "/v1/forward-auth", token: String(secret) };
    expect((await world().send(request)).status).toBe(200);
    expect(await world().refusal(request)).toBe("401 invalid_token");
    const elsewhere = await make({ allowed_cidrs: ["192.0.2.0/24"] });
    expect(await world().refusal({ ...request, token: String(elsewhere["secret"]) })).toBe(
      "401 invalid_token",
    );
  });

  test("a range is the client's address's, and not that of whoever introspects", async () => {
    const here = await make({ allowed_cidrs: ["127.0.0.0/8", "::1/128"] });
    expect(await use(here["secret"])).toBe(200);
    const elsewhere = await make({ allowed_cidrs: ["192.0.2.0/24", "::/0"] });
    expect(await world().refusal({ path: "/v1/whoami", token: String(elsewhere["secret"]) })).toBe(
      "401 invalid_token",
    );
    expect(await introspected(elsewhere["secret"])).toBe(true);
  });

  const minter = { resource_type: "jeton.token", actions: ["*"] };
  const limits = {
    usage_limit: 10,
    allowed_cidrs: ["127.0.0.0/8", "10.0.0.0/8"],
    absolute_expires_at: far,
    max_age: "1h",
    extend_on_use: true,
  };
  const within = { ...limits, usage_limit: 5, allowed_cidrs: ["10.1.0.0/16"] };

  test.each([
    ["more uses", { usage_limit: 10 }],
    ["uses without a limit", { usage_limit: null }],
    ["wider ranges", { allowed_cidrs: ["10.0.0.0/7"] }],
    ["other ranges", { allowed_cidrs: ["10.0.0.0/8", "::/0"] }],
    ["any range", { allowed_cidrs: null }],
    ["a later absolute end", { absolute_expires_at: "2090-01-01T00:00:00.001Z" }],
    ["no absolute end", { absolute_expires_at: null }],
    ["a longer age", { max_age: "61m" }],
    ["an end that use need not move", { max_age: null, extend_on_use: false, expires_at: far }],
  ])("a token makes none of its own owner's with %s, nor makes one so", async (_what, terms) => {
    const account = await world().account({ project: "shop", rules: [minter], terms: limits });
    const body = { service_account_id: account.id, name: "child" };
    expect(await world().refusal(post({ ...body, ...within, ...terms }, account.token))).toBe(
      "403 exceeds_own_rights",
    );
    const { id } = await world().make(path, { ...body, ...within }, account.token);
    expect(await world().refusal(patch(id, terms, account.token))).toBe("403 exceeds_own_rights");
  });

  test("a token rotates no sibling that is usable more often or from elsewhere", async () => {
    const account = await world().account({ project: "shop", rules: [minter], terms: limits });
    for (const terms of [{}, { ...within, usage_limit: 10 }, { ...within, allowed_cidrs: null }]) {
      const body = { service_account_id: account.id, name: world().unused(), ...terms };
      const { id } = await world().make(path, body);
      const rotate = { method: "POST", path: `${at(id)}:rotate`, body: {}, token: account.token };
      expect(await world().refusal(rotate)).toBe("403 exceeds_own_rights");
    }
  });

  test("a token that use extends without an absolute end counts as one that never ends", async () => {
    const { id } = await samples.service_account(world());
    const until = { project: "shop", rules: [minter], until: far } as const;
    const holder = await world().account({ ...until, terms: { expires_at: far } });
    const body = { service_account_id: holder.id, name: "child", max_age: "1h", extend_on_use: true };
    expect(await world().refusal(post(body, holder.token))).toBe("403 exceeds_own_rights");
    await world().make(path, { ...body, absolute_expires_at: far }, holder.token);
    const ephemeral = { ...body, service_account_id: id, ephemeral: true };
    expect(pointers(await world().refuses(post(ephemeral), 422))).toEqual(["/absolute_expires_at"]);
    const soon = new Date(Date.now() + 3_600_000).toISOString();
    await world().make(path, { ...ephemeral, absolute_expires_at: soon });
  });
});
