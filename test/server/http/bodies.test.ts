import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startServer, type TestServer } from "../../support/server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const json = { "content-type": "application/json" };
const post = { method: "POST", path: "/v1/projects" };

test.each([
  ["none", {}],
  ["text/plain", { "content-type": "text/plain" }],
  ["a form", { "content-type": "application/x-www-form-urlencoded" }],
  ["another charset", { "content-type": "application/json; charset=latin1" }],
  ["something longer", { "content-type": "application/jsonp" }],
  ["a merge patch", { "content-type": "application/merge-patch+json" }],
  ["compressed JSON", { ...json, "content-encoding": "gzip" }],
])("a body of the content type %s is not supported", async (_, headers) => {
  const reply = await server.send({ ...post, headers, body: '{"name":"shop"}' });
  expect(reply.status).toBe(415);
  expect(reply.problem()).toMatchObject({ code: "unsupported_media_type" });
});

test.each([
  "application/json",
  "application/json; charset=utf-8",
  "Application/JSON;charset=UTF-8",
  'application/json; charset="utf-8"',
])("%s is JSON", async (type) => {
  const reply = await server.send({ ...post, headers: { "content-type": type }, body: "{}" });
  expect(reply.problem()).toMatchObject({ code: "validation_failed", errors: [{ pointer: "/name" }] });
});

test.each([{}, json, { ...json, "transfer-encoding": "chunked" }])(
  "a body that is missing is asked for: %o",
  async (headers) => {
    const reply = await server.send({ ...post, headers });
    expect(reply.status).toBe(422);
    expect(reply.problem()).toMatchObject({
      errors: [{ pointer: "", detail: expect.stringContaining("missing") }],
    });
  },
);

test.each([
  ['{"name":}', "line 1, column 9"],
  ['{"name":"shop",}', "line 1, column 16"],
  ['{"name":"shop"', "line 1, column 15"],
  ['{\n  "name": shop\n}', "line 2, column 11"],
  ['{"name":"shop"} x', "line 1, column 17"],
  ["nul", "line 1, column 4"],
  ["'", "line 1, column 1"],
  ["{'name':1}", "line 1, column 2"],
  ['{"name":"a\u0001"}', "line 1, column 11"],
  ["[1,2,,3]", "line 1, column 6"],
  [`${'{"a":'.repeat(5000)}]`, "line 1, column 25001"],
])("%j is no JSON, and the problem says where", async (body, where) => {
  const reply = await server.send({ ...post, headers: json, body });
  expect(reply.status).toBe(400);
  expect(reply.problem()).toMatchObject({
    code: "malformed_json",
    detail: `the body is not valid JSON at ${where}`,
  });
});

test("what is wrong with a body is said without quoting it", async () => {
  const reply = await server.send({ ...post, headers: json, body: `{"secret":"${server.token}" oops}` });
  expect(reply.status).toBe(400);
  expect(reply.text).not.toContain(server.token.slice(-20));
  expect(reply.text).not.toContain("oops");
});

test.each([[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0x7b, 0x22, 0xe2, 0x82]])(
  "the bytes %i are no UTF-8",
  async (...bytes) => {
    const reply = await server.send({ ...post, headers: json, body: Uint8Array.from(bytes) });
    expect(reply.status).toBe(400);
    expect(reply.problem()).toMatchObject({ code: "malformed_json" });
  },
);

test.each(["[]", "null", "1", '"text"', "true"])("%s is JSON and no object", async (body) => {
  const reply = await server.send({ ...post, headers: json, body });
  expect(reply.status).toBe(422);
  expect(reply.problem()).toMatchObject({ errors: [{ pointer: "", detail: "must be an object" }] });
});

test("an unknown field is named", async () => {
  const reply = await server.send({ ...post, body: { name: "shop", colour: "red" } });
  expect(reply.status).toBe(422);
  expect(reply.problem()).toMatchObject({ errors: [{ pointer: "/colour" }] });
});

test.each([
  ['{"name":"shop","__proto__":{"admin":true}}', "/__proto__"],
  ['{"name":"shop","constructor":{"prototype":{}}}', "/constructor"],
  ['{"name":"shop","prototype":1}', "/prototype"],
  ['{"name":"shop","\\u005f_proto__":1}', "/__proto__"],
  ['{"name":"shop","description":{"__proto__":1}}', "/description/__proto__"],
])("%s is refused as an unknown field", async (body, pointer) => {
  const reply = await server.send({ ...post, headers: json, body });
  expect(reply.status).toBe(422);
  expect(reply.problem()).toMatchObject({ errors: [{ pointer }] });
});

test("a label cannot be called __proto__ and be lost", async () => {
  const body = '{"role_id":"role_viewer","project":"system","name":"x","labels":{"__proto__":"y"}}';
  const reply = await server.send({ method: "POST", path: "/v1/tokens", headers: json, body });
  expect(reply.status).toBe(422);
  expect(reply.problem()).toMatchObject({ errors: [{ pointer: "/labels/__proto__" }] });
});

test.each([
  ["arrays", "[".repeat(100_000) + "]".repeat(100_000)],
  ["objects", '{"a":'.repeat(40_000) + "1" + "}".repeat(40_000)],
  ["objects with escapes", '{"\\u0061":'.repeat(20_000) + "1" + "}".repeat(20_000)],
  ["a field", `{"name":"shop","description":${"[".repeat(100_000)}${"]".repeat(100_000)}}`],
])("very deep JSON is refused like any other: %s", async (_, body) => {
  const reply = await server.send({ ...post, headers: json, body });
  expect(reply.status).toBe(422);
});

test("an operation without a body takes an empty object and refuses what would be ignored", async () => {
  await server.create("/v1/tokens", { role_id: "role_viewer", project: "system", name: "t" });
  const list = await server.send({ path: "/v1/tokens?name=t" });
  const [{ id }] = list.json()["items"] as [{ id: string }];
  const revoke = { method: "POST", path: `/v1/tokens/${id}:revoke` };
  const refused = await server.send({ ...revoke, body: { grace_period: "1h" } });
  expect(refused.status).toBe(422);
  expect(refused.problem()).toMatchObject({ errors: [{ pointer: "/grace_period" }] });
  expect((await server.send({ ...revoke, body: {} })).status).toBe(200);
  expect((await server.send(revoke)).status).toBe(200);
});

test("a body sent with GET or DELETE means nothing", async () => {
  await server.create("/v1/projects", { name: "gone" });
  expect((await server.send({ path: "/v1/whoami", body: "{" })).status).toBe(200);
  expect((await server.send({ method: "DELETE", path: "/v1/projects/gone", body: "{" })).status).toBe(204);
});

const large = `{"name":"${"a".repeat(1_000_000)}"}`;

test.each([
  ["with a content length", json],
  ["in chunks", { ...json, "transfer-encoding": "chunked" }],
])("a body of 1 MB is too large, %s", async (_, headers) => {
  const reply = await server.send({ ...post, headers, body: large });
  expect(reply.status).toBe(413);
  expect(reply.problem()).toMatchObject({ code: "payload_too_large" });
});

test("a body of 256 KiB is not", async () => {
  const name = "a".repeat(256 * 1024 - '{"name":""}'.length);
  expect((await server.send({ ...post, headers: json, body: `{"name":"${name}"}` })).status).toBe(422);
  expect((await server.send({ ...post, headers: json, body: `{"name":"${name}a"}` })).status).toBe(413);
});

test.each([
  ["with a content length", `Content-Length: ${String(large.length)}\r\n\r\n${large}`],
  ["in chunks", `Transfer-Encoding: chunked\r\n\r\n${large.length.toString(16)}\r\n${large}\r\n0\r\n\r\n`],
])("the connection serves the next request after one that was too large, %s", async (_, rest) => {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname).setEncoding("utf8");
  let received = "";
  socket.on("data", (text: string) => (received += text));
  const head = `Host: jeton\r\nAuthorization: Bearer ${server.token}\r\n`;
  socket.write(`POST /v1/projects HTTP/1.1\r\n${head}Content-Type: application/json\r\n${rest}`);
  while (!received.includes("payload_too_large")) await once(socket, "data");
  socket.write(`GET /v1/whoami HTTP/1.1\r\n${head}Connection: close\r\n\r\n`);
  await once(socket, "close");
  expect(received.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 413", "HTTP/1.1 200"]);
});

test("a body far too large is refused before it has arrived", async () => {
  const headers = { ...json, "content-length": String(10 * 1024 * 1024 * 1024) };
  expect((await server.send({ ...post, headers, body: "{" })).status).toBe(413);
});

test("a client that leaves in the middle of its body does no harm", async () => {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  const head = `Host: jeton\r\nAuthorization: Bearer ${server.token}\r\nContent-Type: application/json\r\n`;
  socket.write(`POST /v1/projects HTTP/1.1\r\n${head}Content-Length: 100\r\n\r\n{"name":"half`, () => {
    socket.resetAndDestroy();
  });
  await once(socket, "close");
  expect((await server.send({ path: "/v1/projects/half" })).status).toBe(404);
  expect(server.log()).not.toContain('"level":"error"');
});
