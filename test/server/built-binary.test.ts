import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serverOutputs } from "../../tools/server-outputs.ts";
import { send } from "../support/http.ts";
import { runJeton, spawnServer } from "../support/spawned-server.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const folder = temporaryFolder();
const program = path.join(folder.path, "server/dist/jeton.mjs");
const root = path.join(import.meta.dirname, "../..");

/** As whoever installs it has it: the bundle alone, with no package beside it. */
beforeAll(async () => {
  for (const { path: at, make } of await serverOutputs()) {
    const file = path.join(folder.path, at);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, await make());
  }
  symlinkSync(path.join(root, "server/dist/console"), path.join(folder.path, "server/dist/console"));
});
afterAll(() => {
  folder[Symbol.dispose]();
});

test("the built binary serves the API and the console, and is its client, wherever it lies", async () => {
  await using server = await spawnServer({ program });
  const page = await send(server.url, { path: "/tokens", headers: { accept: "text/html" } });
  expect([page.status, page.text]).toEqual([200, expect.stringContaining("<title>Jeton</title>")]);
  const env = { HOME: folder.path, JETON_URL: server.url, JETON_TOKEN: server.token };
  const run = (...args: readonly string[]) => runJeton(args, env, program).ended;
  expect(await run("create", "project", "shop")).toMatchObject({ code: 0, stderr: "" });
  expect(await run("get", "projects", "--order-by", "name", "-o", "json")).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('"shop"'),
  });
  expect(await run("apply", "-f", "none-such.yaml")).toMatchObject({ code: 2 });
  expect(await run("--version")).toMatchObject({ code: 0, stdout: expect.stringMatching(/^jeton \d/) });
});
