import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { once } from "node:events";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { randomBytes } from "node:crypto";
import { makeTokenText } from "../../../server/contract/token-text.ts";
import type { Environment } from "../../../server/config/settings.ts";
import { jeton, type Person, type Shown } from "../../support/jeton.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const newToken = (): string => makeTokenText("u", randomBytes);
const [ofFlag, ofEnvironment, ofFile, ofContext, ofOther] = Array.from({ length: 5 }, newToken) as [
  string,
  string,
  string,
  string,
  string,
];

/** A server that writes down what it is sent, and has nothing. */
const seen: { url: string; authorization: string | undefined }[] = [];
const server = createServer((request, response) => {
  const port = String((server.address() as { port: number }).port);
  seen.push({
    url: `http://${request.headers.host ?? ""}`.replace(port, "PORT"),
    authorization: request.headers.authorization,
  });
  response.setHeader("content-type", "application/json").end('{"items":[],"next_page_token":null}');
});
let url = "";

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${String((server.address() as { port: number }).port)}`;
});
afterAll(() => {
  server.close();
});

interface World extends Disposable {
  readonly home: string;
  readonly file: (name: string, text: string, mode?: number) => string;
  readonly run: (args: readonly string[], env?: Environment, person?: Person) => Promise<Shown>;
  /** The token that `jeton get projects` is sent with. */
  readonly sent: (
    args?: readonly string[],
    env?: Environment,
    person?: Person,
  ) => Promise<string | undefined>;
}

function world(): World {
  const folder = temporaryFolder();
  const run: World["run"] = (args, env = {}, person = {}) =>
    jeton(args, { ...person, env: { HOME: folder.path, ...env } });
  return {
    home: folder.path,
    file: (name, text, mode = 0o600) => {
      const file = path.join(folder.path, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
      chmodSync(file, mode);
      return file;
    },
    run,
    sent: async (args = [], env, person) => {
      seen.length = 0;
      const { code, err } = await run(["get", "projects", ...args], env, person);
      if (code !== 0) throw new Error(err);
      return seen[0]?.authorization?.replace("Bearer ", "");
    },
    [Symbol.dispose]: () => {
      folder[Symbol.dispose]();
    },
  };
}

const config = (): string => `current_context: here
contexts:
  here:
    url: ${url}
    token: ${ofContext}
  other:
    url: ${url.replace("127.0.0.1", "localhost")}
    token: ${ofOther}
`;

test("a flag beats the environment, and that the context", async () => {
  using it = world();
  const env = { JETON_URL: url, JETON_TOKEN: ofEnvironment };
  const file = it.file("token", `${ofFlag}\n`);
  expect(await it.sent([], env)).toBe(ofEnvironment);
  it.file(".config/jeton/config", config());
  expect(await it.sent()).toBe(ofContext);
  expect(await it.sent([], env)).toBe(ofEnvironment);
  expect(await it.sent([], { JETON_TOKEN_FILE: it.file("own", ofFile) })).toBe(ofFile);
  expect(await it.sent(["--token-file", file], env)).toBe(ofFlag);
  expect(await it.sent(["--token-stdin"], env, { input: `${ofFlag}\n` })).toBe(ofFlag);
  expect(await it.sent(["--context", "here"], env)).toBe(ofContext);
});

test("a token goes to its own server and to no other that a flag names", async () => {
  using it = world();
  it.file(".config/jeton/config", config());
  const elsewhere = url.replace("127.0.0.1", "localhost");
  expect(await it.sent(["--url", elsewhere])).toBeUndefined();
  expect(await it.sent(["--url", elsewhere], { JETON_URL: url, JETON_TOKEN: ofEnvironment })).toBeUndefined();
  expect(await it.sent([], { JETON_URL: elsewhere })).toBeUndefined();
  expect(await it.sent(["--context", "other"], { JETON_URL: url, JETON_TOKEN: ofEnvironment })).toBe(ofOther);
  expect(seen[0]?.url).toBe("http://localhost:PORT");
});

test("XDG_CONFIG_HOME says where the configuration is, where it is absolute", async () => {
  using it = world();
  const file = it.file("xdg/jeton/config", config());
  expect(await it.sent([], { XDG_CONFIG_HOME: path.join(it.home, "xdg") })).toBe(ofContext);
  expect((await it.run(["config", "path"], { XDG_CONFIG_HOME: path.join(it.home, "xdg") })).out).toBe(
    `${file}\n`,
  );
  expect((await it.run(["config", "path"], { XDG_CONFIG_HOME: "xdg" })).out).toBe(
    `${it.home}/.config/jeton/config\n`,
  );
});

test.each([0o640, 0o604, 0o660, 0o601])(
  "a configuration that others may use (%o) is refused",
  async (mode) => {
    using it = world();
    const file = it.file(".config/jeton/config", config(), mode);
    expect(await it.run(["get", "projects"])).toEqual({
      code: 1,
      out: "",
      err: `jeton: ${file} may be read by others, and it holds secrets\n  run: chmod 600 ${file}\n`,
    });
  },
);

test.each([
  ["contexts: {here: {url: [}", "is not valid YAML"],
  ["- here", "must be a map with `contexts`"],
  ["contexts: here", "`contexts` must be a map of names"],
  ["contexts: {here: {token: x}}", "context `here` must have a `url`"],
  [`contexts: {here: {url: "http://a", token: [${ofContext}]}}`, "`token` of context `here` must be a text"],
])("a configuration that is none is said so, and nothing of it repeated: %s", async (text, complaint) => {
  using it = world();
  it.file(".config/jeton/config", text);
  const { code, out, err } = await it.run(["get", "projects"]);
  expect([code, out]).toEqual([1, ""]);
  expect(err).toContain(complaint);
  expect(err).not.toContain(ofContext);
});

test.each([
  [["get", "projects"], {}, "no server is named"],
  [["get", "projects", "--url", "jeton.example.org"], {}, "--url is not usable: it must begin with https://"],
  [["get", "projects"], { JETON_URL: "https://ann:hunter2@jeton.example.org" }, "JETON_URL is not usable"],
  [["get", "projects", "--context", "none"], {}, "there is no context `none`; there is: none"],
  [["get", "projects", "--url", "http://127.0.0.1:1", "--token-file", "/nonexistent"], {}, "ENOENT"],
  [
    ["get", "projects", "--url", "http://127.0.0.1:1"],
    { JETON_TOKEN: "two words" },
    "JETON_TOKEN is empty, or holds white space",
  ],
  [["get", "projects", "--token-file", "a", "--token-stdin"], {}, "exclude each other"],
  [
    ["get", "projects", "--url", "http://127.0.0.1:1", "--timeout", "soon"],
    {},
    "--timeout must be a duration",
  ],
])("`jeton %j` with %j is status 2", async (args, env, complaint) => {
  using it = world();
  const { code, out, err } = await it.run(args, env);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toContain(complaint);
  expect(err).not.toContain("hunter2");
});

test("contexts are kept for their owner alone, and no command shows their tokens", async () => {
  using it = world();
  const file = it.file("token", `${ofFlag}\n`);
  const set = await it.run(["config", "set-context", "prod", "--url", url, "--token-file", file]);
  const kept = path.join(it.home, ".config/jeton/config");
  expect(set).toEqual({ code: 0, out: "", err: `Saved context \`prod\` to ${kept}.\n` });
  expect(statSync(kept).mode & 0o777).toBe(0o600);
  expect(statSync(path.dirname(kept)).mode & 0o777).toBe(0o700);
  expect(readFileSync(kept, "utf8")).toContain(ofFlag);
  expect(await it.sent()).toBe(ofFlag);
  await it.run(["config", "set-context", "ci", "--url", url, "--token-file", file, "--keep-file"]);
  const { out } = await it.run(["config", "get-contexts"]);
  const hint = ofFlag.slice(0, 17);
  expect(out.split("\n").map((line) => line.split(/ {2,}/))).toEqual([
    ["CURRENT", "NAME", "URL", "TOKEN"],
    ["*", "prod", url, hint],
    ["", "ci", url, `file ${file}`],
    [""],
  ]);
  expect((await it.run(["config", "use-context", "ci"])).code).toBe(0);
  expect((await it.run(["config", "current-context"])).out).toBe("ci\n");
  const view = JSON.parse((await it.run(["config", "view", "-o", "json"])).out) as object;
  expect(view).toEqual({
    config: kept,
    url,
    url_from: "context `ci`",
    token: hint,
    token_from: "context `ci`",
  });
  expect((await it.run(["config", "delete-context", "ci"])).code).toBe(0);
  expect((await it.run(["config", "current-context"])).code).toBe(6);
  expect((await it.run(["config", "get-contexts", "-o", "name"])).out).toBe("prod\n");
  expect((await it.run(["config", "use-context", "nowhere"])).code).toBe(6);
});

test("a token is not kept for another server than it was given for", async () => {
  using it = world();
  await it.run(["config", "set-context", "prod", "--url", url, "--token-stdin"], {}, { input: ofFlag });
  await it.run(["config", "set-context", "prod", "--url", "https://elsewhere.example.org"]);
  expect(readFileSync(path.join(it.home, ".config/jeton/config"), "utf8")).not.toContain(ofFlag);
});
