import { expect, test } from "vitest";
import { leaksOf } from "../support/leaks.ts";
import { answerer } from "../support/relay.ts";
import type { Phase } from "../support/runner.ts";
import { createIdentityWorld, type IdentityWorld } from "./identity-world.ts";
import { createWorld } from "./world.ts";

/** What the one error of a job says that cannot sign in; nobody gets a token, and nobody sees an ID token. */
async function refusal(given: IdentityWorld, inputs: Record<string, string> = {}): Promise<string> {
  const job = given.job();
  const main = await job.use({ url: given.url, "service-account": "shop/ci", ...inputs });
  expect(given.leaks(main)).toEqual([]);
  expect(await given.world.liveTokens()).toEqual([]);
  expect(await job.finish()).toEqual([expect.objectContaining({ exitCode: 0, stdout: "" })]);
  return errorOf(main);
}

function errorOf(main: Phase): string {
  expect(main).toMatchObject({ exitCode: 1, outputs: {}, state: {}, env: {}, stderr: "" });
  expect(main.annotations).toEqual([{ level: "error", message: expect.any(String) }]);
  return main.annotations[0]!.message;
}

test("a server without JETON_PUBLIC_URL, whether the audience is given or not", async () => {
  await using given = await createIdentityWorld();
  await using other = await createWorld();
  for (const audience of ["", "https://jeton.test"]) {
    const message = await refusal(given, { url: other.server.url, audience });
    expect(message).toMatch(
      /^Cannot sign in by the job's identity: the server at \S+ exchanges no ID tokens, since its JETON_PUBLIC_URL/,
    );
  }
});

test("a server that takes itself for another is not given an ID token that the other would take", async () => {
  await using given = await createIdentityWorld();
  const bodies: unknown[] = [];
  await using other = await answerer(
    { status: 200, body: JSON.stringify({ issuer: "https://sts.example.com" }) },
    (headers) => bodies.push(headers["content-length"]),
  );
  const message = await refusal(given, { url: other.url });
  expect(message).toBe(
    `Cannot sign in: the server at ${other.url} says that it is https://sts.example.com, and an ID token for another server is asked for only where the workflow says so. Give https://sts.example.com as \`url\`, or, if both are the same server, as \`audience\`.`,
  );
  expect(given.endpoint.audiences).toEqual([]);
  expect(bodies).toEqual([undefined]);
});

test.each(['{"issuer":7}', "[]", "null"])("another program that answers %s", async (body) => {
  await using given = await createIdentityWorld();
  await using other = await answerer({ status: 200, body });
  expect(await refusal(given, { url: other.url })).toContain("answers, but not as Jeton does.");
  expect(given.endpoint.audiences).toEqual([]);
});

test("another program that gives something that is no token, which is masked all the same", async () => {
  await using given = await createIdentityWorld();
  const strange = "gho_strange0123456789";
  await using other = await answerer({ status: 200, body: JSON.stringify({ access_token: strange }) });
  const main = await given
    .job()
    .use({ url: other.url, audience: "https://a.test", "service-account": "shop/ci" });
  expect(errorOf(main)).toContain("gave something that is no Jeton token");
  expect(leaksOf(main, [strange])).toEqual([]);
  expect(main.stdout).toContain(`::add-mask::${strange}\n`);
});

test("a server that cannot be reached, before any ID token is asked for", async () => {
  await using given = await createIdentityWorld();
  expect(await refusal(given, { url: "http://127.0.0.1:1" })).toMatch(
    /^Cannot sign in: http:\/\/127\.0\.0\.1:1 cannot be reached: connect ECONNREFUSED 127\.0\.0\.1:1\. Check `url`/,
  );
  expect(given.endpoint.audiences).toEqual([]);
});
