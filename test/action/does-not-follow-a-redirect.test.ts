import { expect, test } from "vitest";
import { leaksOf } from "../support/leaks.ts";
import { answerer } from "../support/relay.ts";
import { createWorld } from "./world.ts";

test.each([301, 302, 307, 308])("does not take the token along a redirect (%i)", async (status) => {
  await using world = await createWorld();
  const authorizations: unknown[] = [];
  await using elsewhere = await answerer({ status: 200 }, (headers) =>
    authorizations.push(headers["authorization"]),
  );
  await using redirecting = await answerer({ status, headers: { location: `${elsewhere.url}/v1/whoami` } });
  const main = await world.job().use({ url: redirecting.url, token: world.token });

  expect(main.exitCode).toBe(1);
  expect(main.annotations).toEqual([
    {
      level: "error",
      message: expect.stringContaining(
        `${redirecting.url} answers with a redirect (status ${String(status)})`,
      ),
    },
  ]);
  expect(authorizations).toEqual([]);
  expect(leaksOf(main, [world.token])).toEqual([]);
});
