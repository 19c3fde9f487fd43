import { expect, test } from "vitest";
import { openBrowser, SESSION } from "../../support/browser.ts";
import type { Sent } from "../../support/http.ts";
import { pointers } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";
import { makePerson, PASSWORD, signedIn } from "../../support/people.ts";

const next = "a mule, of course";
const managing = [{ resource_type: "jeton.user", actions: ["*"] }];

onEveryDatabase("the password of a user", (world) => {
  const set = (id: string, password: unknown, token = world().token): Sent => ({
    method: "PATCH",
    path: `/v1/users/${id}`,
    token,
    body: { password },
  });
  const opens = async (email: string, password: string): Promise<boolean> =>
    (await openBrowser(world().url).signIn({ email, password })).status === 200;

  test("is given with the user or later, taken away, and never shown", async () => {
    const email = `${world().unused()}@example.com`;
    const made = await world().send({
      method: "POST",
      path: "/v1/users",
      body: { email, password: PASSWORD },
    });
    expect(made.status).toBe(201);
    const { id } = made.json();
    expect(await opens(email, PASSWORD)).toBe(true);
    const changed = await world().send(set(String(id), next));
    expect([await opens(email, PASSWORD), await opens(email, next)]).toEqual([false, true]);
    const taken = await world().send(set(String(id), null));
    expect(await opens(email, next)).toBe(false);
    const seen = await world().send({ path: `/v1/users/${String(id)}` });
    for (const reply of [made, changed, taken, seen])
      expect(reply.text).not.toMatch(/password|horse|mule|argon2/);
  });

  test("ends every session of the user when it is given or taken away, and no token", async () => {
    const person = await makePerson(world());
    const { secret } = await world().make("/v1/tokens", { user_id: person.id, name: "laptop" });
    const ann = await signedIn(world(), person);
    await world().send(set(person.id, next));
    expect((await ann.send({ path: SESSION })).status).toBe(401);
    const again = await signedIn(world(), { ...person, password: next });
    await world().send(set(person.id, null));
    expect((await again.send({ path: SESSION })).status).toBe(401);
    expect((await world().send({ path: "/v1/whoami", token: String(secret) })).status).toBe(200);
  });

  test("another change of the user leaves it, and the sessions", async () => {
    const person = await makePerson(world());
    const ann = await signedIn(world(), person);
    const body = { display_name: "Ann" };
    await world().send({ method: "PATCH", path: `/v1/users/${person.id}`, body });
    expect((await ann.send({ path: SESSION })).status).toBe(200);
    expect(await opens(person.email, PASSWORD)).toBe(true);
  });

  test("is for somebody to give who holds all that the user holds: whoever knows it is the user", async () => {
    // What every new user holds.
    const { token } = await world().account({ rules: managing, role: "role_user" });
    const strong = await makePerson(world(), { role: "role_admin", project: "shop" });
    expect(await world().refusal(set(strong.id, next, token))).toBe("403 exceeds_own_rights");
    expect(await opens(strong.email, PASSWORD)).toBe(true);
    const weak = await makePerson(world());
    expect((await world().send(set(weak.id, next, token))).status).toBe(200);
  });

  test("is not given by who may only read users", async () => {
    const { id } = await makePerson(world());
    const { token } = await world().account({ rules: [{ resource_type: "jeton.user", actions: ["@read"] }] });
    expect(await world().refusal(set(id, next, token))).toBe("403 forbidden");
    const { token: reading } = await world().account({ role: "role_admin", terms: { mode: "read_only" } });
    expect(await world().refusal(set(id, next, reading))).toBe("403 forbidden");
    const body = { email: "x@example.com", password: next };
    expect(await world().refusal({ method: "POST", path: "/v1/users", body, token: reading })).toBe(
      "403 forbidden",
    );
  });

  test("is not one's own to give without the old one: a token that was stolen gets no account", async () => {
    const person = await makePerson(world(), { role: "role_admin" });
    const { secret } = await world().make("/v1/tokens", { user_id: person.id, name: "stolen" });
    for (const password of [next, null])
      expect(await world().refusal(set(person.id, password, String(secret)))).toBe("403 forbidden");
    const ann = await signedIn(world(), person);
    const { token: _, ...request } = set(person.id, next);
    expect((await ann.send(request)).problem()).toMatchObject({
      code: "forbidden",
      detail: expect.stringContaining("/v1/session:change-password") as string,
    });
    expect(await opens(person.email, PASSWORD)).toBe(true);
  });

  test.each([
    ["too short", "short"],
    ["too long", "é".repeat(513)],
    ["no text", 123_456_789_012],
    ["one that is tried first", "passwordpassword"],
  ])("that is %s is refused, with the user or later", async (_, password) => {
    const { id } = await makePerson(world());
    const body = { email: `${world().unused()}@example.com`, password };
    for (const request of [set(id, password), { method: "POST", path: "/v1/users", body }]) {
      const reply = await world().refuses(request, 422, "validation_failed");
      expect(pointers(reply)).toEqual(["/password"]);
      expect(reply.text).not.toContain(String(password));
    }
  });

  test("that is the user's own name or address is refused, the new address as well", async () => {
    const person = await makePerson(world(), { display_name: "Annabelle Miller" });
    const email = `${world().unused("annabelle-the-second")}@example.com`;
    for (const body of [
      { password: person.email },
      { password: "annabelle miller" },
      { email, password: email.toUpperCase() },
    ]) {
      const reply = await world().refuses({ method: "PATCH", path: `/v1/users/${person.id}`, body }, 422);
      expect(pointers(reply)).toEqual(["/password"]);
    }
  });

  test("goes with the user: whoever comes with the same address has none of it", async () => {
    const { id, email } = await makePerson(world());
    await world().send({ method: "DELETE", path: `/v1/users/${id}` });
    expect(await opens(email, PASSWORD)).toBe(false);
    await world().make("/v1/users", { email });
    expect(await opens(email, PASSWORD)).toBe(false);
    expect(await world().database.sql(`select id from passwords where id = '${id}'`)).toEqual([]);
  });

  test("is in no audit entry, which tell that one was given and taken", async () => {
    const { id } = await makePerson(world());
    await world().send(set(id, next));
    await world().send(set(id, null));
    const reply = await world().send({ path: `/v1/audit-events?target_id=${id}` });
    expect(reply.text).not.toMatch(/horse|mule|argon2/);
    const { items } = reply.json() as { items: { action: string }[] };
    expect(items.map(({ action }) => action)).toEqual([
      "user.remove-password",
      "user.set-password",
      "user.set-password",
      "user.create",
    ]);
  });

  test("makes a creation that is repeated no other request, and one with another password another", async () => {
    const body = { email: `${world().unused()}@example.com`, password: PASSWORD };
    const headers = { "idempotency-key": world().unused("key") };
    const request = { method: "POST", path: "/v1/users", headers };
    const first = await world().send({ ...request, body });
    const again = await world().send({ ...request, body });
    expect([again.headers["idempotency-replayed"], again.json()]).toEqual(["true", first.json()]);
    const other = await world().refuses({ ...request, body: { ...body, password: next } }, 422);
    expect(other.problem().code).toBe("idempotency_key_reused");
  });
});
