import { expect, test } from "vitest";
import { form } from "../../support/exchanging.ts";
import type { Sent } from "../../support/http.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";
import { newBootstrapToken } from "../../support/server.ts";

onEveryDatabase("POST /oauth/revoke", (world) => {
  const revoking = (text: string, token?: string): Sent => ({
    method: "POST",
    path: "/oauth/revoke",
    headers: form,
    body: new URLSearchParams({ token: text, token_type_hint: "access_token" }).toString(),
    token,
  });
  const stateOf = async (id: string) => (await world().send({ path: `/v1/tokens/${id}` })).json()["state"];
  const actors = async (id: string) =>
    (await world().send({ path: `/v1/audit-events?action=token.revoke&target_id=${id}` })).json()["items"];

  test("whoever holds a token ends it, with nothing else, and from wherever", async () => {
    for (const terms of [
      {},
      { allowed_cidrs: ["10.0.0.0/8"] },
      { not_before: "2090-01-01T00:00:00Z" },
      { disabled: true },
      { audiences: ["https://b.example.org"] },
    ]) {
      const { id, token, tokenId } = await world().account({ project: "shop", terms });
      const reply = await world().send(revoking(token));
      expect([reply.status, reply.text]).toEqual([200, "{}"]);
      expect(await stateOf(tokenId)).toBe("revoked");
      expect(await actors(tokenId)).toMatchObject([
        { actor: { type: "service_account", id, token_id: tokenId } },
      ]);
    }
  });

  test("one that awaits approval ends too: nobody approves it later with its secret known to others", async () => {
    const project = world().unused("careful");
    await world().make("/v1/projects", { name: project });
    await world().make("/v1/policies", { project, require_approval: true });
    const { token, tokenId } = await world().account({ project });
    expect(await stateOf(tokenId)).toBe("pending");
    expect((await world().send(revoking(token))).status).toBe(200);
    expect(await stateOf(tokenId)).toBe("revoked");
  });

  test("what there is not, or is not any more, is answered alike and changes nothing", async () => {
    const { token, tokenId } = await world().account({ project: "shop" });
    await world().send(revoking(token));
    expect(await actors(tokenId)).toHaveLength(1);
    for (const text of [token, newBootstrapToken(), "nonsense", token.slice(0, -1), "é"]) {
      const reply = await world().refuses(revoking(text), 200);
      expect(reply.text).toBe("{}");
    }
    const gone = await world().account({ project: "shop" });
    await world().send({ method: "DELETE", path: `/v1/tokens/${gone.tokenId}` });
    await world().refuses(revoking(gone.token), 200);
  });

  test("a secret that was replaced ends the token within its grace, and nothing after it", async () => {
    for (const [grace_period, state] of [
      ["1h", "revoked"],
      ["0s", "active"],
    ]) {
      const { token, tokenId } = await world().account({ project: "shop" });
      const path = `/v1/tokens/${tokenId}:rotate`;
      expect((await world().send({ method: "POST", path, body: { grace_period } })).status).toBe(200);
      expect((await world().send(revoking(token))).status).toBe(200);
      expect(await stateOf(tokenId)).toBe(state);
    }
  });

  test("who sends a credential too is named in the audit, and must be allowed to", async () => {
    const may = await world().account({
      project: "shop",
      rules: [{ resource_type: "jeton.token", actions: ["revoke"] }],
    });
    const sees = await world().account({
      project: "shop",
      rules: [{ resource_type: "flow", actions: ["view"] }],
    });
    const blind = await world().account({ project: "shopping", role: "role_admin" });
    const { token, tokenId } = await world().account({ project: "shop" });
    for (const other of [sees, blind]) {
      const reply = await world().refuses(revoking(token, other.token), 403);
      expect(reply.json()).toMatchObject({ error: "insufficient_scope" });
    }
    expect((await world().refuses(revoking(token, newBootstrapToken()), 401)).json()).toMatchObject({
      error: "invalid_token",
    });
    expect((await world().send(revoking(token, may.token))).status).toBe(200);
    expect(await actors(tokenId)).toMatchObject([{ actor: { id: may.id, token_id: may.tokenId } }]);
  });

  test("a token that sends itself as its credential ends itself", async () => {
    const { token, tokenId } = await world().account({ project: "shop" });
    expect((await world().send(revoking(token, token))).status).toBe(200);
    expect(await stateOf(tokenId)).toBe("revoked");
  });

  test("the last token of an administrator stays", async () => {
    const reply = await world().refuses(revoking(world().token), 409);
    expect(reply.json()).toMatchObject({
      error: "invalid_request",
      error_description: expect.stringContaining("no system administrator"),
    });
  });

  test("its errors are those of RFC 6749", async () => {
    for (const [body, headers, status] of [
      ["", form, 400],
      ["token=", form, 400],
      ["token_type_hint=x", form, 400],
      ["token=a&token=b", form, 400],
      [`token=${"x".repeat(4097)}`, form, 400],
      ['{"token":"x"}', { "content-type": "application/json" }, 415],
    ] as const) {
      const reply = await world().refuses({ method: "POST", path: "/oauth/revoke", headers, body }, status);
      expect(reply.json()).toMatchObject({ error: "invalid_request" });
    }
  });
});
