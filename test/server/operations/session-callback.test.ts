import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openJar } from "../../support/cookie-jar.ts";
import { type LoginProvider, startLoginProvider } from "../../support/login-provider.ts";
import { onEveryDatabase, type OperationWorld, publicUrl } from "../../support/operation-world.ts";
import { linkPerson, makeProvider, signInThrough, toCallback } from "../../support/provider-sign-in.ts";

let provider: LoginProvider;
beforeAll(async () => {
  provider = await startLoginProvider();
});
afterAll(() => provider[Symbol.asyncDispose]());
beforeEach(() => {
  provider.claims = {};
});

onEveryDatabase("GET /v1/session:callback/{provider}", (world) => {
  const binding = async (values: readonly string[], role = "role_viewer"): Promise<string> => {
    const claim = { issuer: provider.url, name: "groups", values };
    const { id } = await world().make("/v1/role-bindings", { role_id: role, claim, project: "shop" });
    return `/v1/role-bindings/${String(id)}`;
  };
  const patch = async (path: string, body: object): Promise<number> =>
    (await world().send({ method: "PATCH", path, body })).status;
  type Signed = Awaited<ReturnType<typeof signInThrough>>;
  const status = async ({ jar }: Signed, path: string): Promise<number> => (await jar.follow(path)).status;
  const isSignedIn = async (signed: Signed): Promise<boolean> =>
    (await status(signed, "/v1/session")) === 200;

  test("signs in whom an identity was linked to, in a session as any, and goes on to where it began", async () => {
    const { name } = await makeProvider(world(), provider);
    const subject = world().unused("sub");
    provider.claims = { sub: subject };
    const user = await linkPerson(world(), provider, subject);
    const jar = openJar(world().url);
    const reply = await jar.follow(await toCallback(jar, name, "/tokens?mine=1"), { site: "cross-site" });
    expect([reply.status, reply.headers["location"]]).toEqual([303, `${publicUrl}/tokens?mine=1`]);
    expect(reply.headers).toMatchObject({ "referrer-policy": "no-referrer", "cache-control": "no-store" });
    // What was kept of the sign-in is forgotten.
    expect([...jar.cookies.keys()]).toEqual(["__Host-jeton_session"]);
    const session = await jar.follow("/v1/session");
    expect(session.json()).toMatchObject({ user: { id: user } });
    const audit = await world().send({ path: "/v1/audit-events?action=session.create&page_size=1" });
    expect(audit.json()["items"]).toMatchObject([
      {
        actor: { type: "user", id: user, token_id: session.json()["id"] },
        changes: { user_id: user, identity_provider_id: expect.stringMatching(/^idp_/) as string },
      },
    ]);
    expect(provider.redeemed.at(-1)?.get("redirect_uri")).toBe(`${publicUrl}/v1/session:callback/${name}`);
  });

  test("what was claimed counts from the next request on, and no more once it is claimed no more", async () => {
    const { name } = await makeProvider(world(), provider);
    const subject = world().unused("sub");
    const group = world().unused("platform");
    await linkPerson(world(), provider, subject);
    await binding([group]);
    const reads = "/v1/tokens";
    const seen = async (signed: Signed): Promise<number> =>
      ((await signed.jar.follow("/v1/projects")).json()["items"] as unknown[]).length;
    provider.claims = { sub: subject, groups: ["everybody", group] };
    const first = await signInThrough(world(), name);
    expect([await status(first, reads), await seen(first)]).toEqual([200, 2]);
    provider.claims = { sub: subject, groups: "everybody" };
    const second = await signInThrough(world(), name);
    // The session before goes on, and holds no more than the last sign-in left.
    expect([await seen(first), await seen(second)]).toEqual([0, 0]);
    expect(await isSignedIn(first)).toBe(true);
  });

  test("only claims that a binding speaks of are kept, and none of anybody's are told", async () => {
    const { name } = await makeProvider(world(), provider);
    const subject = world().unused("sub");
    const user = await linkPerson(world(), provider, subject);
    await binding(["platform-x"]);
    const groups = ["platform-x", "others", "x".repeat(256), "a\nb", 7, { name: "sre" }];
    provider.claims = { sub: subject, groups, department: "secret-department", email: "ann@corp.example" };
    await signInThrough(world(), name);
    const [row] = await world().database.sql(`select claims from sign_ins where id = '${user}'`);
    expect(JSON.parse(String(row?.["claims"]))).toEqual({ groups: ["platform-x", "others", "7"] });
    const everywhere = [await world().dump(), world().log()];
    for (const told of ["secret-department", "ann@corp.example"])
      expect(everywhere.filter((text) => text.includes(told))).toEqual([]);
    expect(world().log()).not.toContain(subject);
  });

  test("whoever is new is made a user where that is allowed, with the role everybody new gets", async () => {
    const { name } = await makeProvider(world(), provider, { allow_sign_up: true });
    const subject = world().unused("sub");
    const email = `${world().unused("New")}@example.com`;
    provider.claims = { sub: subject, email, email_verified: true, name: "Ann Lee" };
    const { jar } = await signInThrough(world(), name);
    const { user } = (await jar.follow("/v1/session")).json() as { user: { id: string } };
    expect(user).toMatchObject({ email, display_name: "Ann Lee" });
    const bound = await world().send({ path: `/v1/role-bindings?user_id=${user.id}` });
    expect(bound.json()["items"]).toMatchObject([{ role_id: "role_user" }]);
    const linked = await world().send({ path: `/v1/user-identities?user_id=${user.id}` });
    expect(linked.json()["items"]).toMatchObject([{ issuer: provider.url, subject }]);
    // The next time it is the same one, whatever the address is now.
    provider.claims = { sub: subject, email: "other@example.com", email_verified: true };
    const again = await signInThrough(world(), name);
    expect((await again.jar.follow("/v1/session")).json()).toMatchObject({ user: { id: user.id } });
    const audit = await world().send({ path: `/v1/audit-events?target_id=${user.id}` });
    expect(audit.text).not.toContain(email);
  });

  test("disabling a provider, deleting it, and other terms of it end its sessions and what was claimed", async () => {
    const group = world().unused("sre");
    await binding([group]);
    const ends: readonly ((path: string) => Promise<number>)[] = [
      (path) => patch(path, { disabled: true }),
      (path) => patch(path, { required_claims: { groups: ["nobody"] } }),
      (path) => patch(path, { client_id: "another" }),
      (path) => patch(path, { claims_max_age: "1h" }),
      async (path) => (await world().send({ method: "DELETE", path })).status,
    ];
    for (const end of ends) {
      const { name, path } = await makeProvider(world(), provider);
      const subject = world().unused("sub");
      const user = await linkPerson(world(), provider, subject);
      provider.claims = { sub: subject, groups: [group] };
      const { secret } = await world().make("/v1/tokens", { user_id: user, name: "laptop" });
      const signed = await signInThrough(world(), name);
      const held = async (): Promise<boolean> =>
        (await world().send({ path: "/v1/whoami", token: String(secret) })).text.includes("role_viewer");
      expect([await isSignedIn(signed), await held()]).toEqual([true, true]);
      expect(await end(path)).toBeLessThan(300);
      expect([await isSignedIn(signed), await held()]).toEqual([false, false]);
    }
  });

  test("words about a provider, and another secret, end nothing", async () => {
    const { name, path } = await makeProvider(world(), provider);
    const subject = world().unused("sub");
    provider.claims = { sub: subject };
    await linkPerson(world(), provider, subject);
    const signed = await signInThrough(world(), name);
    await patch(path, { display_name: "Example", client_secret: "another" });
    expect(await isSignedIn(signed)).toBe(true);
  });

  test("whoever is linked no more, disabled or signs in by password has nothing of what was claimed", async () => {
    const { name } = await makeProvider(world(), provider);
    const group = world().unused("ops");
    await binding([group]);
    const person = async (): Promise<{ user: string; signed: Signed; subject: string }> => {
      const subject = world().unused("sub");
      provider.claims = { sub: subject, groups: [group] };
      const user = await linkPerson(world(), provider, subject);
      return { user, subject, signed: await signInThrough(world(), name) };
    };
    const claims = async (user: string): Promise<number> =>
      (await world().database.sql(`select id from sign_ins where id = '${user}'`)).length;
    const one = await person();
    const list = await world().send({ path: `/v1/user-identities?user_id=${one.user}` });
    const [{ id } = { id: "" }] = list.json()["items"] as { id: string }[];
    await world().send({ method: "DELETE", path: `/v1/user-identities/${id}` });
    expect([await isSignedIn(one.signed), await claims(one.user)]).toEqual([false, 0]);
    expect((await signInThrough(world(), name)).reply.status).toBe(403);

    const two = await person();
    await patch(`/v1/users/${two.user}`, { disabled: true });
    expect(await isSignedIn(two.signed)).toBe(false);
    expect((await signInThrough(world(), name)).reply.problem()).toMatchObject({ code: "sign_in_refused" });

    const three = await person();
    await patch(`/v1/users/${three.user}`, { password: "a horse, of course" });
    const { email } = (await world().send({ path: `/v1/users/${three.user}` })).json();
    const byPassword = await world().send({
      method: "POST",
      path: "/v1/session",
      token: undefined,
      headers: { "sec-fetch-site": "same-origin" },
      body: { email, password: "a horse, of course" },
    });
    expect([byPassword.status, await claims(three.user)]).toEqual([200, 0]);
  });

  test("two who sign in at once with one state: one does", async () => {
    provider.careless = true;
    const { name } = await makeProvider(world(), provider);
    const subject = world().unused("sub");
    provider.claims = { sub: subject };
    await linkPerson(world(), provider, subject);
    const jar = openJar(world().url);
    const back = await toCallback(jar, name);
    const replies = await Promise.all(
      Array.from({ length: 4 }, () => copyOf(world(), jar).follow(back, { site: "cross-site" })),
    );
    provider.careless = false;
    const count = (status: number): number => replies.filter((reply) => reply.status === status).length;
    expect([count(303), count(403)]).toEqual([1, 3]);
  });
});

function copyOf(world: OperationWorld, { cookies }: ReturnType<typeof openJar>): ReturnType<typeof openJar> {
  const copy = openJar(world.url);
  for (const [name, cookie] of cookies) copy.cookies.set(name, cookie);
  return copy;
}
