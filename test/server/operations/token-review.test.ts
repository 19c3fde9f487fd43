import { expect, test } from "vitest";
import { pointers, usualRefusals } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";

type Json = Readonly<Record<string, unknown>>;
const envelope = { apiVersion: "authentication.k8s.io/v1", kind: "TokenReview" };

onEveryDatabase("POST /v1/token-reviews", (world) => {
  const review = (spec: Json, token?: string) => ({
    method: "POST",
    path: "/v1/token-reviews",
    // As an API server sends it: with what Jeton has no use for.
    body: { ...envelope, metadata: { creationTimestamp: null }, spec, status: { user: {} } },
    ...(token !== undefined && { token }),
  });
  const status = async (spec: Json, token?: string): Promise<Json> => {
    const reply = await world().send(review(spec, token));
    expect({ status: reply.status, text: reply.text }).toMatchObject({ status: 200 });
    const { status: reviewed, ...rest } = reply.json();
    expect(rest).toEqual(envelope);
    return reviewed as Json;
  };

  test("an active token is its owner, in the groups of its kind and of its projects", async () => {
    const { id, reference, token, tokenId } = await world().account({ project: "shop.payments" });
    expect(await status({ token })).toEqual({
      authenticated: true,
      user: {
        username: `jeton:${reference}`,
        uid: id,
        groups: ["jeton:service_accounts", "jeton:project:shop", "jeton:project:shop.payments"],
        extra: { "jeton/token-id": [tokenId], "jeton/owner-type": ["service_account"] },
      },
    });
  });

  test("nobody is ever one of the cluster's own: every name begins with `jeton:`", async () => {
    const token = await world().make("/v1/tokens", {
      role_id: "role_admin",
      project: "system",
      name: world().unused("system:masters"),
    });
    const { user } = (await status({ token: token["secret"] })) as {
      user: { username: string; groups: string[] };
    };
    expect([user.username, ...user.groups].every((name) => name.startsWith("jeton:"))).toBe(true);
  });

  test("of any other it says no more than that it is none", async () => {
    const { token, tokenId } = await world().account({ project: "shop" });
    await world().send({ method: "POST", path: `/v1/tokens/${tokenId}:revoke` });
    for (const text of ["nonsense", token, `${token}0`]) {
      expect(await status({ token: text })).toEqual({ authenticated: false });
    }
  });

  test.each([
    ["its mode", { mode: "read_only" }],
    ["rules of its own", { mode: "custom", rules: [{ resource_type: "flow", actions: ["view"] }] }],
    ["`within`", { within: "shop.payments" }],
    ["where it may be used from", { allowed_cidrs: ["192.0.2.0/24"] }],
    ["how often it may be used", { usage_limit: 5 }],
  ])("a token narrowed by %s is not accepted, since a cluster would let it do all", async (_, terms) => {
    const { token } = await world().account({ project: "shop", terms });
    expect(await status({ token })).toEqual({
      authenticated: false,
      error: expect.stringContaining("narrowed") as unknown,
    });
  });

  test("a token for some audiences is accepted by a cluster that is one of them", async () => {
    const [cluster, other] = ["https://cluster.test", "https://other.test"];
    const rules = [{ resource_type: "jeton.token", actions: ["introspect"] }];
    const reviewer = await world().account({ rules });
    await world().send({
      method: "PATCH",
      path: `/v1/service-accounts/${reviewer.id}`,
      body: { audience: cluster },
    });
    const { token } = await world().account({ project: "shop", terms: { audiences: [cluster] } });
    const asked = (audiences: readonly string[]): Promise<Json> =>
      status({ token, audiences }, reviewer.token);
    expect(await asked([other, cluster])).toMatchObject({ authenticated: true, audiences: [cluster] });
    expect(await asked([other])).toMatchObject({ authenticated: false });
    const { token: elsewhere } = await world().account({ project: "shop", terms: { audiences: [other] } });
    expect(await status({ token: elsewhere, audiences: [cluster] }, reviewer.token)).toMatchObject({
      authenticated: false,
    });
  });

  test("a token for everybody is for the audiences asked about", async () => {
    const { token } = await world().account({ project: "shop" });
    expect(await status({ token, audiences: ["https://cluster.test"] })).toMatchObject({
      authenticated: true,
      audiences: ["https://cluster.test"],
    });
  });

  test.each([
    ["spec/token", { ...envelope, spec: {} }],
    ["kind", { ...envelope, kind: "SubjectAccessReview", spec: { token: "x" } }],
    ["apiVersion", { ...envelope, apiVersion: "authentication.k8s.io/v1beta1", spec: { token: "x" } }],
  ])("without a fit %s it is 400", async (field, body) => {
    expect(pointers(await world().refuses({ ...review({}), body }, 400))).toEqual([`/${field}`]);
  });

  usualRefusals(world, {
    id: "token-review",
    request: () => review({ token: "x" }),
    stranger: "none",
  });
});
