import { expect, test } from "vitest";
import { openBrowser, SESSION } from "../../support/browser.ts";
import { bodyRefusals, pointers } from "../../support/operation-refusals.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";
import { makePerson, PASSWORD, signedIn } from "../../support/people.ts";

const PATH = `${SESSION}:change-password`;
const next = "a mule, of course";

onEveryDatabase("POST /v1/session:change-password", (world) => {
  test("who knows the old password gets a new one: every session ends and one begins", async () => {
    const person = await makePerson(world());
    const [ann, other] = [await signedIn(world(), person), await signedIn(world(), person)];
    const before = ann.cookie();
    const body = { current_password: PASSWORD, password: next };
    const reply = await ann.send({ method: "POST", path: PATH, body });
    expect(reply.status).toBe(200);
    expect(reply.text).not.toMatch(/jtnx_|mule/);
    expect(ann.cookie()).not.toBe(before);
    expect((await ann.send({ path: SESSION })).json()).toEqual(reply.json());
    for (const ended of [other, openBrowser(world().url, before)])
      expect((await ended.send({ path: SESSION })).status).toBe(401);
    const fresh = openBrowser(world().url);
    expect((await fresh.signIn(person)).status).toBe(401);
    expect((await fresh.signIn({ ...person, password: next })).status).toBe(200);
  });

  test("the user's tokens go on", async () => {
    const person = await makePerson(world(), { role: "role_user" });
    const ann = await signedIn(world(), person);
    const made = await ann.send({
      method: "POST",
      path: "/v1/tokens",
      body: { user_id: person.id, name: "laptop" },
    });
    await ann.send({ method: "POST", path: PATH, body: { current_password: PASSWORD, password: next } });
    const token = String(made.json()["secret"]);
    expect((await world().send({ path: "/v1/whoami", token })).status).toBe(200);
  });

  test("the audit tells that it was changed, and nothing of what it is", async () => {
    const person = await makePerson(world());
    const ann = await signedIn(world(), person);
    await ann.send({ method: "POST", path: PATH, body: { current_password: PASSWORD, password: next } });
    const path = `/v1/audit-events?action=user.set-password&target_id=${person.id}`;
    const { items } = (await world().send({ path })).json() as { items: Record<string, unknown>[] };
    expect(items[0]).toMatchObject({ actor: { type: "user", id: person.id }, changes: {} });
  });

  test("a wrong old password changes nothing, and is not tried often", async () => {
    const person = await makePerson(world());
    const ann = await signedIn(world(), person);
    const before = await world().dump();
    const body = { current_password: "another horse", password: next };
    const codes: string[] = [];
    for (let count = 0; count < 6; count += 1) {
      const reply = await ann.send({ method: "POST", path: PATH, body });
      codes.push(`${String(reply.status)} ${pointers(reply).join()}`);
    }
    expect(new Set(codes)).toEqual(new Set(["422 /current_password", "429 "]));
    expect(await world().dump()).toBe(before);
    expect((await ann.send({ path: SESSION })).status).toBe(200);
  });

  test.each([
    ["too short", "short"],
    ["one that is tried first", "password1234"],
    ["too long", "x".repeat(1025)],
  ])("one that is %s is refused", async (_, password) => {
    const ann = await signedIn(world(), await makePerson(world()));
    const reply = await ann.send({
      method: "POST",
      path: PATH,
      body: { current_password: PASSWORD, password },
    });
    expect([reply.status, pointers(reply)]).toEqual([422, ["/password"]]);
  });

  test("without a cookie, and with any token instead, it answers 401", async () => {
    const body = { current_password: PASSWORD, password: next };
    for (const token of [undefined, world().token])
      expect(await world().refusal({ method: "POST", path: PATH, body, token })).toBe(
        "401 missing_credential",
      );
  });

  test("another site cannot ask for it", async () => {
    const ann = await signedIn(world(), await makePerson(world()));
    const headers = { "sec-fetch-site": "cross-site" };
    const body = { current_password: PASSWORD, password: next };
    const reply = await ann.send({ method: "POST", path: PATH, headers, body });
    expect(reply.problem().code).toBe("cross_site_request");
  });

  bodyRefusals(world, async (over) => {
    const ann = await signedIn(world(), await makePerson(world()));
    const body = { current_password: PASSWORD, password: next };
    const headers = { "sec-fetch-site": "same-origin", cookie: ann.cookie() ?? "" };
    return {
      method: "POST",
      path: PATH,
      token: undefined,
      body,
      ...over,
      headers: { ...headers, ...over?.headers },
    };
  });
});
