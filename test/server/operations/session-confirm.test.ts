import { afterAll, beforeAll, expect, test } from "vitest";
import { type Browser, openBrowser, SESSION } from "../../support/browser.ts";
import { openJar } from "../../support/cookie-jar.ts";
import { send as sendThere, type Sent } from "../../support/http.ts";
import { type LoginProvider, startLoginProvider } from "../../support/login-provider.ts";
import { bodyRefusals, pointers } from "../../support/operation-refusals.ts";
import { trusting, viewing } from "../../support/operation-samples.ts";
import { onEveryDatabase, type OperationWorld } from "../../support/operation-world.ts";
import { makePerson, PASSWORD, type Person, signedIn } from "../../support/people.ts";
import { linkPerson, makeProvider, signInThrough, target } from "../../support/provider-sign-in.ts";

const PATH = `${SESSION}:confirm`;
const MINUTE = 60_000;

let provider: LoginProvider;
beforeAll(async () => {
  provider = await startLoginProvider();
});
afterAll(() => provider[Symbol.asyncDispose]());

/** As if the sessions had been opened that long ago. */
const age = (world: OperationWorld, minutes: number): Promise<unknown> =>
  world.database.sql(
    `update tokens set authenticated_at = '${new Date(Date.now() - minutes * MINUTE).toISOString()}' where authenticated_at is not null`,
  );

async function staleAdmin(world: OperationWorld): Promise<{ grace: Person; browser: Browser }> {
  const grace = await makePerson(world, { role: "role_admin" });
  const browser = await signedIn(world, grace);
  await age(world, 11);
  return { grace, browser };
}

const send = (method: string, path: string, body?: unknown): Sent => ({ method, path: `/v1${path}`, body });
const post = (path: string, body?: unknown): Sent => send("POST", path, body);

/** What asks for it, decided by the request alone: nothing that it names is there. */
const dangerous: readonly Sent[] = [
  post("/tokens", { service_account_id: "x/y", name: "x" }),
  ...["rotate", "transfer"].map((deed) =>
    post(`/tokens/x:${deed}`, deed === "rotate" ? {} : { user_id: "x" }),
  ),
  post("/tokens/x:approve", { etag: `"x"` }),
  post("/tokens/x:enable"),
  send("PATCH", "/tokens/x", { expires_at: null }),
  send("PATCH", "/tokens/x", { name: "x", mode: "full_access" }),
  post("/trust-policies", trusting("x/y", "x")),
  send("PATCH", "/trust-policies/x", { disabled: false }),
  send("PATCH", "/roles/x", { description: "x" }),
  post("/role-bindings", { role_id: "role_admin", user_id: "x", project: "system" }),
  post("/group-members", { group_id: "x/y", user_id: "x" }),
  post("/declarations/x:apply", { project: "shop", documents: [] }),
  post("/users", { email: "new@example.com", password: PASSWORD }),
  send("PATCH", "/users/x", { password: PASSWORD }),
  send("PATCH", "/users/x", { email: "new@example.com" }),
  send("PATCH", "/users/x", { disabled: false }),
  send("DELETE", "/users/x"),
  post("/users/x:off-board", {}),
  post("/user-identities", { user_id: "x", issuer: "https://login.example.com", subject: "x" }),
  send("DELETE", "/user-identities/x"),
  post("/identity-providers", { name: "x", issuer: "https://login.example.com", client_id: "x" }),
  send("PATCH", "/identity-providers/x", { disabled: false }),
  send("DELETE", "/identity-providers/x"),
  send("PATCH", "/service-accounts/x", { disabled: false }),
  send("DELETE", "/service-accounts/x"),
  post("/service-accounts/x:off-board", {}),
  send("DELETE", "/projects/x?cascade=true"),
];

/** What does not, though it is near. */
const harmless: readonly Sent[] = [
  send("GET", "/tokens"),
  post("/tokens/x:revoke"),
  post("/tokens/x:disable"),
  send("PATCH", "/tokens/x", { description: "x" }),
  send("PATCH", "/users/x", { display_name: "x" }),
  send("PATCH", "/service-accounts/x", { disabled: true }),
  send("DELETE", "/role-bindings/x"),
  send("DELETE", "/projects/x"),
];

onEveryDatabase("POST /v1/session:confirm", (world) => {
  test("what is dangerous is refused to a session of eleven minutes, and done once the password was said again", async () => {
    const { grace, browser } = await staleAdmin(world());
    const before = [browser.cookie(), await world().dump()];
    for (const request of dangerous) {
      const reply = await browser.send(request);
      const what = `${String(request.method)} ${request.path}`;
      expect([what, reply.status, reply.problem().code]).toEqual([what, 401, "reauthentication_required"]);
      expect(reply.headers["www-authenticate"]).toBe(
        'Bearer error="insufficient_user_authentication", max_age="600"',
      );
    }
    expect([browser.cookie(), await world().dump()]).toEqual(before);
    const confirmed = await browser.send({ method: "POST", path: PATH, body: { password: PASSWORD } });
    expect(confirmed.status).toBe(200);
    expect(confirmed.text).not.toMatch(/jtnx_|horse/);
    expect(confirmed.json()).toMatchObject({
      user: { id: grace.id },
      confirm_by: { password: true, identity_providers: [] },
    });
    for (const request of dangerous) {
      expect((await browser.send(request)).text).not.toContain("reauthentication_required");
    }
    const made = await browser.send(post("/tokens", { user_id: grace.id, name: "laptop" }));
    expect(made.status).toBe(201);
  });

  test("what is near to it is done in a session however old", async () => {
    const { browser } = await staleAdmin(world());
    for (const request of harmless) {
      const { status } = await browser.send(request);
      expect([request.path, [200, 404].includes(status)]).toEqual([request.path, true]);
    }
  });

  test("tokens are not asked, nor is a session of nine minutes", async () => {
    const grace = await makePerson(world(), { role: "role_admin" });
    const browser = await signedIn(world(), grace);
    await age(world(), 9);
    const body = { user_id: grace.id, name: "laptop" };
    const { secret } = (await browser.send(post("/tokens", body))).json();
    await age(world(), 60);
    const token = String(secret);
    const role = await world().make(
      "/v1/roles",
      { name: world().unused(), project: "shop", rules: viewing },
      token,
    );
    const binding = { role_id: role["id"], user_id: grace.id, project: "shop" };
    expect((await world().send({ ...post("/role-bindings", binding), token })).status).toBe(201);
  });

  test("the session that was there ends: a copy of its cookie is worth nothing, and others of the user stay as they are", async () => {
    const person = await makePerson(world(), { role: "role_user" });
    const [ann, other] = [await signedIn(world(), person), await signedIn(world(), person)];
    const copy = openBrowser(world().url, ann.cookie());
    await age(world(), 11);
    const reply = await ann.send({ method: "POST", path: PATH, body: { password: PASSWORD } });
    expect((await ann.send({ path: SESSION })).json()).toEqual(reply.json());
    expect((await copy.send({ path: SESSION })).status).toBe(401);
    const token = { user_id: person.id, name: "laptop" };
    expect((await other.send(post("/tokens", token))).problem().code).toBe("reauthentication_required");
  });

  test("a wrong password changes nothing, ends nothing, and is not tried often", async () => {
    const { browser } = await staleAdmin(world());
    const before = await world().dump();
    const codes = new Set<string>();
    for (let count = 0; count < 6; count += 1) {
      const reply = await browser.send({ method: "POST", path: PATH, body: { password: "another horse" } });
      codes.add(`${String(reply.status)} ${pointers(reply).join()}`);
    }
    expect(codes).toEqual(new Set(["422 /password", "429 "]));
    expect(await world().dump()).toBe(before);
    expect((await browser.send({ path: SESSION })).status).toBe(200);
  });

  test("the password of another user, right as it is, proves nothing", async () => {
    const { browser } = await staleAdmin(world());
    const { id } = await world().make("/v1/users", {
      email: "mallory@example.com",
      password: "a mule, of course",
    });
    expect(id).toBeDefined();
    const reply = await browser.send({ method: "POST", path: PATH, body: { password: "a mule, of course" } });
    expect(pointers(reply)).toEqual(["/password"]);
  });

  test("without a cookie, with any token instead, and for another site it does nothing", async () => {
    const body = { password: PASSWORD };
    for (const token of [undefined, world().token])
      expect(await world().refusal({ method: "POST", path: PATH, body, token })).toBe(
        "401 missing_credential",
      );
    const { browser } = await staleAdmin(world());
    const headers = { "sec-fetch-site": "cross-site" };
    const reply = await browser.send({ method: "POST", path: PATH, headers, body });
    expect(reply.problem().code).toBe("cross_site_request");
  });

  bodyRefusals(world, async (over) => {
    const ann = await signedIn(world(), await makePerson(world()));
    const headers = { "sec-fetch-site": "same-origin", cookie: ann.cookie() ?? "", ...over?.headers };
    return { method: "POST", path: PATH, token: undefined, body: { password: PASSWORD }, ...over, headers };
  });

  test("who signs in through an identity provider proves it there, and only by what it says of just now", async () => {
    const { name } = await makeProvider(world(), provider);
    const sub = world().unused("sub");
    provider.claims = { sub };
    const user = await linkPerson(world(), provider, sub);
    await world().make("/v1/role-bindings", { role_id: "role_user", user_id: user, project: "system" });
    const { jar } = await signInThrough(world(), name);
    const cookie = (): string => [...jar.cookies].map(([key, { value }]) => `${key}=${value}`).join("; ");
    const mint = async (): Promise<string> => {
      const headers = { cookie: cookie(), "sec-fetch-site": "same-origin" };
      const body = { user_id: user, name: world().unused() };
      const reply = await world().send({ ...post("/tokens", body), headers, token: undefined });
      return reply.problem().code ?? String(reply.status);
    };
    const shown = (await jar.follow(SESSION)).json();
    expect(shown).toMatchObject({
      authenticated_at: null,
      confirm_by: { password: false, identity_providers: [{ name }] },
    });
    expect(await mint()).toBe("reauthentication_required");
    const begin = `/v1/session:begin?provider=${name}&confirm=true&return_to=/tokens`;
    const confirm = async (claims: Readonly<Record<string, unknown>>) => {
      provider.claims = { sub, ...claims };
      const there = target(await jar.follow(begin));
      expect(Object.fromEntries(there.searchParams)).toMatchObject({ prompt: "login", max_age: "600" });
      const back = target(await sendThere(there.origin, { path: `${there.pathname}${there.search}` }));
      return jar.follow(`${back.pathname}${back.search}`, { site: "cross-site" });
    };
    const seconds = (minutes: number): number => Math.floor(Date.now() / 1000) - minutes * 60;
    for (const auth_time of [undefined, seconds(11), String(seconds(0)), 0, null]) {
      expect((await confirm({ auth_time })).problem().code).toBe("sign_in_refused");
      expect(await mint()).toBe("reauthentication_required");
    }
    const stranger = world().unused("sub");
    await linkPerson(world(), provider, stranger);
    expect((await confirm({ sub: stranger, auth_time: seconds(0) })).text).toContain("somebody else");
    const old = cookie();
    const done = await confirm({ auth_time: seconds(-60) });
    expect(String(done.headers["location"])).toMatch(/\/tokens$/);
    expect(await mint()).toBe("201");
    expect((await world().send({ path: SESSION, token: undefined, headers: { cookie: old } })).status).toBe(
      401,
    );
    const { authenticated_at: at } = (await jar.follow(SESSION)).json();
    // A provider whose clock is ahead vouches for nothing that is to come.
    expect(Date.parse(String(at))).toBeLessThanOrEqual(Date.now());
  });

  test("who is not signed in proves nothing again, and who has no password not by one", async () => {
    const { name } = await makeProvider(world(), provider);
    const nobody = await openJar(world().url).follow(`/v1/session:begin?provider=${name}&confirm=true`);
    expect(nobody.problem().code).toBe("missing_credential");
    const person = await makePerson(world());
    const ann = await signedIn(world(), person);
    await world().database.sql(`delete from passwords where id = '${person.id}'`);
    const reply = await ann.send({ method: "POST", path: PATH, body: { password: PASSWORD } });
    expect(reply.problem().code).toBe("wrong_state");
  });
});
