import { generateKeyPairSync } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { auditCommand } from "../../../server/commands/audit-command.ts";
import type { Environment } from "../../../server/config/settings.ts";
import { send } from "../../support/http.ts";
import { runJeton, type SpawnedServer, spawnServer } from "../../support/spawned-server.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const stop = async (server: SpawnedServer): Promise<void> => {
  // Whoever answers has its signal handlers.
  await send(server.url, { path: "/healthz" });
  server.kill("SIGTERM");
  expect(await server.ended).toMatchObject({ code: 0 });
};

describe("jeton audit verify", () => {
  let server: SpawnedServer;
  let url: string;
  const at = (name: string): string => path.join(server.folder, name);
  const run = (...args: readonly string[]) => runJeton(["audit", ...args], { JETON_DATABASE_URL: url }).ended;
  const verify = (...args: readonly string[]) => run("verify", ...args);
  /** The same in this process, which is quicker. */
  const here = async (args: readonly string[], env: Environment = { JETON_DATABASE_URL: url }) => {
    let stdout = "";
    let stderr = "";
    const code = await auditCommand(args, {
      env,
      readFile: (file) => readFileSync(file, "utf8"),
      out: (text) => void (stdout += text),
      err: (text) => void (stderr += text),
    });
    return { code, stdout, stderr };
  };

  beforeAll(async () => {
    server = await spawnServer();
    url = `sqlite:${at("jeton.db")}`;
    const { token } = server;
    for (let index = 0; index < 5; index += 1) {
      const body = { name: `p-${String(index)}` };
      await send(server.url, { method: "POST", path: "/v1/projects", body, token });
    }
    const exported = await send(server.url, { path: "/v1/audit-events:export", token });
    writeFileSync(at("export.ndjson"), exported.text);
  });
  afterAll(() => server[Symbol.asyncDispose]());

  test("finds the database of a running server intact, and changes nothing in it", async () => {
    const { code, stdout, stderr } = await verify();
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(
      /^The audit is intact: \d+ entries, the last of \S+Z with the hash [0-9a-f]{64}\.$/m,
    );
    expect(stdout).toContain("Only a checkpoint kept elsewhere tells whether it was rewritten whole");
  });

  test("finds an export intact without any database", async () => {
    const { code, stdout } = await runJeton(["audit", "verify", "--file", at("export.ndjson")]).ended;
    const count = readFileSync(at("export.ndjson"), "utf8").trimEnd().split("\n").length;
    expect([code, stdout]).toEqual([
      0,
      expect.stringContaining(`The audit is intact: ${String(count)} entries`) as string,
    ]);
  });

  test.each([
    [
      "changed",
      (lines: string[]) => lines.with(3, lines[3]!.replace('"api"', '"apl"').replace("role", "rule")),
      4,
    ],
    ["written otherwise", (lines: string[]) => lines.with(3, lines[3]!.replace(":", ": ")), 4],
    ["with a field twice", (lines: string[]) => lines.with(3, lines[3]!.replace("{", '{"action":"x",')), 4],
    ["removed", (lines: string[]) => lines.toSpliced(5, 1), 6],
    ["cut in half", (lines: string[]) => [...lines.slice(0, 7), lines[7]!.slice(0, 40)], 8],
    ["that is no JSON", (lines: string[]) => lines.with(2, "jeton"), 3],
  ])("names a line of an export that is %s", async (_, tamper, sequence) => {
    using folder = temporaryFolder();
    const file = path.join(folder.path, "tampered.ndjson");
    const lines = readFileSync(at("export.ndjson"), "utf8").trimEnd().split("\n");
    writeFileSync(file, `${tamper(lines).join("\n")}\n`);
    const { code, stdout, stderr } = await here(["verify", "--file", file]);
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(`The audit is NOT what was written. Entry ${String(sequence)}: `);
  });

  test.each([
    [["nonsense"], 2, "Usage: jeton audit"],
    [[], 2, "Usage: jeton audit"],
    [["verify", "--nonsense"], 2, "Unknown option '--nonsense'"],
    [["verify", "--checkpoint", "x"], 2, "--checkpoint and --public-key go together"],
    [["verify", "--file", "/no/such/file"], 1, "ENOENT"],
    [["verify", "--checkpoint", "/no/such", "--public-key", "/no/such"], 1, "ENOENT"],
  ])("%o is refused with status %i and a reason", async (args, status, reason) => {
    const { code, stdout, stderr } = await here(args);
    expect([code, stdout]).toEqual([status, ""]);
    expect(stderr).toContain(reason);
  });

  test("makes no database where there is none", async () => {
    const missing = at("missing.db");
    const { code, stderr } = await here(["verify"], { JETON_DATABASE_URL: `sqlite:${missing}` });
    expect([code, stderr]).toEqual([1, expect.stringContaining("unable to open database file") as string]);
    expect(existsSync(missing)).toBe(false);
  });

  test("with the checkpoint of an orderly end it finds an end cut off, which without it nobody can", async () => {
    await stop(server);
    const kept = ["--checkpoint", at("audit-checkpoints.jsonl"), "--public-key", at("audit-public-key.pem")];
    const intact = await verify(...kept);
    expect(intact).toMatchObject({ code: 0, stderr: "" });
    expect(intact.stdout).toMatch(/Every checkpoint agrees with it, up to entry \d+ of /);
    const printed = await run("public-key");
    expect([printed.code, printed.stdout]).toEqual([0, readFileSync(at("audit-public-key.pem"), "utf8")]);

    const other = generateKeyPairSync("ed25519").publicKey.export({ type: "spki", format: "pem" });
    writeFileSync(at("other.pem"), other);
    const foreign = await verify(
      "--checkpoint",
      at("audit-checkpoints.jsonl"),
      "--public-key",
      at("other.pem"),
    );
    expect(foreign).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("line 1: this is no checkpoint") as string,
    });

    const database = new DatabaseSync(at("jeton.db"));
    const { last } = database.prepare("select max(sequence) as last from audit_entries").get() as {
      last: number;
    };
    database.exec(`delete from audit_entries where sequence > ${String(last - 2)};
      update chain_head set sequence = ${String(last - 2)},
        hash = (select hash from audit_entries where sequence = ${String(last - 2)})`);
    database.close();
    expect(await verify()).toMatchObject({ code: 0 });
    const cut = await verify(...kept);
    expect(cut.code).toBe(1);
    expect(cut.stderr).toContain(`Entry ${String(last - 1)}: it is missing: at `);

    await using again = await spawnServer({ folder: server.folder, token: server.token });
    expect(again.stdout()).toContain("The audit is not what its last checkpoint saw");
  });
});
