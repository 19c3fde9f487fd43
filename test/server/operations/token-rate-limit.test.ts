import { expect, test } from "vitest";
import type { Sent } from "../../support/http.ts";
import { pointers } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("rate limits of tokens", (world) => {
  const path = "/v1/tokens";
  const at = (id: unknown) => `${path}/${String(id)}`;
  const patch = (id: unknown, body: unknown, token?: string): Sent => ({
    method: "PATCH",
    path: at(id),
    body,
    ...(token !== undefined && { token }),
  });
  const make = async (rate_limit: object | null, terms: object = {}) => {
    const body = { role_id: "role_viewer", project: "shop", name: world().unused(), rate_limit, ...terms };
    const { id, secret } = await world().make(path, body);
    return { id, token: String(secret) };
  };
  const use = (token: string) => world().send({ path: "/v1/whoami", token });
  const daily = (requests: number) => ({ requests, period: "P1D" });

  test.each([
    ["/rate_limit", "100/1m"],
    ["/rate_limit", 100],
    ["/rate_limit/requests", { period: "1m" }],
    ["/rate_limit/period", { requests: 1 }],
    ["/rate_limit/requests", { requests: 0, period: "1m" }],
    ["/rate_limit/requests", { requests: 1.5, period: "1m" }],
    ["/rate_limit/requests", { requests: 1e6 + 1, period: "1m" }],
    ["/rate_limit/period", { requests: 1, period: "0s" }],
    ["/rate_limit/period", { requests: 1, period: "25h" }],
    ["/rate_limit/period", { requests: 1, period: 60 }],
    ["/rate_limit/burst", { requests: 1, period: "1m", burst: 2 }],
  ])("%s is named when it is %j", async (pointer, rate_limit) => {
    const body = { role_id: "role_viewer", project: "shop", name: world().unused(), rate_limit };
    expect(pointers(await world().refuses({ method: "POST", path, body }, 422))).toContain(pointer);
    const { id } = await make(null);
    expect(pointers(await world().refuses(patch(id, { rate_limit }), 422))).toContain(pointer);
  });

  test("it is shown in its one spelling, changed as a whole and cleared", async () => {
    const { id } = await make({ period: "60s", requests: 100 });
    const shown = async () => (await world().send({ path: at(id) })).json()["rate_limit"];
    expect(await shown()).toEqual({ requests: 100, period: "PT1M" });
    const { updated_at } = (await world().send({ path: at(id) })).json();
    const same = await world().send(patch(id, { rate_limit: { period: "1m", requests: 100 } }));
    expect(same.json()["updated_at"]).toBe(updated_at);
    await world().send(patch(id, { rate_limit: { requests: 5, period: "1h" } }));
    expect(await shown()).toEqual({ requests: 5, period: "PT1H" });
    await world().send(patch(id, { rate_limit: null }));
    expect(await shown()).toBe(null);
  });

  test("replies say what is left, and one too many is refused with when to try again", async () => {
    const { token } = await make(daily(3));
    const replies = [await use(token), await use(token), await use(token)];
    expect(replies.map(({ status, headers }) => [status, headers["ratelimit"]])).toEqual([
      [200, '"token";r=2;t=28800'],
      [200, '"token";r=1;t=57600'],
      [200, '"token";r=0;t=86400'],
    ]);
    const reply = await world().refuses({ path: "/v1/whoami", token }, 429, "rate_limited");
    expect(reply.headers["ratelimit-policy"]).toBe('"token";q=3;w=86400');
    expect(reply.headers["ratelimit"]).toMatch(/^"token";r=0;t=86[34]\d\d$/);
    expect(Number(reply.headers["retry-after"])).toBeGreaterThan(28_700);
    expect(reply.headers["www-authenticate"]).toBeUndefined();
    expect(reply.problem().detail).toContain("at most 3 requests in 86400 s");
  });

  test("a token without one hears nothing of it, and one at its limit slows down no other", async () => {
    const slow = await make(daily(1));
    const other = await make(daily(1));
    expect((await use(slow.token)).status).toBe(200);
    expect((await use(slow.token)).status).toBe(429);
    expect((await use(other.token)).status).toBe(200);
    const free = await world().send({ path: "/v1/whoami" });
    expect([free.headers["ratelimit"], free.headers["ratelimit-policy"]]).toEqual([undefined, undefined]);
  });

  test("of 40 requests at once on a limit of 10, exactly 10 are let in", async () => {
    const { token } = await make(daily(10));
    const statuses = await Promise.all(Array.from({ length: 40 }, async () => (await use(token)).status));
    expect(statuses.filter((status) => status === 200)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(30);
  });

  test("refused and malformed requests count, and a new secret has no new bucket", async () => {
    const { id, token } = await make(daily(3), { role_id: "role_admin" });
    await world().send({ path: "/v1/tokens/none", token });
    await world().send({ path: "/v1/tokens?no_such=1", token });
    const rotate = { method: "POST", path: `${at(id)}:rotate`, body: {}, token };
    const { secret } = (await world().send(rotate)).json();
    expect((await use(String(secret))).status).toBe(429);
    expect((await use(token)).status).toBe(429);
  });

  test("what is no token of anybody's takes nothing of it", async () => {
    const { token } = await make(daily(1));
    const wrong = `${token.slice(0, -1)}${token.endsWith("0") ? "1" : "0"}`;
    for (let time = 0; time < 5; time += 1) expect((await use(wrong)).status).toBe(401);
    expect((await use(token)).status).toBe(200);
  });

  test("a proxy is told 403, the one refusal of these that it knows, and when to try again", async () => {
    const { token } = await make(daily(1));
    const request = { path: "/v1/forward-auth", token };
    expect((await world().send(request)).status).toBe(200);
    const reply = await world().refuses(request, 403);
    expect(Number(reply.headers["retry-after"])).toBeGreaterThan(86_000);
  });

  test("introspection as a use counts for the token asked about; its caller's limit is told as OAuth does", async () => {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const ask = (body: string, token = world().token): Sent => ({
      method: "POST",
      path: "/oauth/introspect",
      headers,
      body,
      token,
    });
    const { token } = await make(daily(2));
    const active = async (body: string) => (await world().send(ask(body))).json()["active"];
    expect(await active(`token=${token}`)).toBe(true);
    const uses = [1, 2, 3].map(() => `token=${token}&use=true`);
    const answers = [];
    for (const body of uses) answers.push(await active(body));
    expect(answers).toEqual([true, true, false]);
    expect(await active(`token=${token}`)).toBe(true);
    const caller = await make(daily(1), { role_id: "role_admin" });
    await use(caller.token);
    const reply = await world().refuses(ask("token=x", caller.token), 429);
    expect(reply.json()["error"]).toBe("slow_down");
  });

  test("a token makes none of its own owner's that is faster, nor makes one so", async () => {
    const rules = [{ resource_type: "jeton.token", actions: ["*"] }];
    const terms = { rate_limit: { requests: 100, period: "1m" } };
    const account = await world().account({ project: "shop", rules, terms });
    const body = { service_account_id: account.id, name: "child" };
    const post = (rate_limit: unknown): Sent => ({
      method: "POST",
      path,
      body: { ...body, rate_limit },
      token: account.token,
    });
    const { id } = (await world().send(post({ requests: 50, period: "30s" }))).json();
    for (const rate_limit of [null, { requests: 101, period: "1m" }, { requests: 100, period: "59s" }]) {
      expect(await world().refusal(post(rate_limit))).toBe("403 exceeds_own_rights");
      expect(await world().refusal(patch(id, { rate_limit }, account.token))).toBe("403 exceeds_own_rights");
    }
    const free = await world().make(path, { ...body, name: "free" });
    const rotate = { method: "POST", path: `${at(free["id"])}:rotate`, body: {}, token: account.token };
    expect(await world().refusal(rotate)).toBe("403 exceeds_own_rights");
  });
});
