import { expect, test } from "vitest";
import { usualRefusals } from "../../support/operation-refusals.ts";
import { samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

onEveryDatabase("POST /v1/webhooks/{id}:rotate", (world) => {
  const request = async (body: object = {}) => {
    const { id, object } = await samples.webhook(world());
    return { method: "POST", path: `/v1/webhooks/${id}:rotate`, body, first: object["secret"], id };
  };
  const secretsOf = async (id: string) =>
    (await world().database.sql("select owner_id, ends_at from kept_secrets")).filter(
      ({ owner_id }) => owner_id === id,
    );

  test("gives a new secret and shows it this once; of older ones the last is used for a day", async () => {
    const { first, id, ...sent } = await request();
    const reply = await world().send(sent);
    expect(reply.json()).toMatchObject({ id, secret: expect.stringMatching(/^whsec_/) });
    expect(reply.json()["secret"]).not.toBe(first);
    expect((await secretsOf(id)).filter(({ ends_at }) => ends_at !== null)).toHaveLength(1);
    await world().send(sent);
    expect(await secretsOf(id)).toHaveLength(2);
    await world().send({ ...sent, body: { grace_period: "0s" } });
    expect(await secretsOf(id)).toMatchObject([{ ends_at: null }]);
  });

  test("a secret that is given is shown by nothing", async () => {
    const {
      first: _,
      id: __,
      ...sent
    } = await request({
      secret: `whsec_${Buffer.alloc(32, 3).toString("base64")}`,
    });
    const reply = await world().send(sent);
    expect([reply.status, reply.text.includes("whsec_")]).toEqual([200, false]);
  });

  test("a repetition after a lost reply has a fresh secret in its place", async () => {
    const { first: _, id, ...sent } = await request();
    const keyed = { ...sent, headers: { "idempotency-key": id } };
    const [one, other] = [(await world().send(keyed)).json(), (await world().send(keyed)).json()];
    expect(other["secret"]).toMatch(/^whsec_/);
    expect(other["secret"]).not.toBe(one["secret"]);
    expect(await secretsOf(id)).toHaveLength(2);
  });

  usualRefusals(world, {
    id: "webhook.rotate",
    request: async () => {
      const { first: _, id: __, ...sent } = await request();
      return sent;
    },
  });
});
