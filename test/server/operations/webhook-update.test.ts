import { expect, test } from "vitest";
import { usualRefusals } from "../../support/operation-refusals.ts";
import { samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("PATCH /v1/webhooks/{id}", (world) => {
  const changing = async (body: object, token?: string, id?: string) => ({
    method: "PATCH",
    path: `/v1/webhooks/${id ?? (await samples.webhook(world())).id}`,
    body,
    ...(token !== undefined && { token }),
  });
  const looker = (...read: readonly string[]) =>
    world().account({
      project: "shop",
      rules: [
        { resource_type: "jeton.webhook", actions: ["*"] },
        ...read.map((resource_type) => ({ resource_type, actions: ["read"] })),
      ],
    });

  test("changes what is given and leaves the rest", async () => {
    const { id, object } = await samples.webhook(world());
    const reply = await world().send(await changing({ description: "ours", events: null }, undefined, id));
    expect(reply.json()).toMatchObject({ name: object["name"], description: "ours", events: null });
  });

  test("whoever aims it elsewhere, or at more, answers for it from then on, and must be able to read it all", async () => {
    const { id } = await samples.webhook(world());
    const blind = await looker();
    for (const body of [
      { url: "https://elsewhere.jeton.invalid/" },
      { events: null },
      { secret: `whsec_${Buffer.alloc(32, 1).toString("base64")}` },
    ])
      expect([body, await world().refusal(await changing(body, blind.token, id))]).toEqual([
        body,
        "403 forbidden",
      ]);
    const words = await world().send(
      await changing({ description: "words", disabled: true }, blind.token, id),
    );
    expect(words.json()).not.toMatchObject({ authorized_by: blind.id });
    expect(await world().refusal(await changing({ disabled: false }, blind.token, id))).toBe("403 forbidden");
    const seeing = await looker("jeton.trust-policy");
    const reply = await world().send(await changing({ disabled: false }, seeing.token, id));
    expect(reply.json()).toMatchObject({ authorized_by: seeing.id, disabled: false });
  });

  test("a secret that is given is shown by nothing", async () => {
    const secret = `whsec_${Buffer.alloc(32, 9).toString("base64")}`;
    const reply = await world().send(await changing({ secret }));
    expect(reply.status).toBe(200);
    expect(reply.text).not.toContain("whsec_");
    expect(await world().dump()).not.toContain(secret);
  });

  usualRefusals(world, {
    id: "webhook.update",
    request: async () => changing({ description: "changed" }),
  });
});
