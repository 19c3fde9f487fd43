import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { leaksOf } from "../support/leaks.ts";
import { createJob, type Phase } from "../support/runner.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { action } from "./world.ts";

/** A run without an identity. Nothing listens at the server's address: a request would be another message. */
async function without(env: Readonly<Record<string, string>>, event: unknown = {}): Promise<string> {
  using folder = temporaryFolder();
  const file = join(folder.path, "event.json");
  await writeFile(file, typeof event === "string" ? event : JSON.stringify(event));
  const job = createJob({ directory: folder.path, action, env: { GITHUB_EVENT_PATH: file, ...env } });
  return errorOf(await job.use({ url: "http://127.0.0.1:1", "service-account": "shop/ci" }));
}

function errorOf(main: Phase): string {
  expect(main).toMatchObject({ exitCode: 1, outputs: {}, state: {}, env: {}, stderr: "" });
  expect(main.annotations).toEqual([{ level: "error", message: expect.any(String) }]);
  return main.annotations[0]!.message;
}

const FORK = "for a pull request from a fork, to which GitHub gives none. Leave this step out";
const PERMISSION =
  "this run has no identity. Give the job `permissions: { id-token: write, contents: read }`";

const pull = (head: string | null, base = "shop/website"): unknown => ({
  pull_request: {
    head: { repo: head === null ? null : { full_name: head } },
    base: { repo: { full_name: base } },
  },
});

test.each<[what: string, env: Record<string, string>, event: unknown, message: string]>([
  ["a push without the permission", {}, {}, PERMISSION],
  ["a runner that names no event", { GITHUB_EVENT_PATH: "/nowhere/event.json" }, {}, PERMISSION],
  ["a pull request from a fork", { GITHUB_EVENT_NAME: "pull_request" }, pull("fork/website"), FORK],
  ["one whose fork is gone", { GITHUB_EVENT_NAME: "pull_request" }, pull(null), FORK],
  ["a review of one", { GITHUB_EVENT_NAME: "pull_request_review" }, pull("fork/website"), FORK],
  ["one from the repository itself", { GITHUB_EVENT_NAME: "pull_request" }, pull("shop/website"), PERMISSION],
  ["pull_request_target", { GITHUB_EVENT_NAME: "pull_request_target" }, pull("fork/website"), PERMISSION],
  ["an event that is no JSON", { GITHUB_EVENT_NAME: "pull_request" }, "{", PERMISSION],
  [
    "Dependabot",
    { GITHUB_ACTOR: "dependabot[bot]" },
    {},
    "it was started by Dependabot, whose runs may only read",
  ],
])("%s", async (...[, env, event, message]) => {
  expect(await without(env, event)).toContain(message);
});

test("half of what the runner tells is nothing", async () => {
  const url = "http://127.0.0.1:1/?api-version=2.0";
  expect(await without({ ACTIONS_ID_TOKEN_REQUEST_URL: url })).toContain(PERMISSION);
  expect(await without({ ACTIONS_ID_TOKEN_REQUEST_TOKEN: "x" })).toContain(PERMISSION);
});

test("with nothing to sign in with it says what there is", async () => {
  using folder = temporaryFolder();
  const main = await createJob({ directory: folder.path, action }).use({ url: "http://127.0.0.1:1" });
  expect(errorOf(main)).toMatch(
    /^`token` is empty, and so is `service-account`\. Give `service-account: PROJECT\/NAME`/,
  );
});

test("a JETON_TOKEN of something else is named, and not shown", async () => {
  using folder = temporaryFolder();
  const secret = "ghp_0123456789012345678901234567890123456789";
  const job = createJob({ directory: folder.path, action, env: { JETON_TOKEN: secret } });
  const main = await job.use({ url: "http://127.0.0.1:1" });
  expect(errorOf(main)).toMatch(/^JETON_TOKEN is no Jeton token/);
  expect(leaksOf(main, [secret])).toEqual([]);
});
