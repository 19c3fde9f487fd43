import { expect, test } from "vitest";
import { viewing } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("GET /v1/forward-auth", (world) => {
  const ask = (query: string, token?: string) => ({
    path: `/v1/forward-auth${query}`,
    ...(token !== undefined && { token }),
  });

  test("without a question it says who asks, in headers", async () => {
    const { id, reference, token, tokenId } = await world().account({ project: "shop" });
    const reply = await world().send(ask("", token));
    expect([reply.status, reply.text]).toEqual([200, ""]);
    expect(reply.headers).toMatchObject({
      "jeton-subject": reference,
      "jeton-subject-type": "service_account",
      "jeton-subject-id": id,
      "jeton-token-id": tokenId,
      "jeton-project": "shop",
    });
  });

  test("lets pass what the caller may, and nothing else", async () => {
    const { token } = await world().account({ project: "shop", rules: viewing });
    expect(
      (await world().send(ask("?resource_type=flow&action=view&project=shop.payments&name=x", token))).status,
    ).toBe(200);
    expect(await world().refusal(ask("?resource_type=flow&action=run&project=shop", token))).toMatch("403");
    expect(await world().refusal(ask("?resource_type=flow&action=view&project=shopping", token))).toMatch(
      "403",
    );
    expect(await world().refusal(ask("?resource_type=flow&action=view&project=system", token))).toMatch(
      "403",
    );
  });

  test.each([
    "?resource_type=flow",
    "?resource_type=flow&action=view",
    "?action=view&project=shop",
    "?resource_type=flaw&action=view&project=shop",
    "?resource_type=flow&action=veiw&project=shop",
    "?resource_type=flow&action=view&project=nowhere",
    "?resource_type=flow&action=view&project=shop&project=system",
    "?resource_type=&action=view&project=shop",
    "?Resource_Type=flow&action=view&project=shop",
    "?no_such=1",
  ])("a question that is wrong in itself is refused as proxies understand it: %s", async (query) => {
    expect(await world().refusal(ask(query))).toMatch("403");
  });

  test("what ends a token ends its passing, with the next request", async () => {
    const { id, token, tokenId } = await world().account({ project: "shop", rules: viewing });
    const query = "?resource_type=flow&action=view&project=shop";
    const change = (path: string, body: object) => world().send({ method: "PATCH", path, body });
    expect((await world().send(ask(query, token))).status).toBe(200);
    await change(`/v1/tokens/${tokenId}`, { disabled: true });
    expect(await world().refusal(ask(query, token))).toMatch("401");
    await change(`/v1/tokens/${tokenId}`, { disabled: false });
    expect((await world().send(ask(query, token))).status).toBe(200);
    await change(`/v1/service-accounts/${id}`, { disabled: true });
    expect(await world().refusal(ask(query, token))).toMatch("401");
  });

  test("without a token it answers 401", async () => {
    expect(
      await world().refusal({ ...ask("?resource_type=flow&action=view&project=shop"), token: undefined }),
    ).toMatch("401");
  });
});
