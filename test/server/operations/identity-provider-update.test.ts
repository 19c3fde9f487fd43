import { expect, test } from "vitest";
import type { Sent } from "../../support/http.ts";
import { pointers, usualRefusals } from "../../support/operation-refusals.ts";
import { samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("PATCH /v1/identity-providers/{id}", (world) => {
  const patch = (path: string, body: unknown, token?: string): Sent => ({
    method: "PATCH",
    path,
    body,
    ...(token !== undefined && { token }),
  });
  const fresh = async () => `/v1/identity-providers/${(await samples.identity_provider(world())).id}`;

  test("changes all but its name and its issuer, and clears to the defaults", async () => {
    const path = await fresh();
    const body = {
      display_name: "Example & Co.",
      client_id: "another",
      scopes: ["email", "groups"],
      required_claims: { groups: ["jeton-*"] },
      allow_sign_up: true,
      trust_email: true,
      claims_max_age: "PT1H",
      disabled: true,
    };
    expect((await world().send(patch(path, body))).json()).toMatchObject(body);
    const { client_id: _, ...optional } = body;
    const cleared = Object.fromEntries(Object.keys(optional).map((name) => [name, null]));
    expect((await world().send(patch(path, cleared))).json()).toMatchObject({
      display_name: null,
      scopes: null,
      required_claims: null,
      allow_sign_up: false,
      trust_email: false,
      claims_max_age: "P1D",
      disabled: false,
    });
  });

  test.each(["name", "issuer", "redirect_uri"])("its %s stays", async (field) => {
    const reply = await world().refuses(patch(await fresh(), { [field]: "https://x.example.com" }), 422);
    expect(pointers(reply)).toEqual([`/${field}`]);
  });

  test("its client's secret is replaced, and taken away", async () => {
    const path = await fresh();
    const id = path.split("/").at(-1) ?? "";
    const kept = async (): Promise<readonly unknown[]> =>
      world().database.sql(`select sealed from kept_secrets where owner_id = '${id}'`);
    await world().send(patch(path, { client_secret: "the first" }));
    const first = await kept();
    await world().send(patch(path, { client_secret: "the second" }));
    const second = await kept();
    expect([first.length, second.length]).toEqual([1, 1]);
    expect(second).not.toEqual(first);
    await world().send(patch(path, { client_secret: null }));
    expect(await kept()).toEqual([]);
    const audit = await world().send({ path: `/v1/audit-events?target_id=${id}` });
    expect((audit.json()["items"] as { action: string }[])[0]?.action).toBe(
      "identity_provider.remove-client-secret",
    );
  });

  test("whoever does not hold everything changes nothing of who comes in, and may still stop it", async () => {
    const rules = [{ resource_type: "jeton.identity-provider", actions: ["*"] }];
    const { token } = await world().account({ rules });
    const { id, object } = await samples.identity_provider(world());
    const path = `/v1/identity-providers/${id}`;
    await world().send(patch(path, { required_claims: { hd: ["example.com"] } }));
    for (const body of [
      { required_claims: null },
      { required_claims: { hd: ["example.org"] } },
      { client_id: "mine" },
      { client_secret: "mine" },
      { client_secret: null },
      { scopes: ["more"] },
      { claims_max_age: "7d" },
      { allow_sign_up: true },
      { trust_email: true },
    ]) {
      expect(await world().refusal(patch(path, body, token))).toBe("403 exceeds_own_rights");
    }
    for (const body of [{ display_name: "x" }, { allow_sign_up: false }, { disabled: true }]) {
      expect((await world().send(patch(path, body, token))).status).toBe(200);
    }
    for (const disabled of [false, null]) {
      expect(await world().refusal(patch(path, { disabled }, token))).toBe("403 exceeds_own_rights");
    }
    // The same as before is no change.
    const { client_id } = object;
    expect((await world().send(patch(path, { client_id }, token))).status).toBe(200);
  });

  usualRefusals(world, {
    id: "identity_provider.update",
    request: async () => patch(await fresh(), { display_name: "x" }),
    bystander: "none",
  });
});
