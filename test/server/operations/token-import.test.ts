import { createHash, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { makeTokenText } from "../../../server/contract/token-text.ts";
import type { Sent } from "../../support/http.ts";
import { samples, viewing } from "../../support/operation-samples.ts";
import { pointers } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const foreignText = (): string => `glpat-${randomBytes(20).toString("base64url")}`;

onEveryDatabase("POST /v1/tokens with `imported`", (world) => {
  const path = "/v1/tokens";
  const post = (at: string, body: object, token?: string): Sent => ({
    method: "POST",
    path: at,
    body,
    ...(token !== undefined && { token }),
  });
  const works = async (token: string): Promise<boolean> =>
    (await world().send({ path: "/v1/whoami", token })).status === 200;
  const account = async () => (await samples.service_account(world())).id;
  const importing = async (text: string, terms: object = {}) => ({
    service_account_id: await account(),
    name: world().unused(),
    imported: { sha256: sha256(text) },
    ...terms,
  });
  /** The id of a token of that text, of an account that may see all of the system. */
  const taken = async (text: string, terms: object = {}): Promise<{ id: string; owner: string }> => {
    const { id: owner } = await world().account({ role: "role_viewer" });
    const body = { service_account_id: owner, name: world().unused(), imported: { sha256: sha256(text) } };
    const made = await world().make(path, { ...body, ...terms });
    return { id: String(made["id"]), owner };
  };

  test("takes over a token of another system, whose text is accepted as it is", async () => {
    const text = foreignText();
    expect(await works(text)).toBe(false);
    const imported = { sha256: sha256(text), hint: "glpat-" };
    const reply = await world().send(post(path, await importing(text, { imported })));
    expect(reply.status).toBe(201);
    expect(reply.json()).toMatchObject({ hint: "glpat-", state: "active", rotated_at: null });
    for (const field of ["secret", "imported"]) expect(reply.json()).not.toHaveProperty(field);
    expect((await world().send({ path: "/v1/whoami", token: text })).json()).toMatchObject({
      token: { id: reply.json()["id"] },
    });
    expect(await works(`${text}x`)).toBe(false);
  });

  test("of a text without a hint says that it was imported", async () => {
    expect(await world().make(path, await importing(foreignText()))).toMatchObject({ hint: "imported" });
  });

  test("the text is a bearer for forward-auth, introspection, reviews by clusters and its own end", async () => {
    const text = foreignText();
    const { id, owner } = await taken(text);
    const asked = await world().send({ path: "/v1/forward-auth", token: text });
    expect(asked.headers).toMatchObject({ "jeton-token-id": id, "jeton-subject-id": owner });
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const oauth = (at: string, token?: string): Sent => ({
      method: "POST",
      path: at,
      headers: form,
      body: new URLSearchParams({ token: text }).toString(),
      token,
    });
    const introspected = await world().send(oauth("/oauth/introspect", world().token));
    expect(introspected.json()).toMatchObject({ active: true, jti: id, sub: owner });
    const spec = { apiVersion: "authentication.k8s.io/v1", kind: "TokenReview", spec: { token: text } };
    expect((await world().send(post("/v1/token-reviews", spec))).json()).toMatchObject({
      status: { authenticated: true, user: { uid: owner } },
    });
    expect((await world().send(oauth("/oauth/revoke"))).status).toBe(200);
    expect(await works(text)).toBe(false);
  });

  test.each([
    ["a mode", { mode: "custom", rules: viewing }, "/v1/projects/shop"],
    ["a range of addresses", { allowed_cidrs: ["192.0.2.0/24"] }, "/v1/whoami"],
    ["audiences", { audiences: ["https://elsewhere.test"] }, "/v1/whoami"],
    ["a beginning", { not_before: "2090-01-01T00:00:00Z" }, "/v1/whoami"],
    ["being disabled", { disabled: true }, "/v1/whoami"],
  ])("%s narrows it like any other", async (_, terms, asked) => {
    const text = foreignText();
    await taken(text, terms);
    expect((await world().send({ path: asked, token: text })).status).toBeGreaterThanOrEqual(400);
  });

  test("a rotation gives it a secret of Jeton's, with a grace for the text, and is taken back", async () => {
    const text = foreignText();
    const { id } = await taken(text, { imported: { sha256: sha256(text), hint: "glpat-" } });
    const first = await world().send(post(`${path}/${id}:rotate`, { grace_period: "1h" }));
    const { secret, hint, rotation_id } = first.json();
    expect(String(secret).slice(0, 17)).toBe(hint);
    expect([await works(text), await works(String(secret))]).toEqual([true, true]);
    const back = await world().send(post(`${path}/${id}:rollback`, { rotation_id }));
    expect(back.json()).toMatchObject({ hint: "glpat-" });
    expect([await works(text), await works(String(secret))]).toEqual([true, false]);
    const last = await world().send(post(`${path}/${id}:rotate`, {}, world().token));
    expect([await works(text), await works(String(last.json()["secret"]))]).toEqual([false, true]);
  });

  test("a token that was imported rotates itself", async () => {
    const text = foreignText();
    const { id } = await taken(text);
    const { secret } = (await world().send(post(`${path}/${id}:rotate`, {}, text))).json();
    expect([await works(text), await works(String(secret))]).toEqual([true, true]);
  });

  test("a repetition of the request ends nothing and shows no secret", async () => {
    const text = foreignText();
    const body = await importing(text);
    const request = { ...post(path, body), headers: { "idempotency-key": world().unused() } };
    const first = await world().send(request);
    const again = await world().send(request);
    expect(again.headers["idempotency-replayed"]).toBe("true");
    expect(again.json()).toEqual(first.json());
    expect(await works(text)).toBe(true);
  });

  test("a text is imported once, whatever has become of its token", async () => {
    for (const deed of [undefined, "revoke", "disable", "rotate", "delete"]) {
      const text = foreignText();
      const { id } = await taken(text);
      if (deed === "delete") await world().send({ method: "DELETE", path: `${path}/${id}` });
      else if (deed !== undefined) await world().send(post(`${path}/${id}:${deed}`, {}));
      const reply = await world().refuses(post(path, await importing(text)), 422, "validation_failed");
      expect(pointers(reply)).toEqual(["/imported/sha256"]);
      expect(reply.problem().existing_id).toBe(deed === "delete" ? undefined : id);
    }
  });

  test("whose a text is, is told to none but who may read that token", async () => {
    const text = foreignText();
    const { id } = await taken(text);
    const rules = [{ resource_type: "jeton.token", actions: ["create"] }, ...viewing];
    const stranger = await world().account({ project: "shopping", rules });
    const body = {
      service_account_id: stranger.id,
      name: "x",
      mode: "custom",
      rules: viewing,
      imported: { sha256: sha256(text) },
    };
    const reply = await world().refuses(post(path, body, stranger.token), 422, "validation_failed");
    expect(reply.problem().existing_id).toBeUndefined();
    expect(reply.text).not.toContain(id);
  });

  test("whether a text is known is not told to who may make no such token", async () => {
    const known = foreignText();
    await taken(known);
    const weak = await world().account({
      project: "shop",
      rules: [{ resource_type: "jeton.token", actions: ["*"] }],
    });
    const strong = await world().account({ project: "shop", role: "role_admin" });
    const told = [];
    for (const text of [known, foreignText()]) {
      const body = { service_account_id: strong.id, name: "x", imported: { sha256: sha256(text) } };
      told.push(await world().refusal(post(path, body, weak.token)));
    }
    expect(told).toEqual(["403 exceeds_own_rights", "403 exceeds_own_rights"]);
  });

  test("a guess that is none leaves a token behind, so that guessing by hashes shows", async () => {
    const text = foreignText();
    const { id } = await world().make(path, await importing(text));
    const query = `?action=token.create&target_id=${String(id)}`;
    const { items } = (await world().send({ path: `/v1/audit-events${query}` })).json();
    expect(items).toMatchObject([{ changes: { imported: true, hint: "imported" } }]);
    expect(JSON.stringify(items)).not.toContain(sha256(text));
  });

  test("the hash of somebody's live secret neither tells of it nor stands before it", async () => {
    const victim = await world().account({ project: "shop", rules: viewing });
    const attacker = await world().account({ project: "shop", role: "role_admin" });
    const imported = { sha256: sha256(victim.token) };
    const { id } = await world().make(
      path,
      { service_account_id: attacker.id, name: "shadow", imported },
      attacker.token,
    );
    const whoami = async () => (await world().send({ path: "/v1/whoami", token: victim.token })).json();
    expect(await whoami()).toMatchObject({ token: { id: victim.tokenId } });
    await world().send(post(`${path}/${victim.tokenId}:revoke`, {}));
    expect(await works(victim.token)).toBe(false);
    await world().send({ method: "DELETE", path: `${path}/${String(id)}` });
  });

  test("a token of another Jeton is imported like any other", async () => {
    const text = makeTokenText("u", randomBytes);
    await taken(text);
    expect(await works(text)).toBe(true);
    // Its checksum tells a typing error.
    expect(await works(text.slice(0, -1) + (text.endsWith("0") ? "1" : "0"))).toBe(false);
  });

  test.each([
    ["no hash", {}, "/imported/sha256"],
    ["a short hash", { sha256: "ab".repeat(31) }, "/imported/sha256"],
    ["a hash in capitals", { sha256: "AB".repeat(32) }, "/imported/sha256"],
    ["a text instead of its hash", { sha256: "glpat-0123456789" }, "/imported/sha256"],
    ["a hint of 17 characters", { sha256: "ab".repeat(32), hint: "x".repeat(17) }, "/imported/hint"],
    ["a hint of two lines", { sha256: "ab".repeat(32), hint: "a\nb" }, "/imported/hint"],
    ["an empty hint", { sha256: "ab".repeat(32), hint: "" }, "/imported/hint"],
    ["a field there is not", { sha256: "ab".repeat(32), text: "x" }, "/imported/text"],
  ])("%s is refused at its field", async (_, imported, pointer) => {
    const body = await importing("", { imported });
    const reply = await world().refuses(post(path, body), 422, "validation_failed");
    expect(pointers(reply)).toEqual([pointer]);
  });

  test("a token that there is cannot be given a text", async () => {
    const { id } = await taken(foreignText());
    const body = { imported: { sha256: sha256(foreignText()) } };
    const reply = await world().refuses({ method: "PATCH", path: `${path}/${id}`, body }, 422);
    expect(pointers(reply)).toEqual(["/imported"]);
  });

  test("nobody imports for an owner who holds what they lack", async () => {
    const rules = [{ resource_type: "jeton.token", actions: ["*"] }, ...viewing];
    const weak = await world().account({ project: "shop", rules });
    const strong = await world().account({ project: "shop", role: "role_admin" });
    const imported = { sha256: sha256(foreignText()) };
    expect(
      await world().refusal(post(path, { service_account_id: strong.id, name: "x", imported }, weak.token)),
    ).toBe("403 exceeds_own_rights");
  });

  test("off-boarding who imported it finds its text among those they know", async () => {
    const importer = await world().account({ project: "shop", role: "role_admin" });
    const { id } = await world().make(path, await importing(foreignText()), importer.token);
    const left = await world().send({ path: `/v1/service-accounts/${importer.id}:leftovers` });
    expect(left.text).toContain(String(id));
  });

  test("neither the text nor its hash is stored, or comes back in a reply", async () => {
    const text = foreignText();
    const { id } = await taken(text);
    await works(text);
    const shown = await world().send({ path: `${path}/${id}` });
    for (const where of [await world().dump(), shown.text]) {
      for (const secret of [text, sha256(text)]) expect(where).not.toContain(secret);
    }
  });
});
