import { expect, test } from "vitest";
import type { Phase } from "../support/runner.ts";
import { createIdentityWorld, type IdentityWorld } from "./identity-world.ts";

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

test("claims that are not trusted, one by one, with what was presented", async () => {
  await using given = await createIdentityWorld();
  given.endpoint.claims = { environment: "dev", ref: undefined };
  const message = await refusal(given);
  expect(message.split("\n")).toEqual([
    `Cannot sign in as shop/ci: no trust policy of it at ${given.url} accepts what this job's ID token claims:`,
    "- ref is missing",
    '- environment is "dev"',
    expect.stringMatching(/^Run the job from where it is trusted, or change .* under request [\w-]{8,}\.$/),
  ]);

  await given.change({ explain_refusals: true });
  expect(await refusal(given)).toContain('- environment is "dev", and must match prod\n');
});

test("a claim that a runner would obey, or that holds a token, is told as text", async () => {
  await using given = await createIdentityWorld();
  given.endpoint.claims = { environment: `\n::error::a\r\n##[add-path]/tmp ${given.world.token}` };
  const job = given.job();
  const main = await job.use({ url: given.url, "service-account": "shop/ci" });
  expect(errorOf(main)).toContain("- environment is ");
  expect(given.leaks(main, [given.world.token])).toEqual([]);
});

test("an account that is not there, with all it may be", async () => {
  await using given = await createIdentityWorld();
  const message = await refusal(given, { "service-account": "shop/nobody" });
  expect(message).toMatch(
    /^Cannot sign in as shop\/nobody: no trust policy of such a service account accepts/,
  );
  expect(message).toContain(
    `Check that \`service-account\` shop/nobody is spelt right and not disabled, and that it has a trust policy of the issuer ${given.issuer.url} and the audience ${given.url}.`,
  );
});

test("an audience that nobody trusts, with the server's own", async () => {
  await using given = await createIdentityWorld();
  const message = await refusal(given, { audience: "https://other.example.org" });
  expect(message).toContain("and the audience https://other.example.org.");
  expect(message).toContain(
    `The server's own audience is ${given.url}: leave \`audience\` empty, or give that.`,
  );
});

test.each([
  ["behind", 600],
  ["ahead of", -600],
])("a server whose clock is %s the issuer's, with the skew", async (direction, seconds) => {
  await using given = await createIdentityWorld({ now: () => Date.now() + seconds * 1000 });
  const message = await refusal(given);
  expect(message).toMatch(
    new RegExp(`The clocks differ: the server's is (?:59\\d|60\\d) s ${direction} that of`),
  );
  expect(message).toContain("the ID token is not accepted");
});

test("a signature that is not the issuer's, without blaming the clocks or the account", async () => {
  await using given = await createIdentityWorld();
  given.issuer.published.splice(0);
  const message = await refusal(given);
  expect(message).toMatch(/its issuer has no such key\. Run the job again; .* look at the issuer http/);
});

test("a token that may not be used from here", async () => {
  await using given = await createIdentityWorld();
  await given.change({ allowed_cidrs: ["10.0.0.0/8"] });
  expect(await refusal(given)).toContain("- client address is 127.0.0.1\n");
});
