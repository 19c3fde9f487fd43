import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { readConfig } from "../../../server/config/config.ts";
import { makeTokenText } from "../../../server/contract/token-text.ts";

const noFile = (): string => {
  throw Object.assign(new Error("no such file"), { code: "ENOENT" });
};
const problemsOf = (env: Record<string, string>, readFile: (file: string) => string = noFile) => {
  const read = readConfig(env, readFile);
  return read.type === "bad" ? read.problems : [];
};
const configOf = (env: Record<string, string>, readFile: (file: string) => string = noFile) => {
  const read = readConfig(env, readFile);
  if (read.type === "bad") throw new Error(read.problems.join("\n"));
  return read.config;
};

const salt = "a-salt-of-tests-with-enough-characters";
const token = makeTokenText("b", randomBytes);

test("without a word the server listens on this machine alone and keeps an SQLite file", () => {
  expect(configOf({})).toEqual({
    listen: { host: "127.0.0.1", port: 8080 },
    database: { url: `sqlite:${process.cwd()}/data/jeton.db`, dataFolder: `${process.cwd()}/data` },
    salt: undefined,
    previousSalts: [],
    encryptionKey: undefined,
    previousEncryptionKey: undefined,
    auditCheckpoints: `${process.cwd()}/data/audit-checkpoints.jsonl`,
    revocationJournal: undefined,
    retention: 90 * 24 * 60 * 60,
    secretScanningKeys: "https://api.github.com/meta/public_keys/secret_scanning",
    publicUrl: undefined,
    defaultRole: "role_user",
    workers: 1,
    drain: 0,
    trustedProxies: [],
    outboundAllow: [],
    bootstrapToken: undefined,
    logLevel: "info",
    rememberedTokens: 100_000,
  });
});

test("an empty variable is as good as absent", () => {
  expect(configOf({ JETON_LISTEN: "", JETON_TOKEN_SALT: "", JETON_TOKEN_SALT_FILE: "" })).toEqual(
    configOf({}),
  );
});

test.each([
  ["none", null],
  ["role_viewer", "role_viewer"],
  ["system/staff", "system/staff"],
  ["role/system/staff", "role/system/staff"],
])("JETON_DEFAULT_ROLE may be %s", (text, defaultRole) => {
  expect(configOf({ JETON_DEFAULT_ROLE: text })).toMatchObject({ defaultRole });
});

test.each(["staff", "shop/staff", "sa_1", "a/b/c"])("JETON_DEFAULT_ROLE is not %s", (text) => {
  expect(problemsOf({ JETON_DEFAULT_ROLE: text })).toEqual([
    expect.stringMatching(/^JETON_DEFAULT_ROLE: must be a role of the system/),
  ]);
});

test.each([
  ["0.0.0.0:80", { host: "0.0.0.0", port: 80 }],
  ["localhost:0", { host: "localhost", port: 0 }],
  ["[::1]:8080", { host: "::1", port: 8080 }],
  ["[::]:65535", { host: "::", port: 65_535 }],
])("JETON_LISTEN may be %s", (text, listen) => {
  expect(configOf({ JETON_LISTEN: text })).toMatchObject({ listen });
});

test.each([
  ["sqlite:/var/lib/jeton.db", "sqlite:/var/lib/jeton.db", "/var/lib"],
  ["sqlite:///var/lib/jeton.db", "sqlite:/var/lib/jeton.db", "/var/lib"],
  ["sqlite:jeton.db", `sqlite:${process.cwd()}/jeton.db`, process.cwd()],
])("JETON_DATABASE_URL may be %s", (text, url, dataFolder) => {
  expect(configOf({ JETON_DATABASE_URL: text })).toMatchObject({ database: { url, dataFolder } });
});

test("everything else is read too", () => {
  const env = {
    JETON_DATABASE_URL: "postgres://jeton:secret@db/jeton",
    JETON_TOKEN_SALT: salt,
    JETON_TOKEN_SALT_PREVIOUS: `${salt}1,${salt}2`,
    JETON_ENCRYPTION_KEY: `${salt} key`,
    JETON_ENCRYPTION_KEY_PREVIOUS: `${salt} old`,
    JETON_AUDIT_CHECKPOINTS: "/var/log/jeton/audit.jsonl",
    JETON_PUBLIC_URL: "https://Jeton.example.org/base/",
    JETON_RETENTION: "never",
    JETON_WORKERS: "4",
    JETON_DRAIN: "5s",
    JETON_TRUSTED_PROXIES: "10.0.0.0/8, ::1",
    JETON_OUTBOUND_ALLOW: "10.1.0.0/16 127.0.0.1",
    JETON_BOOTSTRAP_TOKEN: token,
    JETON_LOG_LEVEL: "warn",
    JETON_REMEMBERED_TOKENS: "0",
  };
  expect(configOf(env)).toMatchObject({
    database: { url: "postgres://jeton:secret@db/jeton", dataFolder: undefined },
    salt,
    previousSalts: [`${salt}1`, `${salt}2`],
    encryptionKey: `${salt} key`,
    previousEncryptionKey: `${salt} old`,
    workers: 4,
    drain: 5,
    auditCheckpoints: "/var/log/jeton/audit.jsonl",
    retention: undefined,
    publicUrl: "https://jeton.example.org/base",
    trustedProxies: ["10.0.0.0/8", "::1"],
    outboundAllow: ["10.1.0.0/16", "127.0.0.1"],
    bootstrapToken: token,
    logLevel: "warn",
    rememberedTokens: 0,
  });
});

test.each([
  ["http://localhost:8080/", "http://localhost:8080"],
  ["http://127.0.0.2", "http://127.0.0.2"],
  ["http://[::1]:8080", "http://[::1]:8080"],
  ["HTTPS://JETON.example.org:443//", "https://jeton.example.org"],
])("JETON_PUBLIC_URL may be %s", (text, publicUrl) => {
  expect(configOf({ JETON_PUBLIC_URL: text })).toMatchObject({ publicUrl });
});

test.each([
  ["JETON_LISTEN", ["8080", ":8080", "::1:8080", "host:", "host:65536", "host:-1", "a b:1", "http://host:1"]],
  [
    "JETON_DATABASE_URL",
    ["mysql://db", "sqlite:", "sqlite::memory:", "sqlite://host/a", "postgres://u:p@[", "/data/jeton.db"],
  ],
  ["JETON_TOKEN_SALT", ["short", `${salt},${salt}`, `${salt} ${salt}`]],
  ["JETON_TOKEN_SALT_PREVIOUS", ["short", `${salt},short`]],
  ["JETON_ENCRYPTION_KEY", ["short", "x".repeat(31)]],
  ["JETON_ENCRYPTION_KEY_PREVIOUS", ["short", "x".repeat(31)]],
  [
    "JETON_PUBLIC_URL",
    [
      "jeton.example.org",
      "ftp://jeton",
      "http://jeton.example.org",
      "http://127.0.0.1.example.org",
      "http://localhost.example.org",
      "https://u:p@jeton",
      "https://jeton?x=1",
      "https://jeton#x",
    ],
  ],
  ["JETON_TRUSTED_PROXIES", ["proxy", "10.0.0.0/33", "10.0.0.0/8;::1"]],
  ["JETON_BOOTSTRAP_TOKEN", ["x", makeTokenText("s", randomBytes), `${token}x`, `${token.slice(0, -1)}-`]],
  ["JETON_RETENTION", ["x", "90", "0s", "23h", "3mo", "Never", "-90d"]],
  ["JETON_WORKERS", ["x", "0", "-1", "1.5", "65", "1e1"]],
  ["JETON_REMEMBERED_TOKENS", ["x", "-1", "1.5", "10000000"]],
  ["JETON_DRAIN", ["x", "5", "11m", "-1s"]],
  ["JETON_LOG_LEVEL", ["loud", "INFO"]],
] as const)("%s is refused in one line that names it", (name, values) => {
  const problems = values.map((value) => problemsOf({ [name]: value }));
  expect(problems).toEqual(values.map(() => [expect.stringMatching(new RegExp(`^${name}: .{10,}`))]));
});

test("what is wrong with a secret is said without repeating it", () => {
  const secret = "hunter2-hunter2";
  const problems = problemsOf({
    JETON_DATABASE_URL: `postgres://jeton:${secret}@[`,
    JETON_TOKEN_SALT: secret,
    JETON_TOKEN_SALT_PREVIOUS: secret,
    JETON_ENCRYPTION_KEY: secret,
    JETON_BOOTSTRAP_TOKEN: secret,
  });
  expect(problems).toHaveLength(5);
  expect(problems.join("\n")).not.toContain(secret);
});

test("every bad value is reported, not only the first", () => {
  const problems = problemsOf({ JETON_LISTEN: "x", JETON_LOG_LEVEL: "x", JETON_PUBLIC_URL: "x" });
  expect(problems.map((line) => line.split(":")[0])).toEqual([
    "JETON_LISTEN",
    "JETON_PUBLIC_URL",
    "JETON_LOG_LEVEL",
  ]);
});

test("a secret comes from the environment or a file, and not from both", () => {
  const files = (file: string): string => (file === "/run/salt" ? `${salt}\n` : noFile());
  expect(configOf({ JETON_TOKEN_SALT_FILE: "/run/salt" }, files)).toMatchObject({ salt });
  expect(problemsOf({ JETON_TOKEN_SALT_FILE: "/run/salt", JETON_TOKEN_SALT: salt }, files)).toEqual([
    "JETON_TOKEN_SALT and JETON_TOKEN_SALT_FILE: give one of them, not both",
  ]);
  expect(problemsOf({ JETON_TOKEN_SALT_FILE: "/run/other" }, files)).toEqual([
    "JETON_TOKEN_SALT_FILE: /run/other cannot be read (ENOENT)",
  ]);
  expect(problemsOf({ JETON_TOKEN_SALT_FILE: "/run/empty" }, () => "\n")).toEqual([
    "JETON_TOKEN_SALT_FILE: /run/empty is empty",
  ]);
});

test("the keys of secret scanning are at an address, or given as what is there, by a file as well", () => {
  const keys = '{"public_keys": []}';
  const given = { JETON_SECRET_SCANNING_KEYS_FILE: "/run/keys" };
  expect(configOf(given, () => `${keys}\n`)).toMatchObject({ secretScanningKeys: keys });
  const mirror = "https://mirror.example.org/keys";
  expect(configOf({ JETON_SECRET_SCANNING_KEYS: mirror })).toMatchObject({ secretScanningKeys: mirror });
  for (const text of ["/run/keys", "ftp://x", "https://", "{}", "[]", '{"public_keys"', "none"]) {
    expect(problemsOf({ JETON_SECRET_SCANNING_KEYS: text })).toEqual([
      expect.stringMatching(/^JETON_SECRET_SCANNING_KEYS: must be the https URL/),
    ]);
  }
});

test("PostgreSQL needs a salt", () => {
  expect(problemsOf({ JETON_DATABASE_URL: "postgres://db/jeton" })).toEqual([
    expect.stringMatching(/^JETON_TOKEN_SALT: is required with PostgreSQL/),
  ]);
});

test("a variable of a name that means nothing is warned of, one of the clients is not", () => {
  const read = readConfig(
    { JETON_PUBLIC_ULR: "https://x", JETON_URL: "x", JETON_TOKEN: "x", HOME: "/" },
    noFile,
  );
  expect(read).toMatchObject({ type: "ok", warnings: [expect.stringContaining("JETON_PUBLIC_ULR")] });
});

test("on PostgreSQL checkpoints of the audit are written where they are asked for, and then ask for a key", () => {
  const env = { JETON_DATABASE_URL: "postgres://db/jeton", JETON_TOKEN_SALT: salt };
  expect(configOf(env)).toMatchObject({ auditCheckpoints: undefined, encryptionKey: undefined });
  const asked = { ...env, JETON_AUDIT_CHECKPOINTS: "/mnt/audit.jsonl" };
  expect(problemsOf(asked)).toEqual([expect.stringMatching(/^JETON_ENCRYPTION_KEY: is required/)]);
  expect(configOf({ ...asked, JETON_ENCRYPTION_KEY: salt })).toMatchObject({ encryptionKey: salt });
});
