import { expect, test } from "vitest";
import type { Sent } from "../../support/http.ts";
import { samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("POST /oauth/introspect", (world) => {
  const introspect = (text: string, token?: string): Sent => ({
    method: "POST",
    path: "/oauth/introspect",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ token: text, token_type_hint: "access_token" }).toString(),
    ...(token !== undefined && { token }),
  });
  const answer = async (text: string, token?: string) => (await world().send(introspect(text, token))).json();
  const inactive = { active: false };

  test("says whose an active token is, and until when", async () => {
    const { id, reference, token, tokenId } = await world().account({
      project: "shop",
      terms: { expires_at: "2090-01-01T00:00:00Z" },
    });
    expect(await answer(token)).toMatchObject({
      active: true,
      token_type: "Bearer",
      jti: tokenId,
      sub: id,
      username: reference,
      project: "shop",
      exp: Date.parse("2090-01-01T00:00:00Z") / 1000,
    });
  });

  test("of any other it says that it is not active, and no more", async () => {
    const { id, token, tokenId } = await world().account({ project: "shop" });
    const last = token.at(-1) === "0" ? "1" : "0";
    for (const text of [
      "nonsense",
      "x",
      `${token.slice(0, -1)}${last}`,
      `${token}0`,
      token.toLowerCase(),
      token.replace("jtns", "jtnu"),
      "é",
      "a b",
    ]) {
      expect(await answer(text)).toEqual(inactive);
    }
    await world().send({ method: "PATCH", path: `/v1/service-accounts/${id}`, body: { disabled: true } });
    expect(await answer(token)).toEqual(inactive);
    await world().send({ method: "PATCH", path: `/v1/service-accounts/${id}`, body: { disabled: false } });
    expect(await answer(token)).toMatchObject({ active: true });
    await world().send({ method: "POST", path: `/v1/tokens/${tokenId}:revoke` });
    expect(await answer(token)).toEqual(inactive);
  });

  test("a token the caller may not know of is answered as an inactive one", async () => {
    const { token } = await world().account({ project: "shop" });
    const inspector = await world().account({
      project: "shopping",
      rules: [{ resource_type: "jeton.token", actions: ["introspect"] }],
    });
    expect(await answer(token, inspector.token)).toEqual(inactive);
    const here = await world().account({
      project: "shop",
      rules: [{ resource_type: "jeton.token", actions: ["introspect"] }],
    });
    expect(await answer(token, here.token)).toMatchObject({ active: true });
  });

  test("the role `user` asks about its own tokens, and learns nothing of others", async () => {
    const user = await world().account({ project: "shop", role: "role_user" });
    const other = await world().account({ project: "shop" });
    expect(await answer(user.token, user.token)).toMatchObject({ active: true, jti: user.tokenId });
    expect(await answer(other.token, user.token)).toEqual(inactive);
  });

  test("asking is no use of the token asked about", async () => {
    const { id } = await samples.service_account(world());
    const made = await world().make("/v1/tokens", { service_account_id: id, name: "x" });
    expect(await answer(String(made["secret"]))).toMatchObject({ active: true });
    await world().close();
    const [row] = await world().database.sql(`select uses from tokens where id = '${String(made["id"])}'`);
    expect(Number(row?.["uses"])).toBe(0);
  });
});
