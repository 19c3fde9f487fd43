import { writeFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { offlineCommand } from "../../support/offline-command.ts";
import { runJeton } from "../../support/spawned-server.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { until } from "../../support/until.ts";
import { KEYS, openLine, PATIENCE, spawnWorkers, type WorkersServer } from "../../support/worker-servers.ts";

// Each test starts processes, or waits for one that is replaced.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** One server for all: the last test ends it. */
let server: WorkersServer;
let account: unknown;
beforeAll(async () => {
  server = await spawnWorkers(2, { JETON_DRAIN: "1s" });
  account = (await server.create("/v1/service-accounts", { name: "ci", project: "system" }))["id"];
});
afterAll(() => server[Symbol.asyncDispose]());

test("while several workers run a restore into their database is refused, and each of them obeys a quarantine", async () => {
  const at = (name: string): string => path.join(server.folder, name);
  const env = (file: string) => ({ ...KEYS, JETON_DATABASE_URL: `sqlite:${at(file)}` });
  const restore = (file: string, ...args: readonly string[]) =>
    offlineCommand(["restore", ...args], env(file));
  const backup = await offlineCommand(["backup", "--to", at("backup")], env("jeton.db"));
  expect(backup.code).toBe(0);
  expect(await restore("jeton.db", at("backup"))).toMatchObject({
    code: 1,
    err: expect.stringContaining("the database is not empty"),
  });
  // Into one that another restore is at; it waits for a while.
  using busy = new DatabaseSync(at("busy.db"));
  busy.exec("pragma journal_mode = wal; begin immediate; create table some_table (id text)");
  const second = restore("busy.db", at("backup"));

  const lines = await server.lineToEach();
  const statuses = (path: string, token: string) =>
    Promise.all(lines.map(async (line) => (await line.ask({ path, token })).status));
  const each = (status: number) => lines.map(() => status);
  expect(await statuses("/v1/forward-auth", server.token)).toEqual(each(200));
  expect(await restore("jeton.db", "--quarantine")).toMatchObject({ code: 0, err: "" });
  for (const path of ["/readyz", "/v1/forward-auth", "/v1/whoami"]) {
    await expect.poll(() => statuses(path, server.token), { timeout: PATIENCE }).toEqual(each(503));
  }
  expect(await restore("jeton.db", "--accept", "--trust-all")).toMatchObject({ code: 0, err: "" });
  await expect.poll(() => statuses("/readyz", ""), { timeout: PATIENCE }).toEqual(each(200));
  expect(await statuses("/v1/forward-auth", server.token)).toEqual(each(200));
  expect(await second).toMatchObject({
    code: 1,
    err: expect.stringContaining("another process is changing"),
  });
});

test("a worker that hangs is ended, and only then a revoke acknowledged that it has not heard of", async () => {
  const made = await server.create("/v1/tokens", { service_account_id: account, name: "a", max_age: "1d" });
  const secret = String(made["secret"]);
  const verify = { path: "/v1/forward-auth", token: secret };
  const [first, second] = await server.lineToEach();
  expect((await first?.ask(verify))?.status).toBe(200);
  expect((await second?.ask(verify))?.status).toBe(200);
  const [, hung = 0] = server.workerPids();
  process.kill(hung, "SIGSTOP");
  // Answered once it runs on, if ever.
  const late = second?.ask(verify).then(
    ({ status }) => String(status),
    () => "the connection has ended",
  );
  const path = `/v1/tokens/${String(made["id"])}:revoke`;
  const revoked = await first?.ask({ method: "POST", path, token: server.token });
  expect(revoked?.status).toBe(200);
  expect(server.workerPids()).not.toContain(hung);
  expect(await late).toBe("the connection has ended");
  for (const line of await server.lineToEach()) expect((await line.ask(verify)).status).toBe(401);
});

test("workers killed in a burst of mints are replaced, and nothing acknowledged is lost", async () => {
  const secrets: string[] = [];
  let isDone = false;
  const minting = Array.from({ length: 4 }, async (_, client) => {
    for (let index = 0; !isDone; index += 1) {
      using line = openLine(server.url);
      const body = { service_account_id: account, name: `${String(client)}-${String(index)}`, max_age: "1d" };
      const asked = line.ask({ method: "POST", path: "/v1/tokens", token: server.token, body });
      // A worker that dies ends its connections; whoever waits for its lock may wait for too long.
      const reply = await asked.catch(() => undefined);
      if (reply?.status === 201) secrets.push(String((JSON.parse(reply.text) as { secret: string }).secret));
    }
  });
  await until("mints are acknowledged", () => secrets.length > 10, PATIENCE);
  const [killed = 0] = server.workerPids();
  process.kill(killed, "SIGKILL");
  const isReplaced = (): boolean => {
    const pids = server.workerPids();
    return pids.length === 2 && !pids.includes(killed);
  };
  await until("another takes its place", isReplaced, PATIENCE);
  await server.lineToEach();
  isDone = true;
  await Promise.all(minting);
  using line = openLine(server.url);
  for (const secret of secrets) {
    expect((await line.ask({ path: "/v1/forward-auth", token: secret })).status).toBe(200);
  }
  expect(server.stdout()).toContain('"how":"SIGKILL","msg":"A worker has ended');
});

test("each one's numbers are on the page of metrics, under its own", async () => {
  const [, second] = await server.lineToEach();
  const page = (await second?.ask({ path: "/metrics", token: server.token }))?.text ?? "";
  for (const worker of ["1", "2"]) {
    expect(page).toMatch(new RegExp(`^jeton_requests_total\\{worker="${worker}",operation="healthz"`, "m"));
    expect(page).toMatch(new RegExp(`^jeton_event_loop_lag_seconds\\{worker="${worker}",quantile="1"`, "m"));
  }
  expect(page.match(/^# TYPE jeton_requests_total/gm)).toHaveLength(1);
  expect(page.match(/^jeton_webhook_deliveries_waiting/gm)).toHaveLength(1);
});

test("SIGTERM under load lets every request be answered, and the last checkpoint covers all of them", async () => {
  let answered = 0;
  const clients = Array.from({ length: 6 }, async (_, client) => {
    using line = openLine(server.url);
    for (let index = 0; ; index += 1) {
      const isWrite = index % 4 === 0;
      const { status, isLast } = await line.ask({
        method: isWrite ? "POST" : "GET",
        path: isWrite ? "/v1/projects" : "/v1/whoami",
        token: server.token,
        ...(isWrite && { body: { name: `p-${String(client)}-${String(index)}` } }),
      });
      expect(status).toBe(isWrite ? 201 : 200);
      answered += 1;
      if (isLast) return;
    }
  });
  await until("all are at work", () => answered > 50, PATIENCE);
  server.kill("SIGTERM");
  await Promise.all(clients);
  expect(await server.ended).toMatchObject({ code: 0, stderr: "" });
  const database = { JETON_DATABASE_URL: `sqlite:${server.folder}/jeton.db` };
  expect(await runJeton(["audit", "verify"], database).ended).toMatchObject({ code: 0 });
});

test("a start that fails says why, and a setting that is wrong is refused", async () => {
  using folder = temporaryFolder();
  const file = `${folder.path}/jeton.db`;
  writeFileSync(file, "this is no database ".repeat(100));
  const env = { JETON_LISTEN: "127.0.0.1:0", JETON_DATABASE_URL: `sqlite:${file}` };
  const start = (count: string, other = {}) =>
    runJeton(["serve", "--workers", count], { ...env, ...other }).ended;
  const says = (text: string) => expect.stringContaining(text) as string;
  expect(await start("2", { JETON_LISTEN: "192.0.2.1:1" })).toMatchObject({
    code: 1,
    stderr: says("192.0.2.1"),
  });
  expect(await start("2")).toMatchObject({ code: 1, stderr: says("worker 1 ended") });
  expect(await start("0")).toMatchObject({ code: 2, stderr: says("JETON_WORKERS") });
});
