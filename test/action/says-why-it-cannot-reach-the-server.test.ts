import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { selfSigned } from "../../provider/plugin/certificate.ts";
import { makeTokenText } from "../../server/contract/token-text.ts";
import { leaksOf } from "../support/leaks.ts";
import { answerer, between, tlsFront } from "../support/relay.ts";
import { createJob, type Phase } from "../support/runner.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { action, createWorld } from "./world.ts";

const token = makeTokenText("s", randomBytes);

async function signIn(url: string, inputs: Record<string, string> = {}): Promise<Phase> {
  using folder = temporaryFolder();
  return await createJob({ directory: folder.path, action }).use({ url, token, ...inputs });
}

/** What the one error says. */
function errorOf(main: Phase): string {
  expect(main).toMatchObject({ exitCode: 1, outputs: {}, state: {}, stderr: "" });
  expect(main.annotations).toEqual([{ level: "error", message: expect.any(String) }]);
  expect(leaksOf(main, [token])).toEqual([]);
  return main.annotations[0]!.message;
}

test("nothing listens there", async () => {
  const main = await signIn("http://127.0.0.1:1");
  expect(errorOf(main)).toContain(
    "Cannot sign in: http://127.0.0.1:1 cannot be reached: connect ECONNREFUSED 127.0.0.1:1.",
  );
});

test("the host has no address", async () => {
  const main = await signIn("https://jeton.invalid");
  expect(errorOf(main)).toContain("Cannot sign in: https://jeton.invalid cannot be reached: getaddrinfo");
});

test("it takes the connection and never answers", async () => {
  await using silent = await between(createServer(), "http");
  const main = await signIn(silent.url, { timeout: "1s" });
  expect(errorOf(main)).toContain(`Cannot sign in: ${silent.url} did not answer in time.`);
});

test("another program answers with a page", async () => {
  await using other = await answerer({
    status: 200,
    headers: { "content-type": "text/html" },
    body: "<html>",
  });
  expect(errorOf(await signIn(other.url))).toContain(
    `${other.url} answers, but not as Jeton does (status 200).`,
  );
});

test("another program answers with JSON", async () => {
  await using other = await answerer({ status: 200, body: '{"subject":{"reference":7},"token":{}}' });
  expect(errorOf(await signIn(other.url))).toContain(`${other.url} answers, but not as Jeton does.`);
});

test("another program answers with what a runner would obey", async () => {
  const subject = { type: "service_account", reference: "a\n::error::b\r\n##[add-path]/tmp" };
  await using other = await answerer({
    status: 200,
    body: JSON.stringify({ subject, token: { expires_at: null } }),
  });
  const main = await signIn(other.url);
  expect(main.exitCode).toBe(0);
  expect(main.annotations).toEqual([]);
  expect(main.stdout).toContain("as a ::error::b ## [add-path]/tmp, with");
});

test("another program answers without an end", async () => {
  await using other = await answerer({ status: 200, body: "x".repeat(8_000_001) });
  expect(errorOf(await signIn(other.url))).toContain("the answer has more than 8000000 bytes");
});

test("its certificate is not trusted, unless the runner is told of it", async () => {
  await using world = await createWorld();
  const certificate = selfSigned(new Date());
  await using front = await tlsFront(world.server.url, certificate);
  expect(errorOf(await signIn(front.url))).toContain(
    `${front.url} cannot be reached: its certificate is not trusted (self-signed`,
  );

  using folder = temporaryFolder();
  const file = join(folder.path, "ca.pem");
  await writeFile(file, certificate.certificate);
  const trusting = await world
    .job({ env: { NODE_EXTRA_CA_CERTS: file } })
    .use({ url: front.url, token: world.token });
  expect(trusting).toMatchObject({ exitCode: 0, annotations: [] });
});
