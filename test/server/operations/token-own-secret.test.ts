import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { makeTokenText, parseTokenText, type TokenKind } from "../../../server/contract/token-text.ts";
import type { Sent } from "../../support/http.ts";
import { pointers } from "../../support/operation-refusals.ts";
import { samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("a secret that the caller brings", (world) => {
  const bring = (kind: TokenKind = "s"): string => makeTokenText(kind, randomBytes);
  const post = (path: string, body: unknown, more: Partial<Sent> = {}): Sent => ({
    method: "POST",
    path,
    body,
    ...more,
  });
  const mint = async (over: object) => {
    const { id } = await samples.service_account(world());
    return { service_account_id: id, name: "brought", ...over };
  };
  const works = async (token: string): Promise<boolean> =>
    (await world().send({ path: "/v1/whoami", token })).status === 200;

  test("is the token's, by create and by rotate, and in no reply", async () => {
    const [first, second, third] = [bring(), bring(), bring()];
    // Presented before it is anybody's, it is refused; that is not remembered.
    expect(await works(first)).toBe(false);
    const made = await world().send(post("/v1/tokens", await mint({ secret: first })));
    expect(made.status).toBe(201);
    expect(made.json()["hint"]).toBe(parseTokenText(first)?.hint);
    expect(await works(first)).toBe(true);
    const path = `/v1/tokens/${String(made.json()["id"])}:rotate`;
    const rotated = await world().send(post(path, { secret: second }));
    expect(rotated.json()).toMatchObject({ hint: parseTokenText(second)?.hint });
    expect([await works(first), await works(second)]).toEqual([false, true]);
    const own = await world().send(post(path, { secret: third }, { token: second }));
    expect([await works(second), await works(third)]).toEqual([true, true]);
    for (const reply of [made, rotated, own]) {
      expect(reply.json()).not.toHaveProperty("secret");
      expect(reply.json()).not.toHaveProperty("sealed_secret");
      for (const text of [first, second, third]) expect(reply.text).not.toContain(text.slice(17));
    }
  });

  test("is of the kind of its owner", async () => {
    const { id: user } = await samples.user(world());
    const bodies = {
      s: await mint({}),
      u: { user_id: user, name: "brought" },
      r: { role_id: "role_viewer", project: "shop", name: world().unused("brought") },
    };
    for (const [kind, body] of Object.entries(bodies) as [TokenKind, object][]) {
      for (const other of ["s", "u", "r", "x", "b"] as const) {
        if (other === kind) continue;
        const refused = post("/v1/tokens", { ...body, secret: bring(other) });
        expect(pointers(await world().refuses(refused, 422, "validation_failed"))).toEqual(["/secret"]);
      }
      const secret = bring(kind);
      const { id } = await world().make("/v1/tokens", { ...body, secret });
      expect(await works(secret)).toBe(true);
      const wrong = post(`/v1/tokens/${String(id)}:rotate`, { secret: bring(kind === "s" ? "u" : "s") });
      expect(pointers(await world().refuses(wrong, 422))).toEqual(["/secret"]);
    }
  });

  test("is not for an ephemeral token, whose secrets are forgotten with it", async () => {
    for (const kind of ["x", "s"] as const) {
      const body = await mint({ ephemeral: true, max_age: "1h", secret: bring(kind) });
      expect(pointers(await world().refuses(post("/v1/tokens", body), 422))).toEqual(["/secret"]);
    }
  });

  test("was no token's before: living, replaced, revoked, deleted or of somebody else", async () => {
    const taken = async (secret: string): Promise<void> => {
      const { id } = await samples.token(world());
      for (const sent of [
        post("/v1/tokens", await mint({ secret })),
        post(`/v1/tokens/${id}:rotate`, { secret }),
      ]) {
        const reply = await world().refuses(sent, 422, "validation_failed");
        expect(pointers(reply)).toEqual(["/secret"]);
        expect(reply.text).not.toContain(parseTokenText(secret)?.lookup);
      }
    };
    const { token, tokenId } = await world().account({ project: "shopping" });
    await taken(token);
    // Itself, by itself: its own text is not new either.
    const again = post(`/v1/tokens/${tokenId}:rotate`, { secret: token }, { token });
    expect(pointers(await world().refuses(again, 422))).toEqual(["/secret"]);
    await world().send(post(`/v1/tokens/${tokenId}:rotate`, {}));
    await taken(token);
    const brought = bring();
    const { id } = await world().make("/v1/tokens", await mint({ secret: brought }));
    await world().send(post(`/v1/tokens/${String(id)}:revoke`, undefined));
    await taken(brought);
    await world().send({ method: "DELETE", path: `/v1/tokens/${String(id)}` });
    await taken(brought);
    expect(await works(brought)).toBe(false);
  });

  test("a text with the lookup id of another's secret is refused, and does not touch that one", async () => {
    const { token } = await world().account({ project: "shopping" });
    let bytes = 0;
    // The victim's hint is shown to many; the rest is the attacker's own.
    const { lookup } = parseTokenText(token) ?? { lookup: "" };
    const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    const forged = makeTokenText("s", (count) =>
      Uint8Array.from({ length: count }, () => {
        const at = bytes;
        bytes += 1;
        return at < lookup.length ? alphabet.indexOf(lookup.charAt(at)) : 7;
      }),
    );
    expect(parseTokenText(forged)?.lookup).toBe(lookup);
    const body = await mint({ secret: forged });
    expect(pointers(await world().refuses(post("/v1/tokens", body), 422))).toEqual(["/secret"]);
    expect([await works(token), await works(forged)]).toEqual([true, false]);
  });

  test("of two that bring the same at once one gets it", async () => {
    const secret = bring();
    const bodies = await Promise.all(Array.from({ length: 6 }, () => mint({ secret })));
    const replies = await Promise.all(bodies.map((body) => world().send(post("/v1/tokens", body))));
    const statuses = replies.map(({ status }) => status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([201, 422, 422, 422, 422, 422]);
    expect(await works(secret)).toBe(true);
  });

  test.each([
    ["nothing", ""],
    ["a word", "secret"],
    ["a number", 7],
    ["a foreign token", `ghp_${"a".repeat(36)}`],
    ["a text with a space", ` ${makeTokenText("s", randomBytes)}`],
    ["a text that was cut off", makeTokenText("s", randomBytes).slice(0, -1)],
    ["a text with a typo", makeTokenText("s", () => new Uint8Array(64)).replace("0000", "0010")],
    ["a kind there is not", makeTokenText("s", randomBytes).replace("jtns", "jtnq")],
  ])("%s is refused and not repeated", async (_, secret) => {
    const { id } = await samples.token(world());
    for (const sent of [
      post("/v1/tokens", await mint({ secret })),
      post(`/v1/tokens/${id}:rotate`, { secret }),
    ]) {
      const reply = await world().refuses(sent, 422, "validation_failed");
      expect(pointers(reply)).toEqual(["/secret"]);
      // Of a short one, another text that is not there.
      expect(reply.text).not.toContain(String(secret).slice(20) || "jtn");
    }
  });

  test("excludes a sealed one, and an imported one", async () => {
    const sealed_for = `${"A".repeat(20)}${"b".repeat(22)}A=`;
    const { id } = await samples.token(world());
    for (const sent of [
      post("/v1/tokens", await mint({ secret: bring(), sealed_for })),
      post(`/v1/tokens/${id}:rotate`, { secret: bring(), sealed_for }),
    ]) {
      expect(pointers(await world().refuses(sent, 422))).toEqual(["/sealed_for"]);
    }
    const imported = { sha256: "a".repeat(64) };
    const both = post("/v1/tokens", await mint({ secret: bring(), imported }));
    expect(pointers(await world().refuses(both, 422))).toEqual(["/secret"]);
  });

  test("a repetition says no secret, and ends none", async () => {
    const headers = { "idempotency-key": world().unused() };
    const [first, second] = [bring(), bring()];
    const create = post("/v1/tokens", await mint({ secret: first }), { headers });
    const [made, again] = [await world().send(create), await world().send(create)];
    expect(again.headers["idempotency-replayed"]).toBe("true");
    expect(again.json()["hint"]).toBe(made.json()["hint"]);
    expect(again.json()).not.toHaveProperty("secret");
    expect(await works(first)).toBe(true);
    const body = { secret: second, grace_period: "1h" };
    const rotate = post(`/v1/tokens/${String(made.json()["id"])}:rotate`, body, { headers });
    const rotated = await world().send(rotate);
    const repeated = (await world().send(rotate)).json();
    const { hint, rotation_id } = rotated.json();
    expect(repeated).toMatchObject({ hint, rotation_id });
    expect(repeated).not.toHaveProperty("secret");
    expect([await works(first), await works(second)]).toEqual([true, true]);
  });

  test("a repetition with another secret is refused", async () => {
    const headers = { "idempotency-key": world().unused() };
    const body = await mint({ secret: bring() });
    await world().send(post("/v1/tokens", body, { headers }));
    const other = post("/v1/tokens", { ...body, secret: bring() }, { headers });
    expect(await world().refusal(other)).toBe("422 idempotency_key_reused");
  });

  test("is known to whoever brought it, when they leave", async () => {
    const leaver = await world().account({ rules: [{ resource_type: "*", actions: ["*"] }] });
    const secret = bring();
    const { id } = await world().make("/v1/tokens", await mint({ secret }), leaver.token);
    const path = `/v1/service-accounts/${leaver.id}`;
    const left = await world().send({ path: `${path}:leftovers` });
    expect(left.json()["shown_tokens"]).toMatchObject([{ id }]);
    expect((await world().send(post(`${path}:off-board`, {}))).status).toBe(200);
    expect(await works(secret)).toBe(false);
  });

  test("grants nobody what they lack", async () => {
    const strong = await world().account({ project: "shop", role: "role_admin" });
    const rules = [{ resource_type: "jeton.token", actions: ["*"] }];
    const weak = await world().account({ project: "shop", rules });
    const body = { service_account_id: strong.id, name: "mine", secret: bring() };
    expect(await world().refusal(post("/v1/tokens", body, { token: weak.token }))).toMatch("403");
    const rotate = post(`/v1/tokens/${strong.tokenId}:rotate`, { secret: bring() }, { token: weak.token });
    expect(await world().refusal(rotate)).toBe("403 exceeds_own_rights");
  });

  test("is no part of a change", async () => {
    const { id } = await samples.token(world());
    const change = { method: "PATCH", path: `/v1/tokens/${id}`, body: { secret: bring() } };
    expect(pointers(await world().refuses(change, 422))).toEqual(["/secret"]);
  });
});
