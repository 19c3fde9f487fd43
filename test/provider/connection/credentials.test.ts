import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import { type RecordingServer, startRecordingServer } from "../../support/recording-server.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { ask, found } from "./ask.ts";

const servers: RecordingServer[] = [];
let here: RecordingServer;
beforeEach(async () => {
  here = await startRecordingServer(found);
  servers.push(here);
});
afterAll(async () => {
  await Promise.all(servers.map(async (server) => server[Symbol.asyncDispose]()));
});

const sent = (): readonly (string | undefined)[] => here.requests.map(({ headers }) => headers.authorization);

test("the environment says where the server is and which token to use", async () => {
  const { state } = await ask({ JETON_URL: here.url, JETON_TOKEN: "from-env" });
  expect(state).toMatchObject({ id: "prj_1" });
  expect(sent()).toEqual(["Bearer from-env"]);
});

test("what is configured wins over the environment", async () => {
  await ask(
    { JETON_URL: "http://192.0.2.1", JETON_TOKEN: "from-env" },
    { url: here.url, token: "configured" },
  );
  expect(sent()).toEqual(["Bearer configured"]);
});

test("the environment's token never goes to another server than the environment's", async () => {
  for (const credential of [{ JETON_TOKEN: "from-env" }, { JETON_TOKEN_FILE: "/dev/null" }]) {
    const { diagnostics } = await ask(
      { JETON_URL: "https://elsewhere.example", ...credential },
      { url: here.url },
    );
    expect(diagnostics).toMatchObject([{ summary: "No credential for Jeton" }]);
    expect(diagnostics[0]?.detail).toContain("JETON_URL names another server than `url`");
  }
  expect(sent()).toEqual([]);
});

test("the same server in another spelling, or one the environment does not name, gets it", async () => {
  await ask({ JETON_URL: `${here.url.replace("http", "HTTP")}//`, JETON_TOKEN: "one" }, { url: here.url });
  await ask({ JETON_TOKEN: "two" }, { url: `${here.url}/` });
  expect(sent()).toEqual(["Bearer one", "Bearer two"]);
});

test("a token comes from a file, without the line's end", async () => {
  using folder = temporaryFolder();
  const file = path.join(folder.path, "token");
  writeFileSync(file, "from-file\n");
  await ask({ JETON_URL: here.url, JETON_TOKEN: "from-env" }, { token_file: file });
  await ask({ JETON_URL: here.url, JETON_TOKEN_FILE: file });
  expect(sent()).toEqual(["Bearer from-file", "Bearer from-file"]);

  const { diagnostics } = await ask({ JETON_URL: here.url }, { token_file: `${file}s` });
  expect(diagnostics[0]?.detail).toMatch(
    /The file ".*tokens" that `token_file` names cannot be read: ENOENT/,
  );
});

test("without a server or a token the first call says what to set", async () => {
  expect((await ask({})).diagnostics).toMatchObject([
    {
      summary: "Jeton cannot be reached",
      detail: "No server is named: set `url` in the provider's block, or JETON_URL.",
    },
  ]);
  expect((await ask({ JETON_URL: here.url, JETON_TOKEN: "" })).diagnostics).toMatchObject([
    {
      summary: "No credential for Jeton",
      detail:
        "There is no token to use: set `token`, `token_file` or `oidc` in the provider's block, or JETON_TOKEN or JETON_TOKEN_FILE.",
    },
  ]);
  expect(sent()).toEqual([]);
});

test("what cannot be a token is not sent, and not shown either", async () => {
  for (const token of ["hunter2\nX-Evil: 1", "hunter2 two", "hünter2", " "]) {
    const { diagnostics } = await ask({ JETON_URL: here.url, JETON_TOKEN: token });
    expect(diagnostics).toMatchObject([{ summary: "No credential for Jeton" }]);
    expect(JSON.stringify(diagnostics)).toContain("JETON_TOKEN is not usable");
    expect(JSON.stringify(diagnostics)).not.toContain("nter2");
  }
  expect(sent()).toEqual([]);
});

test("an address with a password is refused without repeating it", async () => {
  for (const url of ["https://admin:hunter2@jeton.example", "jeton.example:hunter2", "https://x/?hunter2"]) {
    const { diagnostics } = await ask({ JETON_URL: url, JETON_TOKEN: "t" });
    expect(diagnostics).toMatchObject([{ summary: "Jeton cannot be reached" }]);
    expect(JSON.stringify(diagnostics)).toContain("JETON_URL is not usable");
    expect(JSON.stringify(diagnostics)).not.toContain("hunter2");
  }
});
