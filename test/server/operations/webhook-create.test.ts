import { expect, test } from "vitest";
import { webhookKeyOf } from "../../../server/contract/webhook-secret.ts";
import { usualRefusals } from "../../support/operation-refusals.ts";
import { pointers } from "../../support/operation-refusals.ts";
import { hooked } from "../../support/operation-samples.ts";
import { onEveryDatabase, type OperationWorld } from "../../support/operation-world.ts";

const path = "/v1/webhooks";
const given = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;

onEveryDatabase("POST /v1/webhooks", (world) => {
  const make = (over: object = {}, token?: string) =>
    world().make(path, { ...hooked(world().unused("hook"), "shop"), ...over }, token);

  test("the server makes a secret and shows it this once; one that is given is shown by nothing", async () => {
    const { id, secret } = await make();
    expect(webhookKeyOf(String(secret))).toHaveLength(44);
    const own = await make({ secret: given });
    expect(own).not.toHaveProperty("secret");
    for (const one of [id, own["id"]]) {
      const reply = await world().send({ path: `${path}/${String(one)}` });
      expect(reply.json()).not.toHaveProperty("secret");
      expect(reply.text).not.toContain("whsec_");
    }
    const dump = await world().dump();
    for (const text of [String(secret), given]) {
      expect(dump).not.toContain(text);
      expect(dump).not.toContain(webhookKeyOf(text));
      expect(world().log()).not.toContain(text);
    }
  });

  test("a repetition after a lost reply has a fresh secret, and makes no second webhook", async () => {
    const body = hooked(world().unused("hook"), "shop");
    const request = { method: "POST", path, body, headers: { "idempotency-key": body.name } };
    const [first, second] = [(await world().send(request)).json(), (await world().send(request)).json()];
    expect(second["id"]).toBe(first["id"]);
    expect(webhookKeyOf(String(second["secret"]))).toBeDefined();
    expect(second["secret"]).not.toBe(first["secret"]);
  });

  test.each([
    ["/url", { url: "http://hooks.example.org/" }],
    ["/url", { url: "https://user:password@hooks.example.org/" }],
    ["/url", { url: "https://hooks.example.org/#part" }],
    ["/url", { url: "ftp://hooks.example.org/" }],
    ["/url", { url: `https://hooks.example.org/${"x".repeat(1000)}` }],
    ["/events", { events: [] }],
    ["/events/0", { events: ["token.exploded"] }],
    ["/events", { events: ["token.created", "token.created"] }],
    ["/secret", { secret: "whsec_short" }],
    ["/secret", { secret: `whsec_${"A".repeat(31)}` }],
    ["/project", { project: "no-such" }],
    ["/name", { name: "Hook" }],
  ])("%s as in %j is refused", async (pointer, over) => {
    const body = { ...hooked(world().unused("hook"), "shop"), ...over };
    const reply = await world().refuses({ method: "POST", path, body }, 422, "validation_failed");
    expect(pointers(reply)).toEqual([pointer]);
  });

  test("a name is taken once in a project, and a project has twenty at most", async () => {
    const project = world().unused("crowded");
    await world().make("/v1/projects", { name: project });
    for (let index = 0; index < 20; index += 1) await make({ project, name: `hook-${String(index)}` });
    const taken = { method: "POST", path, body: hooked("hook-1", project) };
    expect(await world().refusal(taken)).toBe("409 name_taken");
    expect(await world().refusal({ ...taken, body: hooked("more", project) })).toBe("409 wrong_state");
  });

  test("nobody has sent what they may not read themselves", async () => {
    const some = async (it: OperationWorld) =>
      it.account({
        project: "shop",
        rules: [
          { resource_type: "jeton.webhook", actions: ["*"] },
          { resource_type: "jeton.token", actions: ["read"] },
          // A part of them is not all that would be sent.
          { resource_type: "jeton.role-binding", actions: ["read"], resource_names: ["rb_1"] },
          { resource_type: "jeton.user", actions: ["*"], resource_names: ["@own"] },
        ],
      });
    const { token, id } = await some(world());
    const request = (events?: readonly string[]) => ({
      method: "POST",
      path,
      token,
      body: { ...hooked(world().unused("hook"), "shop"), events },
    });
    for (const events of [
      undefined,
      ["role_binding.created"],
      ["user.deleted"],
      ["token.created", "user.deleted"],
    ])
      expect([events, await world().refusal(request(events))]).toEqual([events, "403 forbidden"]);
    const made = await make({ events: ["token.created"] }, token);
    expect(made).toMatchObject({ authorized_by: id });
  });

  usualRefusals(world, {
    id: "webhook.create",
    request: (it) => ({ method: "POST", path, body: hooked(it.unused("hook"), "shop") }),
    stranger: 422,
  });
});
