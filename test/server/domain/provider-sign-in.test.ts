import { afterEach, beforeEach, expect, test } from "vitest";
import { authorize } from "../../../server/domain/authorization/authorize.ts";
import { createProviderSignIn } from "../../../server/domain/sign-in/provider-sign-in.ts";
import { systemScope } from "../../../server/domain/authorization/scopes.ts";
import { createDomainWorld, type DomainWorld } from "../../support/domain-world.ts";

const MINUTE = 60_000;
const issuer = "https://login.example.com";
const client = { ip: null, userAgent: null, requestId: "req_1", managedBy: "api" };

let world: DomainWorld;
let user = "";
beforeEach(async () => {
  world = await createDomainWorld();
  const make = (op: "user.create" | "user_identity.create" | "identity_provider.create", body: object) =>
    world.call(world.admin, op, { body: body as Record<string, unknown> });
  await make("identity_provider.create", { name: "main", issuer, client_id: "jeton", claims_max_age: "1h" });
  user = String((await make("user.create", { email: "ann@example.com" }))["id"]);
  await make("user_identity.create", { user_id: user, issuer, subject: "ann" });
});
afterEach(() => world[Symbol.asyncDispose]());

/** Of a provider that answers what it is asked for, with these claims. */
function signIns(claims: object = {}, onRedeem: () => void = () => undefined) {
  let nonce: string | null = null;
  const signIn = createProviderSignIn({
    ...world.deps,
    openid: {
      endpointsOf: async () => ({ authorization: `${issuer}/authorize`, namesItself: false }),
      redeem: async () => {
        onRedeem();
        return { type: "redeemed", idToken: "an.id.token" };
      },
    },
    verifyIdToken: async () => {
      const expiresAt = world.clock.now / 1000 + 300;
      const all = { iss: issuer, sub: "ann", aud: "jeton", nonce, ...claims };
      return { type: "verified", issuer, expiresAt, claims: all };
    },
  });
  const begin = async () => {
    const { location, state, sealed } = await signIn.begin({ provider: "main", confirm: false }, undefined);
    nonce = new URL(location).searchParams.get("nonce");
    return () => signIn.finish({ provider: "main", query: { state, code: "code" } }, { client, sealed });
  };
  return { begin };
}

test("a sign-in takes ten minutes and no longer, and its state is forgotten when it is too old anyhow", async () => {
  const { begin } = signIns();
  const finish = await begin();
  world.clock.now += 10 * MINUTE - 1;
  expect(await finish()).toMatchObject({ session: { user: { id: user } } });
  const late = await begin();
  world.clock.now += 10 * MINUTE;
  await expect(late()).rejects.toMatchObject({ code: "sign_in_refused" });
  await (
    await begin()
  )();
  expect(await world.store.read.spent_sign_ins.list({})).toHaveLength(1);
});

test("one that was finished is not finished again by a provider that answers when its state is forgotten", async () => {
  let takes = 0;
  const { begin } = signIns({}, () => (world.clock.now += takes));
  const finish = await begin();
  await finish();
  takes = 10 * MINUTE;
  await expect(finish()).rejects.toMatchObject({ code: "sign_in_refused" });
});

test("what was claimed counts for as long as the provider says; the session and what is one's own go on", async () => {
  const claim = { issuer, name: "groups", values: ["sre"] };
  const bound = { role_id: "role_viewer", project: "system", claim };
  await world.call(world.admin, "role_binding.create", { body: bound });
  const made = await world.call(world.admin, "token.create", { body: { user_id: user, name: "laptop" } });
  await (
    await signIns({ groups: ["sre"] }).begin()
  )();
  const read = { type: "jeton.user", action: "read", access: "read", name: "x", own: false } as const;
  const may = async (): Promise<boolean> => {
    const rights = await world.rightsOf(String(made["secret"]));
    return rights !== undefined && authorize(rights, { ...read, scope: systemScope });
  };
  world.clock.now += 60 * MINUTE - 1;
  expect(await may()).toBe(true);
  world.clock.now += 1;
  expect(await may()).toBe(false);
  expect(await world.rightsOf(String(made["secret"]))).toBeDefined();
});

test("of very many groups those that something is bound to are kept", async () => {
  const claim = { issuer, name: "groups", values: ["group-4321"] };
  await world.call(world.admin, "role_binding.create", {
    body: { role_id: "role_viewer", project: "system", claim },
  });
  const groups = Array.from({ length: 5000 }, (_, index) => `group-${String(index)}`);
  await (
    await signIns({ groups }).begin()
  )();
  const [row] = await world.store.read.sign_ins.list({ id: user });
  expect(row?.claims["groups"]).toHaveLength(200);
  expect(row?.claims["groups"]?.[0]).toBe("group-4321");
});

test.each([
  ["claims that are met are required", { required_claims: { groups: ["staff"] } }, true],
  ["claims that are not met are required", { required_claims: { groups: ["boss"] } }, false],
  ["the provider is disabled", { disabled: true }, false],
])("what changes while somebody is at the provider counts: %s", async (_, body, isLetIn) => {
  const finish = await signIns({ groups: ["staff"] }).begin();
  await world.call(world.admin, "identity_provider.update", { id: "main", body });
  const finished = finish().then(
    () => true,
    () => false,
  );
  expect(await finished).toBe(isLetIn);
});

test("nobody is signed in as a user who is disabled or deleted while they are at the provider", async () => {
  const disabling = await signIns().begin();
  await world.call(world.admin, "user.update", { id: user, body: { disabled: true } });
  await expect(disabling()).rejects.toMatchObject({ code: "sign_in_refused" });
  const deleting = await signIns().begin();
  await world.call(world.admin, "user.delete", { id: user });
  await expect(deleting()).rejects.toMatchObject({ code: "sign_in_refused" });
});
