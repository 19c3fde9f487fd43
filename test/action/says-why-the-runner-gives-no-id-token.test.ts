import type { ServerResponse } from "node:http";
import { expect, test } from "vitest";
import { answerer } from "../support/relay.ts";
import { createIdentityWorld, type IdentityWorld } from "./identity-world.ts";

const account = { "service-account": "shop/ci" };

function answering(status: number, message = ""): (outgoing: ServerResponse) => boolean {
  return (outgoing) => {
    outgoing.writeHead(status).end(JSON.stringify({ message }));
    return true;
  };
}

async function error(given: IdentityWorld, inputs: Record<string, string> = {}): Promise<string> {
  const main = await given.job().use({ url: given.url, ...account, ...inputs });
  expect(main).toMatchObject({ exitCode: 1, outputs: {}, state: {}, stderr: "" });
  expect(main.annotations).toEqual([{ level: "error", message: expect.any(String) }]);
  expect(given.leaks(main)).toEqual([]);
  return main.annotations[0]!.message;
}

test("but not for ever, and says whose endpoint it is", async () => {
  await using given = await createIdentityWorld();
  const { endpoint } = given;
  const host = new URL(endpoint.url).host;
  endpoint.answer = answering(502);
  expect(await error(given)).toBe(
    `Cannot get an ID token for the audience ${given.url}: ${host} answers with status 502. It is the runner's own endpoint; run the job again.`,
  );
  expect(endpoint.audiences).toHaveLength(5);
});

test.each([
  [401, "Check that the job still runs and has `permissions: { id-token: write }`."],
  [403, "Check that the job still runs and has `permissions: { id-token: write }`."],
  [400, "It may not issue ID tokens for that audience: check `audience`."],
  [200, "It is the runner's own endpoint; run the job again."],
  [302, "It is the runner's own endpoint; run the job again."],
])("not after a status %i, which it says what to do about", async (status, remedy) => {
  await using given = await createIdentityWorld();
  given.endpoint.answer = answering(status, "no\n::error::a");
  const message = await error(given, { audience: "https://a.test" });
  expect(message).toContain("Cannot get an ID token for the audience https://a.test: 127.0.0.1:");
  expect(message).toContain(
    `answers with status ${String(status)}: ${status === 200 ? "an" : "no ::error::a"}`,
  );
  expect(message).toContain(remedy);
  expect(given.endpoint.audiences).toHaveLength(1);
});

test("an answer that repeats what was asked with is not repeated", async () => {
  await using given = await createIdentityWorld();
  given.endpoint.answer = answering(400, given.endpoint.env["ACTIONS_ID_TOKEN_REQUEST_TOKEN"]);
  expect(await error(given)).toContain("answers with status 400. It may not");
});

test("one that never answers ends with the time limit", async () => {
  await using given = await createIdentityWorld();
  given.endpoint.answer = () => true;
  expect(await error(given, { timeout: "2s" })).toContain(
    "did not answer in time. It is the runner's own endpoint: check that the runner can reach it",
  );
});

test("a redirect does not take what it asks with along", async () => {
  await using given = await createIdentityWorld();
  const seen: unknown[] = [];
  await using elsewhere = await answerer({ status: 200 }, (headers) => seen.push(headers["authorization"]));
  given.endpoint.answer = (outgoing) => {
    outgoing.writeHead(307, { location: elsewhere.url }).end();
    return true;
  };
  expect(await error(given)).toContain("answers with status 307");
  expect(seen).toEqual([]);
});
