import { expect, test } from "vitest";
import { COOKIE, openBrowser, SESSION } from "../../support/browser.ts";
import type { Sent } from "../../support/http.ts";
import { bodyRefusals, pointers } from "../../support/operation-refusals.ts";
import { onEveryDatabase, publicUrl } from "../../support/operation-world.ts";
import { makePerson, signedIn } from "../../support/people.ts";

const own = { "sec-fetch-site": "same-origin" };

onEveryDatabase("POST /v1/session", (world) => {
  const signIn = (body: unknown): Sent => ({
    method: "POST",
    path: SESSION,
    token: undefined,
    headers: own,
    body,
  });

  test("a person who knows the password is told who it is and until when, and gets a cookie", async () => {
    const { id, email, password } = await makePerson(world(), { display_name: "Ann" });
    const reply = await world().send(signIn({ email, password }));
    expect(reply.status).toBe(200);
    const { id: session, created_at, expires_at, absolute_expires_at, ...rest } = reply.json();
    expect(rest).toEqual({
      user: { id, email, display_name: "Ann" },
      authenticated_at: created_at,
      confirm_by: { password: true, identity_providers: [] },
    });
    expect(session).toMatch(/^tok_/);
    const [start, idle, end] = [created_at, expires_at, absolute_expires_at].map((at) =>
      Date.parse(String(at)),
    );
    expect([idle! - start!, end! - start!]).toEqual([30 * 60_000, 12 * 3_600_000]);
    expect(reply.headers["set-cookie"]).toEqual([
      expect.stringMatching(/^__Host-jeton_session=jtnx_\w{50}; Path=\/; Secure; HttpOnly; SameSite=Strict$/),
    ]);
    expect(reply.headers["cache-control"]).toBe("no-store");
    expect(reply.text).not.toMatch(/jtnx_/);
  });

  test("with the cookie a person does what the user may, by the same operations as everybody", async () => {
    const person = await makePerson(world(), { role: "role_admin", project: "shop" });
    const ann = await signedIn(world(), person);
    expect((await ann.send({ path: "/v1/whoami" })).json()).toMatchObject({
      subject: { type: "user", id: person.id },
      token: { session: true, ephemeral: true, mode: "full_access" },
    });
    const made = await ann.send({
      method: "POST",
      path: "/v1/service-accounts",
      body: { name: world().unused(), project: "shop" },
    });
    expect([made.status, made.json()["created_by"]]).toEqual([201, person.id]);
    const elsewhere = await ann.send({
      method: "POST",
      path: "/v1/service-accounts",
      body: { name: world().unused(), project: "shopping" },
    });
    expect([elsewhere.status, pointers(elsewhere)]).toEqual([422, ["/project"]]);
  });

  test("a person makes tokens in a session that last longer than it", async () => {
    const person = await makePerson(world(), { role: "role_user" });
    const ann = await signedIn(world(), person);
    for (const terms of [{}, { max_age: "30d" }]) {
      const body = { user_id: person.id, name: world().unused(), ...terms };
      const reply = await ann.send({ method: "POST", path: "/v1/tokens", body });
      expect(reply.status).toBe(201);
      const token = String(reply.json()["secret"]);
      expect((await world().send({ path: "/v1/whoami", token })).status).toBe(200);
    }
  });

  test("the address is that of the user in whatever case it is written", async () => {
    const { email, password } = await makePerson(world());
    expect((await world().send(signIn({ email: email.toUpperCase(), password }))).status).toBe(200);
  });

  test("each sign-in is a session of its own, and ends the one that the browser had", async () => {
    const person = await makePerson(world());
    const [desk, phone] = [await signedIn(world(), person), await signedIn(world(), person)];
    const before = desk.cookie();
    await desk.signIn(person);
    expect(desk.cookie()).not.toBe(before);
    expect((await openBrowser(world().url, before).send({ path: SESSION })).status).toBe(401);
    for (const browser of [desk, phone]) expect((await browser.send({ path: SESSION })).status).toBe(200);
  });

  test("a cookie that somebody put there is not made a session by signing in (session fixation)", async () => {
    const person = await makePerson(world());
    const planted = `${COOKIE}=jtnx_${"A".repeat(50)}`;
    for (const cookie of [planted, (await signedIn(world(), await makePerson(world()))).cookie()]) {
      const browser = openBrowser(world().url, cookie);
      expect((await browser.signIn(person)).status).toBe(200);
      expect(browser.cookie()).not.toBe(cookie);
      expect((await openBrowser(world().url, cookie).send({ path: SESSION })).status).toBe(401);
    }
  });

  test("whatever is wrong with name or password, it is told in the same words", async () => {
    const person = await makePerson(world());
    const disabled = await makePerson(world());
    await world().send({ method: "PATCH", path: `/v1/users/${disabled.id}`, body: { disabled: true } });
    const email = `${world().unused()}@example.com`;
    await world().make("/v1/users", { email });
    const told = new Set<string>();
    for (const body of [
      { ...person, password: "another horse" },
      { email: "nobody@example.com", password: person.password },
      { email: "no address", password: person.password },
      { email, password: person.password },
      disabled,
    ]) {
      const reply = await world().refuses(
        signIn({ email: body.email, password: body.password }),
        401,
        "wrong_credentials",
      );
      expect(reply.headers["set-cookie"]).toBeUndefined();
      told.add(reply.problem().detail);
    }
    expect(told.size).toBe(1);
  });

  test("a session is an audited change by the user; an attempt that failed is a line of the log", async () => {
    const person = await makePerson(world());
    const ann = await signedIn(world(), person);
    const { id } = (await ann.send({ path: SESSION })).json();
    const { items } = (await world().send({ path: `/v1/audit-events?target_id=${String(id)}` })).json();
    expect(items).toEqual([
      expect.objectContaining({
        action: "session.create",
        actor: { type: "user", id: person.id, token_id: id },
        target: { type: "token", id },
        changes: { user_id: person.id },
      }),
    ]);
    await world().refuses(signIn({ email: person.email, password: "x" }), 401);
    const lines = world().log().split("\n").slice(0, -1);
    expect(JSON.parse(lines.at(-1) ?? "")).toMatchObject({ operation: "session.create", status: 401 });
  });

  test("it takes a password from the console's own origin alone", async () => {
    const { email, password } = await makePerson(world());
    const sent = signIn({ email, password });
    for (const headers of [
      {},
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
      { "sec-fetch-site": "none" },
      { origin: "https://evil.example" },
      { origin: "null" },
    ]) {
      await world().refuses({ ...sent, headers }, 403, "cross_site_request");
    }
    expect((await world().send({ ...sent, headers: { origin: publicUrl } })).status).toBe(200);
  });

  test("a parameter it does not have is refused", async () => {
    const { email, password } = await makePerson(world());
    const refusal = await world().refusal({ ...signIn({ email, password }), path: `${SESSION}?no_such=1` });
    expect(refusal).toBe("422 validation_failed");
  });

  test.each([
    {},
    { email: "ann@example.com" },
    { password: "x" },
    { email: 1, password: "x" },
    { email: "", password: "x" },
    { email: "a".repeat(255), password: "x" },
    { email: "ann@example.com", password: "" },
    { email: "ann@example.com", password: "x".repeat(1025) },
  ])("%j is refused", async (body) => {
    expect(await world().refusal(signIn(body))).toBe("422 validation_failed");
  });

  bodyRefusals(world, async (over) => ({
    ...signIn({ email: "ann@example.com", password: "x" }),
    ...over,
    headers: { ...own, ...over?.headers },
  }));
});
