import { createHash, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { makeTokenText, tokenKinds, type TokenKind } from "../../../server/contract/token-text.ts";
import { createLogger } from "../../../server/http/logger.ts";
import { sendRaw } from "../../support/http.ts";
import { startServer } from "../../support/server.ts";

const secretPart = (token: string): string => token.slice(17, 49);

test("no secret that a client sends anywhere reaches the log", async () => {
  await using server = await startServer({ JETON_LOG_LEVEL: "trace" });
  const made = await server.create("/v1/tokens", {
    role_id: "role_viewer",
    project: "system",
    name: "reader",
  });
  const token = String(made["secret"]);
  const text = { "content-type": "application/json", "user-agent": token, "idempotency-key": token };
  await server.send({ path: `/v1/tokens/${token}` });
  await server.send({ path: `/${token}?${token}=${token}`, headers: { "jeton-managed-by": token } });
  await server.send({ path: `/v1/whoami?token=${token}`, token });
  await server.send({ method: "POST", path: "/v1/projects", headers: text, body: `{"name":"${token}"` });
  await server.send({ method: "POST", path: "/v1/projects", headers: text, body: `{"${token}":"${token}"}` });
  await server.send({ method: "POST", path: `/v1/tokens/${token}:rotate`, headers: text, body: "{}" });
  await server.send({ path: "/v1/whoami", token: undefined, headers: { authorization: `Basic ${token}` } });
  await sendRaw(server.url, `${token} / HTTP/1.1\r\nHost: ${token}\r\n\r\n`);
  for (const secret of [token, server.token]) expect(server.log()).not.toContain(secretPart(secret));
});

test("the text of a token of another system, which nothing recognises, reaches no log from where tokens are sent", async () => {
  await using server = await startServer({ JETON_LOG_LEVEL: "trace" });
  const text = `glpat-${randomBytes(20).toString("base64url")}`;
  const sha256 = createHash("sha256").update(text).digest("hex");
  const body = { role_id: "role_admin", project: "system", name: "taken over", imported: { sha256 } };
  const { id } = await server.create("/v1/tokens", body);
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const post = (path: string, more: object) => server.send({ method: "POST", path, ...more });
  const use = async (): Promise<void> => {
    await server.send({ path: "/v1/whoami", token: text });
    await server.send({ path: "/v1/forward-auth?resource_type=x", token: text });
    await server.send({ path: "/v1/nothing", token: text });
    await post("/v1/projects", { token: text, body: "{" });
    await post("/oauth/introspect", { headers: form, body: `token=${text}` });
    await post("/oauth/introspect", { headers: form, body: `token=${text}&token=${text}` });
    const review = { apiVersion: "authentication.k8s.io/v1", kind: "TokenReview", spec: { token: text } };
    await post("/v1/token-reviews", { body: review });
  };
  await use();
  await post(`/v1/tokens/${String(id)}:rotate`, { body: {} });
  // Now it is one that was rotated away, which is told of.
  await use();
  await post("/oauth/revoke", { headers: form, body: `token=${text}` });
  expect(server.log()).toContain("token.reuse");
  for (const secret of [text, sha256]) expect(server.log()).not.toContain(secret);
});

test("each request is one line, with how it went and nothing of what it said", async () => {
  await using server = await startServer();
  const reply = await server.send({ path: "/v1/tokens/tok_nothing", headers: { "user-agent": "spy" } });
  const lines = server
    .log()
    .split("\n")
    .filter((line) => line.includes('"msg":"request"'));
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? "")).toEqual({
    level: "info",
    time: expect.stringMatching(/^\d{4}-.*Z$/),
    msg: "request",
    method: "GET",
    operation: "token.get",
    status: 404,
    ms: expect.any(Number),
    request_id: reply.headers["request-id"],
    token_id: expect.stringMatching(/^tok_/),
    ip: "127.0.0.1",
  });
});

test.each(Object.keys(tokenKinds) as TokenKind[])(
  "a token of kind %s in an error is cut down to its hint",
  (kind) => {
    let log = "";
    const logger = createLogger("info", { write: (line) => void (log += line) });
    const token = makeTokenText(kind, randomBytes);
    const cause = Object.assign(new Error(`key (${token}) exists`), {
      detail: token,
      nested: { [token]: [token] },
    });
    logger.error(
      { err: new Error(`failed: ${token}x`, { cause }), url: `/a/${token}?b` },
      `cut ${token.slice(0, 40)}`,
    );
    expect(log).toContain(`${token.slice(0, 17)}***`);
    expect(log).not.toContain(token.slice(17, 30));
  },
);

test("what is secret by its name alone is in no line: in JSON, in JSON within a text, in a form or an address", () => {
  let log = "";
  const logger = createLogger("info", { write: (line) => void (log += line) });
  const secret = 'kite "orbit" \\ velvet & {more}';
  const body = JSON.stringify({ client_secret: secret, password: secret, name: "login" });
  const form = new URLSearchParams({ code: "lantern-cedar", state: "swan-quartz", client_secret: secret });
  logger.error({ err: new Error(`failed: ${body}`), client_secret: secret, code: "invalid_grant" }, body);
  logger.error(
    { nested: { id_token: "aa.bb.cc", to: `https://a.example/callback?${form.toString()}` } },
    "x",
  );
  logger.error(`signed with whsec_${randomBytes(32).toString("base64")} and not meadow`);
  for (const part of ["kite", "orbit", "velvet", "more", "lantern", "cedar", "swan", "quartz", "bb.cc"]) {
    expect(log).not.toContain(part);
  }
  expect(log).toMatch(/whsec_\*\*\* and not meadow/);
  expect(log).toContain('"code":"invalid_grant"');
  expect(log).toContain("login");
  for (const line of log.trimEnd().split("\n")) expect(() => JSON.parse(line) as unknown).not.toThrow();
});
