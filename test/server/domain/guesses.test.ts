import { expect, test } from "vitest";
import { createGuesses } from "../../../server/domain/secrets/guesses.ts";
import { createDomainWorld } from "../../support/domain-world.ts";
import { newBootstrapToken } from "../../support/server.ts";

test("after 600 guesses in a minute an address is told to wait, its neighbours are not, and time heals", () => {
  let now = Date.parse("2030-01-01T00:00:00Z");
  const guessed = createGuesses(() => new Date(now));
  for (let time = 0; time < 600; time += 1) expect(guessed("192.0.2.1")).toBeUndefined();
  expect(guessed("192.0.2.1")).toMatchObject({ code: "rate_limited", retryAfter: 1 });
  expect(guessed("::ffff:192.0.2.1")).toMatchObject({ code: "rate_limited" });
  expect([guessed("192.0.2.2"), guessed("2001:db8::1"), guessed(null)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  now += 100;
  expect([guessed("192.0.2.1"), guessed("192.0.2.1")?.code]).toEqual([undefined, "rate_limited"]);
});

test("all the addresses of a site of IPv6 count as one", () => {
  const guessed = createGuesses(() => new Date(0));
  for (let time = 0; time < 600; time += 1) guessed(`2001:db8:0:1::${time.toString(16)}`);
  expect(guessed("2001:db8:0:1:ffff::")).toMatchObject({ code: "rate_limited" });
  expect(guessed("2001:db8:0:2::")).toBeUndefined();
});

test("who sends too many tokens that are none is told to wait, and a valid one from there is never kept", async () => {
  await using world = await createDomainWorld();
  const code = (token: string) =>
    world.authenticate(token).then(
      () => "accepted",
      (cause: { code: string }) => cause.code,
    );
  const made = await world.call(world.admin, "token.create", {
    body: { role_id: "role_viewer", project: "system", name: "dead", max_age: "1h" },
  });
  world.clock.now += 3_600_000;
  // One with a wrong checksum, one that nobody made, one that has ended.
  const none = ["jtns_x", newBootstrapToken(), String(made["secret"])];
  const first = new Set<string>();
  for (let time = 0; time < 600; time += 1) first.add(await code(none[time % none.length] ?? ""));
  expect(first).toEqual(new Set(["invalid_token"]));
  expect(await Promise.all(none.map(code))).toEqual(none.map(() => "rate_limited"));
  for (let time = 0; time < 100; time += 1) expect(await code(world.admin)).toBe("accepted");
  world.clock.now += 60_000;
  expect(await Promise.all(none.map(code))).toEqual(none.map(() => "invalid_token"));
});
