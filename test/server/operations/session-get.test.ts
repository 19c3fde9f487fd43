import { expect, test } from "vitest";
import { COOKIE, openBrowser, SESSION } from "../../support/browser.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";
import { makePerson, signedIn } from "../../support/people.ts";

onEveryDatabase("GET /v1/session", (world) => {
  test("says what signing in said", async () => {
    const person = await makePerson(world());
    const browser = openBrowser(world().url);
    const first = (await browser.signIn(person)).json();
    const reply = await browser.send({ path: SESSION });
    expect([reply.status, reply.json()]).toEqual([200, first]);
    expect(reply.headers["set-cookie"]).toBeUndefined();
  });

  test("without a cookie, and with any token instead, it answers 401", async () => {
    const ann = await signedIn(world(), await makePerson(world()));
    for (const request of [
      { token: undefined },
      { token: world().token },
      { token: ann.text() },
      // A bearer's request is made with its token alone.
      { token: world().token, headers: { cookie: ann.cookie() ?? "" } },
    ]) {
      expect(await world().refusal({ path: SESSION, ...request })).toBe("401 missing_credential");
    }
  });

  test("a cookie that is no session's is refused, the text of a token as well", async () => {
    for (const text of ["", "x", `jtnx_${"A".repeat(50)}`, world().token]) {
      const browser = openBrowser(world().url, `${COOKIE}=${text}`);
      expect((await browser.send({ path: SESSION })).problem().code).toBe("invalid_token");
    }
  });

  test("a cookie that comes twice is none", async () => {
    const cookie = (await signedIn(world(), await makePerson(world()))).cookie() ?? "";
    for (const both of [`${cookie}; ${cookie}`, `${COOKIE}=x; ${cookie}`])
      expect((await openBrowser(world().url, both).send({ path: SESSION })).status).toBe(401);
    for (const one of [`a=b; ${cookie}; c=d`, `x${COOKIE}=x;${cookie}`])
      expect((await openBrowser(world().url, one).send({ path: SESSION })).status).toBe(200);
  });

  test("a user who is disabled or deleted is no longer signed in, and enabling brings no session back", async () => {
    const person = await makePerson(world());
    const ann = await signedIn(world(), person);
    const path = `/v1/users/${person.id}`;
    await world().send({ method: "PATCH", path, body: { disabled: true } });
    expect((await ann.send({ path: SESSION })).status).toBe(401);
    await world().send({ method: "PATCH", path, body: { disabled: false } });
    expect((await ann.send({ path: SESSION })).status).toBe(401);
    const again = await signedIn(world(), person);
    await world().send({ method: "DELETE", path });
    expect((await again.send({ path: SESSION })).status).toBe(401);
  });

  test("a parameter it does not have is refused", async () => {
    const ann = await signedIn(world(), await makePerson(world()));
    expect((await ann.send({ path: `${SESSION}?no_such=1` })).status).toBe(422);
  });
});
