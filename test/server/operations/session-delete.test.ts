import { expect, test } from "vitest";
import { COOKIE, openBrowser, SESSION } from "../../support/browser.ts";
import { onEveryDatabase } from "../../support/operation-world.ts";
import { makePerson, signedIn } from "../../support/people.ts";

onEveryDatabase("DELETE /v1/session", (world) => {
  test("ends the session and takes the cookie back; others of the same user go on", async () => {
    const person = await makePerson(world());
    const [ann, other] = [await signedIn(world(), person), await signedIn(world(), person)];
    const cookie = ann.cookie();
    const reply = await ann.send({ method: "DELETE", path: SESSION });
    expect([reply.status, reply.text]).toEqual([204, ""]);
    expect(reply.headers["set-cookie"]).toEqual([
      `${COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0`,
    ]);
    expect(ann.cookie()).toBeUndefined();
    expect((await openBrowser(world().url, cookie).send({ path: SESSION })).status).toBe(401);
    expect((await other.send({ path: SESSION })).status).toBe(200);
  });

  test("nothing of it is left but a tombstone", async () => {
    const person = await makePerson(world());
    const ann = await signedIn(world(), person);
    const { id } = (await ann.send({ path: SESSION })).json();
    await ann.send({ method: "DELETE", path: SESSION });
    expect(await world().refusal({ path: `/v1/tokens/${String(id)}` })).toBe("404 not_found");
  });

  test("without a cookie, and with any token instead, it answers 401", async () => {
    for (const token of [undefined, world().token])
      expect(await world().refusal({ method: "DELETE", path: SESSION, token })).toBe(
        "401 missing_credential",
      );
  });

  test("another site cannot sign anybody out", async () => {
    const ann = await signedIn(world(), await makePerson(world()));
    const reply = await ann.send({
      method: "DELETE",
      path: SESSION,
      headers: { "sec-fetch-site": "cross-site" },
    });
    expect(reply.problem().code).toBe("cross_site_request");
    expect((await ann.send({ path: SESSION })).status).toBe(200);
  });

  test("a parameter it does not have is refused", async () => {
    const ann = await signedIn(world(), await makePerson(world()));
    expect((await ann.send({ method: "DELETE", path: `${SESSION}?no_such=1` })).status).toBe(422);
  });
});
