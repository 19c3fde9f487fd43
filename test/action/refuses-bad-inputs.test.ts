import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { inputDefaults, readInputs } from "../../action/inputs.ts";
import { makeTokenText } from "../../server/contract/token-text.ts";
import { leaksOf } from "../support/leaks.ts";
import { createJob } from "../support/runner.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { action } from "./world.ts";

const token = makeTokenText("s", randomBytes);
/** Nothing listens there: a request would be another message. */
const good = { url: "http://127.0.0.1:1", token, tokens: "DEPLOY_TOKEN = sa/shop/deployer" };

test.each<[what: string, inputs: Record<string, string>, message: string]>([
  ["no url", { url: "" }, "`url` is empty."],
  ["a url without a scheme", { url: "jeton.example.org" }, "`url` must begin with https://"],
  ["a url of a file", { url: "file:///etc/passwd" }, "`url` must begin with https://"],
  ["a url with a password", { url: "https://u:p@jeton.example.org" }, "`url` must be the address alone"],
  ["a url with a query", { url: "https://jeton.example.org/?a=b" }, "`url` must be the address alone"],
  ["no token", { token: "" }, "`token` is empty, and so is `service-account`."],
  [
    "a token of something else",
    { token: "ghp_0123456789012345678901234567890123456789" },
    "`token` is no Jeton token",
  ],
  [
    "a token with a typing error",
    { token: `${token.slice(0, -1)}${token.endsWith("0") ? "1" : "0"}` },
    "a checksum",
  ],
  ["two tokens", { token: `${token}\n${token}` }, "`token` is no Jeton token"],
  ["an account without a project", { token: "", "service-account": "ci" }, "`service-account` must be"],
  [
    "an account that is a role",
    { token: "", "service-account": "role/shop/ci" },
    "`service-account` must be",
  ],
  [
    "an expected account of no shape",
    { "expected-service-account": "a b c" },
    "`expected-service-account` must",
  ],
  [
    "two audiences",
    { token: "", "service-account": "shop/ci", audience: "https://a https://b" },
    "`audience` must be one",
  ],
  [
    "a line without a name",
    { tokens: "sa/shop/deployer" },
    "`tokens`, line 1: write `NAME = SERVICE_ACCOUNT`",
  ],
  [
    "a line with a colon",
    { tokens: "\n# yes\nDEPLOY_TOKEN: sa/shop/deployer" },
    "`tokens`, line 3: write `NAME =",
  ],
  [
    "a name in small letters",
    { tokens: "deploy = sa/shop/deployer" },
    "the name deploy must have 1 to 80 of A-Z",
  ],
  ["a name of the runner's", { tokens: "GITHUB_TOKEN = sa/shop/x" }, "must not begin with GITHUB_"],
  ["a name of a loader's", { tokens: "LD_PRELOAD = sa/shop/x" }, "must not begin with LD_"],
  ["the name of the path", { tokens: "PATH = sa/shop/x" }, "the name PATH "],
  ["a name twice", { tokens: "A = sa/shop/x\nA = sa/shop/y" }, "line 2: A was given before."],
  ["no service account", { tokens: "A = role/system/admin" }, "role/system/admin names no service account"],
  [
    "an unknown option",
    { tokens: "A = sa/shop/x until=1h" },
    "there is no option until; there are ttl, mode, within, renew.",
  ],
  ["an option twice", { tokens: "A = sa/shop/x ttl=1h ttl=2h" }, "ttl is given twice."],
  ["a bad option", { tokens: "A = sa/shop/x ttl=soon" }, "line 1: ttl must be a duration"],
  ["a ttl of two days", { ttl: "2d" }, "`ttl` must be a duration of a day at most"],
  ["a ttl of nothing", { ttl: "0s" }, "`ttl` must be a duration"],
  ["an unknown mode", { mode: "custom" }, "`mode` must be `full_access` or `read_only`."],
  ["a bad project", { within: "Shop!" }, "`within` must be the name of a project"],
  ["a bad boolean", { "export-env": "yes" }, "`export-env` must be `true` or `false`."],
  ["a bad boolean", { "skip-revoke": "1" }, "`skip-revoke` must be `true` or `false`."],
  [
    "a name whose file others would take for theirs",
    { tokens: "SSL_CERT = sa/a/b", files: "true" },
    "`tokens`: SSL_CERT_FILE, which says where the file of SSL_CERT is, is one that programs give a meaning",
  ],
  ["a name that programs trust by", { tokens: "CURL_CA_BUNDLE = sa/a/b" }, "the name CURL_CA_BUNDLE is one"],
  [
    "a name that another's file has",
    { tokens: "A = sa/a/b\nA_FILE = sa/a/b", files: "true" },
    "`tokens`: A_FILE says where the file of A is; rename one of the two.",
  ],
  ["a bad time limit", { timeout: "never" }, "`timeout` must be a duration of an hour at most"],
  [
    "more tokens than anyone needs",
    { tokens: Array.from({ length: 101 }, (_, n) => `A${String(n)} = sa/a/b`).join("\n") },
    "more than 100",
  ],
])("refuses %s, naming the input", (_, inputs, message) => {
  const understood = readInputs({ ...inputDefaults, ...good, ...inputs });
  expect(understood).toEqual({ type: "refused", message: expect.stringContaining(message) });
  expect(understood).not.toMatchObject({ message: expect.stringContaining("\n") });
});

test("takes what is right", () => {
  const tokens = "\t A_1=sa/shop.payments/x\r\n\n  # B\nB = sa_123 ttl=1d within=shop mode=read_only ";
  expect(
    readInputs({ ...inputDefaults, ...good, tokens, url: "https://h/path//", "export-env": "TRUE" }),
  ).toEqual({
    type: "ok",
    settings: {
      url: "https://h/path",
      signIn: { type: "token", token },
      expected: [],
      lines: [
        {
          name: "A_1",
          serviceAccount: "sa/shop.payments/x",
          ttl: "15m",
          mode: "full_access",
          within: undefined,
          renew: undefined,
        },
        {
          name: "B",
          serviceAccount: "sa_123",
          ttl: "1d",
          mode: "read_only",
          within: "shop",
          renew: undefined,
        },
      ],
      secrets: [],
      secretsToken: "",
      githubToken: "",
      exportEnv: true,
      files: false,
      mayBeOffline: false,
      skipRevoke: false,
      timeoutMilliseconds: 60_000,
    },
  });
});

test("fails before any request, with one error and nothing left behind", async () => {
  using folder = temporaryFolder();
  const job = createJob({ directory: folder.path, action });
  const main = await job.use({ ...good, tokens: "\n# yes\nDEPLOY_TOKEN: sa/shop/deployer" });

  expect(main.exitCode).toBe(1);
  expect(main.annotations).toEqual([
    { level: "error", message: expect.stringMatching(/^`tokens`, line 3: write `NAME = SERVICE_ACCOUNT`/) },
  ]);
  expect(main).toMatchObject({ outputs: {}, env: {}, state: {}, summary: "", stderr: "" });
  expect(leaksOf(main, [token])).toEqual([]);
  expect(await job.finish()).toEqual([expect.objectContaining({ exitCode: 0, stdout: "" })]);
});

test("says everything that is wrong at once", async () => {
  using folder = temporaryFolder();
  const job = createJob({ directory: folder.path, action });
  const main = await job.use({ url: "", token: "", tokens: "a", ttl: "x" });

  expect(main.annotations).toHaveLength(1);
  expect(main.annotations[0]?.message.split("\n").map((line) => line.split(" ")[0])).toEqual([
    "`ttl`",
    "`url`",
    "`token`",
    "`tokens`,",
  ]);
});

test("does not repeat a token that was put in the wrong place", async () => {
  using folder = temporaryFolder();
  const job = createJob({ directory: folder.path, action });
  const misplaced = makeTokenText("s", randomBytes);
  const main = await job.use({ ...good, tokens: `DEPLOY_TOKEN = ${misplaced}` });

  expect(main.exitCode).toBe(1);
  expect(main.annotations[0]?.message).toContain(`${misplaced.slice(0, 17)}*** names no service account`);
  expect(leaksOf(main, [misplaced])).toEqual([]);
});

test.each(["GITHUB_OUTPUT", "GITHUB_ENV", "GITHUB_STATE"])(
  "refuses a runner without %s, where secrets would be printed instead",
  async (name) => {
    using folder = temporaryFolder();
    const job = createJob({ directory: folder.path, action, env: { [name]: "" } });
    const main = await job.use(good);

    expect(main.exitCode).toBe(1);
    expect(main.annotations[0]?.message).toContain(`${name} is not set`);
    expect(leaksOf(main, [token])).toEqual([]);
  },
);
