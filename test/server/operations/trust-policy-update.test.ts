import { expect, test } from "vitest";
import type { Sent } from "../../support/http.ts";
import { samples, trusting, viewing } from "../../support/operation-samples.ts";
import { pointers, usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("PATCH /v1/trust-policies/{id}", (world) => {
  const patch = (path: string, body: unknown, token?: string): Sent => ({
    method: "PATCH",
    path,
    body,
    ...(token !== undefined && { token }),
  });
  const fresh = async () => `/v1/trust-policies/${(await samples.trust_policy(world())).id}`;

  test("changes all but whose it is", async () => {
    const path = await fresh();
    const body = {
      name: world().unused("trust"),
      description: "x",
      issuer: "https://gitlab.com",
      audience: "jeton",
      claims: { project_id: ["22"], ref_protected: ["true"] },
      max_ttl: "PT1H",
      mode: "custom",
      rules: [{ ...viewing[0], resource_names: null }],
      allowed_cidrs: ["10.0.0.0/8"],
      explain_refusals: true,
      disabled: true,
    };
    expect((await world().send(patch(path, body))).json()).toMatchObject(body);
    const cleared = { mode: null, rules: null, max_ttl: null, allowed_cidrs: null, disabled: null };
    const defaults = {
      mode: "full_access",
      rules: null,
      max_ttl: "PT15M",
      allowed_cidrs: null,
      disabled: false,
    };
    expect((await world().send(patch(path, cleared))).json()).toMatchObject(defaults);
  });

  test.each(["service_account_id", "project"])("its %s stays", async (field) => {
    const reply = await world().refuses(patch(await fresh(), { [field]: "shop" }), 422);
    expect(pointers(reply)).toEqual([`/${field}`]);
  });

  test("an id must stay pinned for an issuer that strangers share, whichever of the two is changed", async () => {
    const path = await fresh();
    const loose = { sub: ["repo:o/r:**"] };
    expect(pointers(await world().refuses(patch(path, { claims: loose }), 422))).toEqual(["/claims"]);
    await world().send(patch(path, { issuer: "https://git.example.org", claims: loose }));
    const back = patch(path, { issuer: "https://gitlab.com" });
    expect(pointers(await world().refuses(back, 422))).toEqual(["/claims"]);
  });

  test("whoever lacks what it gives changes nothing of its terms, and may still stop it", async () => {
    const rules = [{ resource_type: "jeton.trust-policy", actions: ["*"] }, ...viewing];
    const { token } = await world().account({ project: "shop", rules });
    const strong = await world().account({
      project: "shop",
      rules: [{ resource_type: "flow", actions: ["run"] }],
    });
    const made = await world().make("/v1/trust-policies", trusting(strong.id, world().unused("trust")));
    const path = `/v1/trust-policies/${String(made["id"])}`;
    for (const body of [
      { claims: { repository_id: ["666"] } },
      { issuer: "https://attacker.example.org" },
      { audience: "another" },
      { max_ttl: "24h" },
      { allowed_cidrs: ["10.0.0.0/8"] },
    ]) {
      expect(await world().refusal(patch(path, body, token))).toBe("403 exceeds_own_rights");
    }
    for (const body of [{ description: "x" }, { name: world().unused() }, { disabled: true }]) {
      expect((await world().send(patch(path, body, token))).status).toBe(200);
    }
    // Whoever turns it on again may not look at what was set up while it was off.
    expect(await world().refusal(patch(path, { claims: { repository_id: ["666"] } }, token))).toBe(
      "403 exceeds_own_rights",
    );
    expect(await world().refusal(patch(path, { disabled: false }, token))).toBe("403 exceeds_own_rights");
    expect(await world().refusal(patch(path, { disabled: null }, token))).toBe("403 exceeds_own_rights");
  });

  usualRefusals(world, {
    id: "trust_policy.update",
    request: async () => patch(await fresh(), { max_ttl: "PT30M" }),
  });
});
