import { randomBytes } from "node:crypto";
import sodium from "libsodium-wrappers";
import { beforeAll, expect, test } from "vitest";
import { parseTokenText } from "../../../server/contract/token-text.ts";
import type { Reply, Sent } from "../../support/http.ts";
import { pointers } from "../../support/operation-refusals.ts";
import { samples } from "../../support/operation-samples.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

beforeAll(() => sodium.ready);

onEveryDatabase("a secret sealed for a public key", (world) => {
  const keys = () => {
    const { publicKey, privateKey } = sodium.crypto_box_keypair();
    return {
      sealed_for: Buffer.from(publicKey).toString("base64"),
      open: (box: unknown): string =>
        sodium.to_string(
          sodium.crypto_box_seal_open(Buffer.from(String(box), "base64"), publicKey, privateKey),
        ),
    };
  };
  const post = (path: string, body: unknown, more: Partial<Sent> = {}): Sent => ({
    method: "POST",
    path,
    body,
    ...more,
  });
  const mint = async (over: object) => {
    const { id } = await samples.service_account(world());
    return { service_account_id: id, name: "sealed", ...over };
  };
  const works = async (token: string): Promise<boolean> =>
    (await world().send({ path: "/v1/whoami", token })).status === 200;
  /** The text in a reply that has it sealed and no other way. */
  const opened = (reply: Reply, open: (box: unknown) => string): string => {
    expect([200, 201]).toContain(reply.status);
    expect(reply.json()).not.toHaveProperty("secret");
    const text = open(reply.json()["sealed_secret"]);
    expect(parseTokenText(text)?.hint).toBe(reply.json()["hint"]);
    expect(reply.text).not.toContain(text.slice(17, 49));
    return text;
  };

  test("create and rotate answer with what only the private key opens", async () => {
    const { sealed_for, open } = keys();
    const made = await world().send(post("/v1/tokens", await mint({ sealed_for })));
    const first = opened(made, open);
    expect(await works(first)).toBe(true);
    const path = `/v1/tokens/${String(made.json()["id"])}:rotate`;
    const other = keys();
    const rotated = await world().send(post(path, { sealed_for: other.sealed_for }));
    const second = opened(rotated, other.open);
    expect([await works(first), await works(second)]).toEqual([false, true]);
    // A token rotates itself for somebody it never tells its secret.
    const own = await world().send(post(path, { sealed_for }, { token: second }));
    expect(await works(opened(own, open))).toBe(true);
    const shown = await world().send({ path: `/v1/tokens/${String(made.json()["id"])}` });
    expect(shown.text).not.toContain("sealed_");
  });

  test("a repetition seals a fresh secret and voids the first", async () => {
    const { sealed_for, open } = keys();
    const headers = { "idempotency-key": world().unused() };
    const create = post("/v1/tokens", await mint({ sealed_for }), { headers });
    const [lost, got] = [await world().send(create), await world().send(create)];
    expect(got.json()["id"]).toBe(lost.json()["id"]);
    const fresh = opened(got, open);
    expect([await works(opened(lost, open)), await works(fresh)]).toEqual([false, true]);
    const body = { sealed_for, grace_period: "1h" };
    const rotate = post(`/v1/tokens/${String(got.json()["id"])}:rotate`, body, { headers });
    const [first, again] = [await world().send(rotate), await world().send(rotate)];
    expect(again.json()["rotation_id"]).toBe(first.json()["rotation_id"]);
    const live = [fresh, opened(first, open), opened(again, open)].map(works);
    expect(await Promise.all(live)).toEqual([true, false, true]);
  });

  test("a repetition gets nothing for another key than the first", async () => {
    const headers = { "idempotency-key": world().unused() };
    const body = await mint({});
    await world().send(post("/v1/tokens", { ...body, sealed_for: keys().sealed_for }, { headers }));
    for (const changed of [{ ...body, sealed_for: keys().sealed_for }, body]) {
      expect(await world().refusal(post("/v1/tokens", changed, { headers }))).toBe(
        "422 idempotency_key_reused",
      );
    }
  });

  test("whoever asked for it counts as having been shown it", async () => {
    const leaver = await world().account({ rules: [{ resource_type: "*", actions: ["*"] }] });
    const body = await mint({ sealed_for: keys().sealed_for });
    const { id } = await world().make("/v1/tokens", body, leaver.token);
    const left = await world().send({ path: `/v1/service-accounts/${leaver.id}:leftovers` });
    expect(left.json()["shown_tokens"]).toMatchObject([{ id }]);
  });

  const key = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
  test.each([
    ["nothing", ""],
    ["too short a key", key(randomBytes(31))],
    ["too long a key", key(randomBytes(33))],
    ["a key in hex", randomBytes(32).toString("hex")],
    ["a key in base64url", `${"-_".repeat(21)}A=`],
    ["base64 without its end", key(randomBytes(32)).slice(0, -1)],
    ["base64 with bits to spare that are set", `${"A".repeat(42)}B=`],
    ["a key of zeros", key(new Uint8Array(32))],
    ["a point of low order", key(Buffer.from([1, ...Array<number>(31).fill(0)]))],
    ["a number", 7],
  ])("%s is refused", async (_, sealed_for) => {
    const { id } = await samples.token(world());
    const body = await mint({ sealed_for });
    for (const sent of [post("/v1/tokens", body), post(`/v1/tokens/${id}:rotate`, { sealed_for })]) {
      expect(pointers(await world().refuses(sent, 422, "validation_failed"))).toEqual(["/sealed_for"]);
    }
  });

  test("it is no part of a change", async () => {
    const { id } = await samples.token(world());
    const { sealed_for } = keys();
    const change = { method: "PATCH", path: `/v1/tokens/${id}`, body: { sealed_for } };
    expect(pointers(await world().refuses(change, 422))).toEqual(["/sealed_for"]);
  });
});
