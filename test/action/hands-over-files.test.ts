import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { leaksOf } from "../support/leaks.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { createWorld } from "./world.ts";

const tokens = "DEPLOY_TOKEN = sa/shop/deployer\nREAD_TOKEN = sa/shop/deployer mode=read_only";

test("with files each token is in one that nobody else may read, until the job ends", async () => {
  await using world = await createWorld();
  using temporary = temporaryFolder();
  const job = world.job({ env: { RUNNER_TEMP: temporary.path } });
  const inputs = { url: world.server.url, token: world.token, tokens, files: "true", "export-env": "true" };
  const main = await job.use(inputs);
  const { DEPLOY_TOKEN, DEPLOY_TOKEN_FILE = "", READ_TOKEN, READ_TOKEN_FILE = "" } = main.outputs;

  expect(main).toMatchObject({ exitCode: 0, annotations: [], stderr: "" });
  expect([DEPLOY_TOKEN_FILE, READ_TOKEN_FILE].map((file) => readFileSync(file, "utf8"))).toEqual([
    DEPLOY_TOKEN,
    READ_TOKEN,
  ]);
  const directory = dirname(DEPLOY_TOKEN_FILE);
  expect(dirname(directory)).toBe(temporary.path);
  expect([directory, DEPLOY_TOKEN_FILE, READ_TOKEN_FILE].map((path) => statSync(path).mode & 0o777)).toEqual([
    0o700, 0o600, 0o600,
  ]);
  expect(job.env).toMatchObject({ DEPLOY_TOKEN, DEPLOY_TOKEN_FILE, READ_TOKEN, READ_TOKEN_FILE });
  expect(job.env).not.toHaveProperty("JETON_TOKEN_FILE");

  const [post] = await job.finish();
  expect(post).toMatchObject({ exitCode: 0, annotations: [] });
  expect(readdirSync(temporary.path)).toEqual([]);
  for (const phase of [main, post!]) expect(leaksOf(phase, [DEPLOY_TOKEN!, READ_TOKEN!])).toEqual([]);
});

test("the files go even where the tokens stay, or the server is gone", async () => {
  await using world = await createWorld();
  using temporary = temporaryFolder();
  const inputs = { url: world.server.url, token: world.token, tokens, files: "true" };
  for (const more of [{ "skip-revoke": "true" }, {}]) {
    const job = world.job({ env: { RUNNER_TEMP: temporary.path } });
    const main = await job.use({ ...inputs, ...more });
    expect(main.exitCode).toBe(0);
    expect(readdirSync(temporary.path)).toHaveLength(1);
    if (!("skip-revoke" in more)) await world.server.close();
    const [post] = await job.finish();
    expect(post?.exitCode).toBe(0);
    expect(readdirSync(temporary.path)).toEqual([]);
  }
});

test("where no file can be written it says so, hands over nothing, and post revokes", async () => {
  await using world = await createWorld();
  using temporary = temporaryFolder();
  const job = world.job({ env: { RUNNER_TEMP: join(temporary.path, "gone") } });
  const main = await job.use({ url: world.server.url, token: world.token, tokens, files: "true" });
  expect(main).toMatchObject({ exitCode: 1, outputs: {}, env: {} });
  expect(main.annotations[0]?.message).toMatch(/^ENOENT: no such file or directory, mkdir/);
  await job.finish();
  expect(await world.liveTokens()).toEqual([]);
});

test("post removes nothing but what main wrote, whatever it is told", async () => {
  await using world = await createWorld();
  using temporary = temporaryFolder();
  const precious = join(temporary.path, "precious");
  for (const name of ["precious", "runner"]) await mkdir(join(temporary.path, name));
  const job = world.job({ env: { RUNNER_TEMP: join(temporary.path, "runner") } });
  await job.use({ url: world.server.url, token: world.token, tokens, files: "true" });
  const [post] = await job.finish({
    state: (value) => value.replace(/"directory":"[^"]*"/, `"directory":${JSON.stringify(precious)}`),
  });
  expect(post?.exitCode).toBe(0);
  expect(existsSync(precious)).toBe(true);
});
