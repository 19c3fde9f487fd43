import { expect, test } from "vitest";
import { gettingOne, samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("GET /v1/users/{id}", (world) => {
  gettingOne(world, "user", { stranger: "none", bystander: "none" });

  const get = (name: string, token: string) => ({ path: `/v1/users/${encodeURIComponent(name)}`, token });

  test("an admin of a project finds a user by the exact address or id", async () => {
    const { id, references } = await samples.user(world());
    const { token } = await world().account({ project: "shop", role: "role_admin" });
    for (const name of [id, ...references]) {
      expect((await world().send(get(name, token))).json()).toMatchObject({ id });
    }
    const [email = ""] = references;
    expect(await world().refusal(get(email.slice(1), token))).toBe("404 not_found");
  });

  test("who may read no users anywhere finds none, nor does a token whose own rules leave it out", async () => {
    const { id, references } = await samples.user(world());
    const [email = ""] = references;
    const { token } = await world().account({
      project: "shop",
      rules: [{ resource_type: "flow", actions: ["*"] }],
    });
    for (const name of [id, email]) expect(await world().refusal(get(name, token))).toBe("404 not_found");
    const terms = { mode: "custom", rules: [{ resource_type: "flow", actions: ["*"] }] };
    const admin = await world().account({ project: "shop", role: "role_admin", terms });
    expect(await world().refusal(get(email, admin.token))).toBe("404 not_found");
  });

  test("an address that begins as an id does is an address", async () => {
    const email = `usr_${world().unused()}@example.com`;
    const { id } = await world().make("/v1/users", { email });
    expect((await world().send({ path: `/v1/users/${email}` })).json()).toMatchObject({ id, email });
  });
});
