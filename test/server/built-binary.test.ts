import { mkdirSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serverOutputs } from "../../tools/server-outputs.ts";
import { send } from "../support/http.ts";
import { runJeton, spawnServer } from "../support/spawned-server.ts";
import { PATIENCE, spawnWorkers } from "../support/worker-servers.ts";
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

// The other one mostly waits for pauses to pass.
test.concurrent("the built binary serves by several processes: what one of them mints and revokes, each of them knows", async () => {
  await using server = await spawnWorkers(2, { JETON_DRAIN: "1s" }, program);
  const account = await server.create("/v1/service-accounts", { name: "ci", project: "system" });
  const token = { service_account_id: account["id"], name: "a", max_age: "1d" };
  const { id, secret } = await server.create("/v1/tokens", token);
  const lines = await server.lineToEach();
  const answers = (): Promise<readonly number[]> =>
    Promise.all(
      lines.map(async (line) => (await line.ask({ path: "/v1/whoami", token: String(secret) })).status),
    );
  expect(await answers()).toEqual([200, 200]);
  const revoke = { method: "POST", path: `/v1/tokens/${String(id)}:revoke`, token: server.token };
  expect((await lines[0]?.ask(revoke))?.status).toBe(200);
  expect(await answers()).toEqual([401, 401]);
  server.kill("SIGTERM");
  expect(await server.ended).toMatchObject({ code: 0, stderr: "" });
});

test(
  "a worker that cannot start any more is given up in the end, and the server with it",
  { timeout: PATIENCE },
  async () => {
    await using server = await spawnWorkers(2, {}, program);
    const file = `${server.folder}/jeton.db`;
    for (const suffix of ["", "-wal", "-shm"]) renameSync(file + suffix, `${file}.away${suffix}`);
    writeFileSync(file, "this is no database ".repeat(100));
    const [, killed = 0] = server.workerPids();
    process.kill(killed, "SIGKILL");
    expect(await server.ended).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("jeton: worker 2 ends again and again, last with code 1\n") as string,
    });
    expect(server.stdout().match(/A worker has ended/g)).toHaveLength(7);
  },
);
