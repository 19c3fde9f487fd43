import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { expect, test } from "vitest";
import { startServer } from "../../support/server.ts";
import { runJeton } from "../../support/spawned-server.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

test("the binary makes a token, and no secret is among its arguments or in its title", async () => {
  await using server = await startServer();
  using home = temporaryFolder();
  const file = path.join(home.path, "token");
  writeFileSync(file, server.token, { mode: 0o600 });
  const args = [
    "create",
    "token",
    "--system",
    "--role",
    "viewer",
    "one",
    "--quiet",
    "--url",
    server.url,
    "--token-file",
    file,
  ];
  const run = runJeton(args, { HOME: home.path });
  const line = readFileSync(`/proc/${String(run.process.pid)}/cmdline`, "utf8");
  const { code, stdout, stderr } = await run.ended;
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/^jtnr_\w{50}\n$/);
  expect(line).not.toContain(server.token.slice(0, 30));
});

test("a signal ends the binary with 130, while it waits for an answer", async () => {
  const silent = createServer(() => undefined).listen(0, "127.0.0.1");
  await once(silent, "listening");
  const url = `http://127.0.0.1:${String((silent.address() as { port: number }).port)}`;
  const run = runJeton(["get", "projects"], { JETON_URL: url, JETON_TOKEN: "x" });
  await once(silent, "request");
  run.process.kill("SIGINT");
  expect(await run.ended).toMatchObject({ code: 130, stdout: "", stderr: "" });
  silent.close();
});
