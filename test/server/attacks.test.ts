import { crc32 } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sendRaw } from "../support/http.ts";
import { startServer, type TestServer } from "../support/server.ts";

let server: TestServer;
let token: string;
let tokenId: string;
beforeAll(async () => {
  server = await startServer();
  await server.create("/v1/service-accounts", { name: "victim", project: "system" });
  const made = await server.create("/v1/tokens", { service_account_id: "sa/system/victim", name: "x" });
  token = String(made["secret"]);
  tokenId = String(made["id"]);
});
afterAll(() => server[Symbol.asyncDispose]());

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** The same text with a checksum that fits. */
function withChecksum(text: string): string {
  let rest = crc32(text);
  let digits = "";
  for (let index = 0; index < 6; index += 1) {
    digits = ALPHABET.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return text + digits;
}

const whoami = (text: string) => server.send({ path: "/v1/whoami", token: text });

test("a checksum is no secret: whoever makes one that fits has guessed nothing", async () => {
  expect(withChecksum(token.slice(0, -6))).toBe(token);
  const guess = withChecksum(`${token.slice(0, 17)}${"0".repeat(32)}`);
  expect((await whoami(guess)).problem().code).toBe("invalid_token");
});

test("a token of one kind is not taken for one of another, whatever its checksum", async () => {
  for (const kind of "urxb") {
    const other = withChecksum(`jtn${kind}${token.slice(4, -6)}`);
    expect((await whoami(other)).problem().code).toBe("invalid_token");
  }
  expect((await whoami(token)).status).toBe(200);
});

test.each([
  [
    "a line feed in a header",
    "GET /v1/whoami HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer a\nX-Forwarded-For: 1.2.3.4\r\n\r\n",
  ],
  ["a header without a colon", "GET /v1/whoami HTTP/1.1\r\nHost: x\r\nAuthorization\r\n\r\n"],
  ["a folded header", "GET /v1/whoami HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer\r\n  abc\r\n\r\n"],
  ["a header with U+0000", "GET /v1/whoami HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer a\0b\r\n\r\n"],
  [
    "a header of 100 kB",
    `GET /v1/whoami HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${"x".repeat(100_000)}\r\n\r\n`,
  ],
  ["a thousand headers", `GET /v1/whoami HTTP/1.1\r\nHost: x\r\n${"A: b\r\n".repeat(5000)}\r\n`],
])("%s is refused, and the server goes on", async (_, request) => {
  const reply = await sendRaw(
    server.url,
    request.replace("Host: x\r\n", "Host: x\r\nConnection: close\r\n"),
  ).catch(() => "reset");
  expect(reply).toMatch(/^(?:HTTP\/1\.1 4\d\d |reset$)/);
  expect(reply).not.toMatch(/^HTTP\/1\.1 (?:2|5)/);
  expect((await whoami(token)).status).toBe(200);
});

test("what a client sends comes back in no header of a reply", async () => {
  const mark = "mark-0123";
  const headers = {
    "jeton-managed-by": `terraform:${mark}`,
    "x-request-id": mark,
    "request-id": mark,
    origin: `https://${mark}`,
    "x-forwarded-host": mark,
    "user-agent": mark,
  };
  for (const path of [
    "/v1/whoami",
    `/v1/tokens/${mark}`,
    `/${mark}`,
    `/v1/forward-auth?name=${mark}`,
    `/v1/tokens?${mark}=1`,
  ]) {
    const reply = await server.send({ path, headers });
    expect(JSON.stringify(reply.headers)).not.toContain(mark);
  }
});

test("every id of another project is as if it were not there, whatever the operation", async () => {
  await server.create("/v1/projects", { name: "tenant" });
  await server.create("/v1/service-accounts", { name: "admin", project: "tenant" });
  await server.create("/v1/role-bindings", {
    role_id: "role_admin",
    service_account_id: "sa/tenant/admin",
    project: "tenant",
  });
  const admin = String(
    (await server.create("/v1/tokens", { service_account_id: "sa/tenant/admin", name: "x" }))["secret"],
  );
  const missing = tokenId.replace(/.{4}$/, "0000");
  const told = async (method: string, suffix: string, id: string): Promise<string> => {
    const body = method === "PATCH" || suffix === ":rotate" ? {} : undefined;
    const reply = await server.send({ method, path: `/v1/tokens/${id}${suffix}`, token: admin, body });
    return `${String(reply.status)} ${reply.problem().detail.replace(id, "ID")}`;
  };
  for (const [method, suffix] of [
    ["GET", ""],
    ["PATCH", ""],
    ["DELETE", ""],
    ["POST", ":rotate"],
    ["POST", ":revoke"],
    ["POST", ":disable"],
    ["POST", ":enable"],
  ] as const) {
    expect(await told(method, suffix, tokenId)).toBe(await told(method, suffix, missing));
  }
});

test("from the rights of every built-in role but `admin` there is no way to `admin`", async () => {
  for (const role of ["role_editor", "role_viewer", "role_user", "role_project-creator"]) {
    const name = role.replace("role_", "by-");
    const account = await server.create("/v1/service-accounts", { name, project: "system" });
    await server.create("/v1/role-bindings", {
      role_id: role,
      service_account_id: account["id"],
      project: "system",
    });
    const own = String(
      (await server.create("/v1/tokens", { service_account_id: account["id"], name: "x" }))["secret"],
    );
    const ways = [
      ["/v1/role-bindings", { role_id: "role_admin", service_account_id: account["id"], project: "system" }],
      ["/v1/roles", { name: "mine", project: "system", rules: [{ resource_type: "*", actions: ["*"] }] }],
      ["/v1/tokens", { role_id: "role_admin", project: "system", name: "mine" }],
    ] as const;
    for (const [path, body] of ways) {
      const { status } = await server.send({ method: "POST", path, body, token: own });
      // 422 where the caller cannot even see the role it names.
      expect([403, 422]).toContain(status);
    }
  }
});
