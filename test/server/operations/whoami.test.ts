import { expect, test } from "vitest";
import { viewing } from "../../support/operation-samples.ts";
import { usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("GET /v1/whoami", (world) => {
  test("says who owns the token, what the owner holds, and nothing secret", async () => {
    const { id, reference, token, tokenId } = await world().account({
      project: "shop",
      rules: viewing,
      terms: { mode: "read_only", within: "shop" },
    });
    const reply = await world().send({ path: "/v1/whoami", token });
    expect(reply.json()).toMatchObject({
      subject: { type: "service_account", id, reference, project: "shop" },
      token: { id: tokenId, mode: "read_only", within: "shop", state: "active" },
      grants: [
        {
          project: "shop",
          rules: [{ resource_type: "flow", actions: ["view"], resource_names: null }],
          expires_at: null,
        },
      ],
    });
    expect(reply.text).not.toContain(token.slice(17));
    expect(reply.json()["token"]).not.toHaveProperty("secret");
  });

  test("a token's replies say when it ends, once that is soon", async () => {
    const newToken = () => world().account({ project: "shop", terms: { max_age: "30d" } });
    const headersFor = async (token: string) => (await world().send({ path: "/v1/whoami", token })).headers;
    expect(await headersFor((await newToken()).token)).not.toHaveProperty("jeton-token-expires");
    const { token, tokenId } = await newToken();
    const end = new Date(Date.now() + 86_400_000).toISOString();
    await world().database.sql(
      `update tokens set created_at = '2020-01-01T00:00:00.000Z', expires_at = '${end}' where id = '${tokenId}'`,
    );
    expect(await headersFor(token)).toMatchObject({ "jeton-token-expires": end });
  });

  test("a role's token is the role", async () => {
    const { secret } = await world().make("/v1/tokens", {
      role_id: "role_viewer",
      project: "shop",
      name: "x",
    });
    const reply = await world().send({ path: "/v1/whoami", token: String(secret) });
    expect(reply.json()).toMatchObject({
      subject: { type: "role", id: "role_viewer", reference: "role/system/viewer" },
    });
  });

  test("an ended binding is no longer held", async () => {
    const { token } = await world().account({
      project: "shop",
      rules: viewing,
      until: new Date(Date.now() + 1000).toISOString(),
    });
    const held = async () =>
      ((await world().send({ path: "/v1/whoami", token })).json()["grants"] as unknown[]).length;
    expect(await held()).toBe(1);
    await expect.poll(held, { timeout: 5000 }).toBe(0);
  });

  usualRefusals(world, {
    id: "whoami",
    request: () => ({ path: "/v1/whoami" }),
    stranger: "none",
    bystander: "none",
  });
});
